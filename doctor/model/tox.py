"""What tox.ini tells."""

from __future__ import annotations

from doctor.model.places import Word
from doctor.model.record import Record


class NameLine(Record):
    """A line of `pass_env` whose names tox 4 does not tell apart.

    `between` is what has to stand between two of them: a comma, or, in a value of several lines, which tox 4 parts at
    their ends alone, the beginning of the next line. `refused` is whether there are blanks in it, at which tox 4 stops.
    """

    names: Word
    between: str
    refused: bool


class PassedNames(Record):
    """The lines of tox.ini that hold several names which tox 4 takes for one. `since_four` is whether tox 4 is asked
    for, `before_four` whether an older one is."""

    lines: tuple[NameLine, ...] = ()
    since_four: bool = False
    before_four: bool = False
