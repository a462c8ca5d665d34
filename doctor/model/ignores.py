"""Comments that tell the doctor what to put up with."""

from __future__ import annotations

from collections.abc import Mapping

from doctor.model.places import Place
from doctor.model.record import Record


class Ignore(Record):
    """`# pytest-doctor: ignore[rule, rule] reason`. It holds for the lines from `first` to `last`.

    `rules` are rules or topics, none for a bare `ignore`; `fault` says why the comment is not understood.
    """

    place: Place
    rules: tuple[str, ...]
    first: int
    last: int
    reason: str = ""
    fault: str = ""


class Ignores(Record):
    """The comments of each file that has some."""

    files: Mapping[str, tuple[Ignore, ...]] = {}

    @property
    def all(self) -> tuple[Ignore, ...]:
        return tuple(each for found in self.files.values() for each in found)


class UnusedIgnore(Record):
    """A rule that a comment names and that says nothing there. `near` is the name that was meant, "" for none; `known`
    is whether there is such a rule. Where it is no comment, `setting` is the key of the settings ("ignore", "allow",
    "per-file-ignores"), and `glob` the file or the name that it is about."""

    place: Place
    rule: str
    known: bool = True
    near: str = ""
    glob: str = ""
    setting: str = ""
