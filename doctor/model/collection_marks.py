"""Marks that tests get while they are collected."""

from __future__ import annotations

from doctor.model.record import Record


class CollectionMarks(Record):
    """Marks that hooks of conftests and plugins give to tests.

    `names` are these marks; `complete` is false where one of them, or what it depends on, cannot be told. `skipped` are
    marks whose tests are skipped, or expected to fail: "slow" of `if "slow" in item.keywords: item.add_marker(skip)`.
    """

    names: frozenset[str] = frozenset()
    skipped: frozenset[str] = frozenset()
    complete: bool = True
