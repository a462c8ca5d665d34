"""Heads of tables in pyproject.toml."""

from __future__ import annotations

from doctor.model.places import Place
from doctor.model.record import Record


class Head(Record):
    """The head of a table, without brackets and quotes: "tool.pytest_env". `place` is that of the name."""

    name: str
    place: Place
