"""Suites that CI runs in groups."""

from __future__ import annotations

from doctor.model.places import Place
from doctor.model.record import Record


class Groups(Record):
    """A call with `--splits 4 --group N` (or pytest-shard's options) in a job that is run once for each of `run`.
    `place` is that of the list of groups, `call` of the option that says how many there are; `missing` are those that
    no job runs, `beyond` those that there are not."""

    place: Place
    call: Place
    option: str
    total: int
    run: tuple[int, ...]
    missing: tuple[int, ...]
    beyond: tuple[int, ...]
