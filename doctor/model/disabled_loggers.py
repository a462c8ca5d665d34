"""Loggers that migrations disable, and tests that look for their messages."""

from __future__ import annotations

from doctor.model.places import Place
from doctor.model.record import Record


class Migrating(Record):
    """A fixture that runs migrations of Alembic in the process of the tests: `function` of `file`, by `call`."""

    file: str
    function: str
    call: Place


class DisabledLogger(Record):
    """The test `function` of `file` looks in caplog for what `called` logs at `logged` with the logger `name`, which
    exists when migrations run and is not among those that they configure."""

    name: str
    file: str
    function: str
    called: str
    logged: Place


class DisabledLoggers(Record):
    """`place` is where the migrations' env.py disables all loggers that are there."""

    place: Place | None = None
    migrating: tuple[Migrating, ...] = ()
    found: tuple[DisabledLogger, ...] = ()
