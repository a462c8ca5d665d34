"""Images in which pytest is run."""

from __future__ import annotations

from doctor.model.calls import PytestCall
from doctor.model.places import Place
from doctor.model.record import Record


class Image(Record):
    """A call of pytest in a Dockerfile that copies the project into the image, all of which can be told.

    `copied` are the files of the project that are there, `place` is that of the last instruction that copies some of
    them. `ignored` are the lines of .dockerignore that leave files out: pattern → place, by the file left out.
    """

    call: PytestCall
    place: Place
    copied: frozenset[str]
    ignored: tuple[tuple[str, Place], ...] = ()
