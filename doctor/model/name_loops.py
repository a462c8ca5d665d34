"""Loops over names that are written out."""

from __future__ import annotations

from doctor.model.places import Place
from doctor.model.record import Record


class NameLoop(Record):
    """In these lines of a conftest or plugin `name` is each of the texts in turn, and none of them is left out."""

    file: str
    name: str
    texts: tuple[str, ...]
    first: int
    last: int

    def holds(self, file: str, place: Place) -> bool:
        return file == self.file and self.first <= place.line <= self.last
