"""What tox.ini tells."""

from __future__ import annotations

from doctor.model.places import Word
from doctor.model.record import Record


class PassedNames(Record):
    """Lines of `pass_env` that hold several names with blanks between. `since_four` is whether tox 4 is asked for,
    `before_four` whether an older one is."""

    lines: tuple[Word, ...] = ()
    since_four: bool = False
    before_four: bool = False
