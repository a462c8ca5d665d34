"""Reports that CI picks up."""

from __future__ import annotations

from doctor.model.places import Place
from doctor.model.record import Record


class Picked(Record):
    """`path` is what a key such as `junit:` names; `is_alone` is whether no other line that CI, make, tox and the like
    go by has it, so that only a default may write it."""

    path: str
    place: Place
    is_alone: bool
