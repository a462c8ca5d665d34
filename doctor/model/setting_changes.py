"""Settings of Django that tests change in place."""

from __future__ import annotations

from doctor.model.places import Place
from doctor.model.record import Record


class SettingChange(Record):
    """A statement at `place` of `function` in `file` that changes what `settings.NAME` holds, where `settings` is a
    parameter. `instead` does the same by giving the setting a new value, "" where that is more
    than a line."""

    file: str
    function: str
    name: str
    place: Place
    instead: str = ""
