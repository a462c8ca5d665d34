"""What a file gives to the names of its modules and classes, beside definitions."""

from __future__ import annotations

from typing import Protocol

from doctor.model.places import Place
from doctor.model.record import Record


class Binding(Record):
    """An import or assignment that stands in the body of a module or class itself, under no condition.

    `name` is "*" for a star import; `scope` the qualified name of the class, "" for the module. `module` is where an
    import takes it from, as it is written. `is_off` is whether the value takes the name away: None, False.
    """

    name: str
    scope: str
    place: Place
    module: str = ""
    is_off: bool = False


class Bindings(Protocol):
    """Answers of files of the project, which are read when they are first asked for."""

    def of(self, path: str) -> tuple[Binding, ...]:
        """Those of one file, in its order."""
