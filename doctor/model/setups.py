"""What the classes of a file give to their objects, and what their tests read of them."""

from __future__ import annotations

from typing import Protocol

from doctor.model.record import Record


class SetUp(Record):
    """A `setUp`, `setup_method` or the like (`doctor.model.xunit`). `gives` are the attributes that it sets.
    `is_alone` is whether nothing in its class calls one of this name."""

    name: str
    gives: frozenset[str]
    is_alone: bool


class Giving(Record):
    """A class: its set-ups, what else it gives its objects (methods, attributes, what other methods set), the
    attributes that its tests read, each behind the test's name, and those that its file sets on anything else.
    `is_told` is whether it has no attributes whose names are worked out."""

    setups: tuple[SetUp, ...]
    gives: frozenset[str]
    read: tuple[tuple[str, str], ...]
    elsewhere: frozenset[str]
    is_told: bool

    def setup(self, name: str) -> SetUp | None:
        return next((each for each in self.setups if each.name == name), None)


class Setups(Protocol):
    """Answers of files of the project, which are read when they are first asked for."""

    def of(self, path: str, klass: str) -> Giving | None:
        """One class at the top of a file; None where it is not there, or there twice."""
