"""Methods that only `unittest.IsolatedAsyncioTestCase` calls."""

from __future__ import annotations

from doctor.model.places import Place
from doctor.model.record import Record


class Lacking(Record):
    """An attribute that a plain method `test` reads, and that the set-up alone would have set."""

    test: str
    attribute: str
    place: Place


class AsyncSetup(Record):
    """`asyncSetUp` or `asyncTearDown` (`name`) of the class `owner` in `file`, which no code of the project names
    anywhere else."""

    name: str
    owner: str
    file: str
    lacking: tuple[Lacking, ...] = ()
