"""Warnings that the project itself gives."""

from __future__ import annotations

from doctor.model.places import Place
from doctor.model.record import Record


class Warned(Record):
    """A call of `warnings.warn` whose text is written. `text` has a NUL for each part that is worked out at run time;
    `category` is the class by its last name."""

    text: str
    category: str
    place: Place
