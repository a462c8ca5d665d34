"""What functions do with their parameters, and fixtures that hand out nothing."""

from __future__ import annotations

from typing import Protocol

from doctor.model.places import Place
from doctor.model.record import Record


class ParamUse(Record):
    """One use of a parameter: `how` is "attribute" (`what` is its name), "item", "called", "entered" (by `with`) or
    "other"."""

    how: str
    place: Place
    what: str = ""


class Valueless(Record):
    """A fixture that gives no value. `how` is "return" (the place is the last statement, a call), "name" (the last
    statement gives `name` a value) or "yield" (the place is the bare `yield`, `name` what it could hand out); "" where
    it cannot be told what is meant."""

    how: str
    place: Place
    name: str = ""


class ParamUses(Protocol):
    """Answers of files of the project, which are read when they are first asked for."""

    def of(self, path: str, function: str, name: str) -> tuple[ParamUse, ...]:
        """What a function does with a parameter; nothing where it gives the name another value."""

    def valueless(self, path: str, function: str) -> Valueless | None:
        """Whether the fixture gives no value on any path."""
