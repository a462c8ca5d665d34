"""Calls of what test files import from modules that have fixtures."""

from __future__ import annotations

from doctor.model.places import Place
from doctor.model.record import Record


class FixtureCall(Record):
    """A call, in the function `within`, of `name`, which the file `home` defines: one of its fixtures, or a function of
    it that calls a fixture."""

    place: Place
    within: str
    home: str
    name: str
