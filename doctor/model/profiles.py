"""Profiles: what a generated configuration should hold, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from doctor.model.config import TomlValue
from doctor.model.record import Record

Number = bool | int | float | str
HEADER = "# pytest-doctor generate "  # the first line of what we write into a section; `Stamp` reads it
MARK = "# doctor: "  # stands above each setting that is ours


class Value(Record):
    """A key or an option that a profile sets.

    `value` is a plain TOML value, or text that may hold expressions; True for an option without a value. `when` is an
    expression or a bool, `needs` are requirements (PEP 508) of plugins or pytest. `otherwise` is said in the file where
    `when` is false. A value that `insists` wins over the one of the project's own configuration, in a file of its own.
    `first` puts an item in front of the project's own ones, where the last one wins. `place` is where it is written.
    """

    name: str
    value: TomlValue
    place: str
    reason: str = ""
    when: str | bool = True
    needs: tuple[str, ...] = ()
    otherwise: str = ""
    insists: bool = False
    first: bool = False

    @property
    def is_option(self) -> bool:
        return self.name.startswith("-")


class Block(Record):
    """A plugin that the profile keeps out: `name` is what `-p no:NAME` must say."""

    name: str
    distribution: str
    place: str
    reason: str = ""
    when: str | bool = True


class Profile(Record):
    """A profile with all that it inherits. `file` is the file's own name, "" for the project's configuration.

    `numbers` are names that expressions may use and `--set` may change. `digest` changes when anything of it does. One
    that stands `apart` is for a file of its own: as the project's configuration it would keep tests from running.
    """

    name: str
    title: str
    source: str
    file: str = ""
    usage: str = ""
    numbers: Mapping[str, Number] = {}
    values: tuple[Value, ...] = ()
    blocks: tuple[Block, ...] = ()
    digest: str = ""
    apart: bool = False

    def value(self, name: str) -> Value | None:
        return next((value for value in self.values if value.name == name), None)


class Stamp(Record):
    """What the header of a generated section says of it.

    `digests` are those of the settings that are ours, each as it was written; `origin` is that of what they were made
    from, the profile and the `--set`s.
    """

    profile: str
    settings: tuple[str, ...] = ()
    version: str = ""
    digests: tuple[str, ...] = ()
    origin: str = ""


def stamps(text: str) -> Iterator[tuple[int, Stamp]]:
    """The headers in a text, with their line (from 1)."""
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if line.startswith(HEADER):
            found = stamp(line, lines[number] if number < len(lines) else "")
            if found:
                yield number, found


def stamp(first: str, second: str) -> Stamp | None:
    """The two lines of a header, None if they are none of ours any more."""
    import shlex

    try:
        words = shlex.split(first.removeprefix(HEADER))
    except ValueError:
        return None
    given = [(name, value) for name, value in pairwise(words) if name.startswith("--")]
    profile = next((value for name, value in given if name == "--profile"), "")
    settings = tuple(value for name, value in given if name == "--set")
    facts = dict(part.split(" ", 1) for part in second.strip("# \r").split(", ") if " " in part)
    if not profile:
        return None
    digests = tuple(facts.get("file", "").split("-"))
    return Stamp(profile, settings, facts.get("version", ""), digests, facts.get("profile", ""))
