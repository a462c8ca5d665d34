"""Files that were meant to be pytest's configuration."""

from __future__ import annotations

from doctor.model.places import Place
from doctor.model.record import Record


class Misnamed(Record):
    """A file at the top of the project that has a section of pytest's and a name that pytest does not look for.
    `options` are the keys in it. `found_here` is whether this file system, which does not part capitals from small
    letters, finds it by the right name all the same."""

    place: Place
    section: str
    options: tuple[str, ...]
    found_here: bool = False
