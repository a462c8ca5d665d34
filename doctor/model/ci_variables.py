"""Variables that CI files set and nobody reads, beside those that tests read and nobody sets."""

from __future__ import annotations

from doctor.model.places import Place
from doctor.model.record import Record


class Stray(Record):
    """`written` stands in a CI file and nowhere else in the project; tests ask for `read`, which is much alike."""

    written: str
    read: str
    place: Place
    read_at: Place
