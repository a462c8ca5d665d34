"""Variables that tests take away, and that nothing sets."""

from __future__ import annotations

from doctor.model.places import Place
from doctor.model.record import Record


class Deletion(Record):
    """`monkeypatch.delenv("NAME")` at the beginning of a function: nothing before it sets the variable, and no file of
    the project has the variable's name, but to read it or to take it away. `end` is where another argument goes."""

    name: str
    place: Place
    within: str
    end: Place
