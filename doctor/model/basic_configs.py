"""Calls of logging.basicConfig that do nothing while a test runs."""

from __future__ import annotations

from doctor.model.places import Place
from doctor.model.record import Record


class BasicConfig(Record):
    """The test `function` of `file` calls `logging.basicConfig(…)` at `place`, itself or by the imported function
    `called`, and asks at `asked` for what that is to have done: `how` is "file" (the log file) or "level" (the level
    of the root logger)."""

    how: str
    place: Place
    file: str
    function: str
    asked: Place
    called: str = ""
