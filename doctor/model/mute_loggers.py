"""Messages that a test looks for in caplog, and that do not get there."""

from __future__ import annotations

from doctor.model.places import Place
from doctor.model.record import Record


class MuteLogger(Record):
    """The logger `name`, or one above it, is told at `place` not to hand its messages on, as soon as the project is
    imported. The function `test` of `file` calls `called`, which logs there, and looks for the message in caplog."""

    name: str
    place: Place
    file: str
    test: str
    called: str
    logged: Place
