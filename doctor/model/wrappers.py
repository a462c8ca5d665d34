"""Decorators of the project, by what stands in their functions."""

from __future__ import annotations

from typing import Protocol

from doctor.model.places import Place
from doctor.model.record import Record


class Wrapper(Record):
    """A plain `def` that a decorator puts in the place of a function, and that calls this without awaiting it.

    `inner` is its name's place, `start` where its `def` begins; `calls` are the calls of the function. `returns` is
    whether it hands on what such a call gives; else that is dropped.
    """

    name: str
    inner: Place
    start: Place
    calls: tuple[Place, ...]
    returns: bool

    @property
    def place(self) -> Place:
        return self.inner


class Wrappers(Protocol):
    """Answers of files of the project, which are read when they are first asked for."""

    def of(self, path: str, decorator: str, is_called: bool) -> Wrapper | None:
        """What the decorator puts in the place of a function; `is_called` is whether it stands there as `@deco()`. None
        where that does anything else with the function than to call it."""
