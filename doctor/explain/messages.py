"""pytest's own words, recognised in its output: doctor/knowledge/messages.toml says what each means."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Any

from doctor.model.record import Record
from doctor.resources import knowledge

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]|\x1b\]8;[^\x07\x1b]*(?:\x07|\x1b\\)")
INTERNAL = "INTERNALERROR> "
LONGEST = 2000  # characters of a line that are looked at


class Message(Record):
    """A text of pytest that is known. The fields are explained in doctor/knowledge/messages.toml."""

    pattern: str
    cause: str
    cure: str
    rules: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    lines: int = 1
    last: bool = False


class Recognised(Record):
    """A known text in an output: the line where it begins, and the names that it holds."""

    message: Message
    line: str
    names: tuple[tuple[str, str], ...]

    @property
    def cause(self) -> str:
        return self.message.cause.format(**dict(self.names))

    @property
    def cure(self) -> str:
        return self.message.cure.format(**dict(self.names))

    @property
    def subjects(self) -> tuple[tuple[str, str], ...]:
        """The names that `explain NAME` can say more about, each with what it is: ("option", "--cov")."""
        found = dict(self.names)
        return tuple((group, word) for group in self.message.about for word in words(found.get(group, "")))


def words(text: str) -> list[str]:
    """The names in a group: `--cov=shop --cov-report=term` is `--cov` and `--cov-report`, `a>=1, b` is `a` and `b`."""
    options = re.findall(r"(?:^|[\s/])(--?[A-Za-z][\w-]*)", text)
    return list(dict.fromkeys(options or re.findall(r"[A-Za-z_][\w.-]*", re.sub(r"[<>=!~]=?[\w.]+", "", text))))


def messages() -> tuple[Message, ...]:
    """All that are known, in the order of the file."""
    data = tomllib.loads(knowledge("messages.toml").read_text(encoding="utf-8"))
    return tuple(_message(row) for row in data["message"])


def _message(row: dict[str, Any]) -> Message:
    fields: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
    return Message(**fields)


def recognise(output: str) -> tuple[Recognised, ...]:
    """What is known in an output, each text once, in the order of the output."""
    lines = [line[:LONGEST].rstrip() for line in COLOURS.sub("", output).splitlines()]
    known = [(message, re.compile(message.pattern)) for message in messages()]
    found = tuple(dict.fromkeys(_found(lines, known)))
    return tuple(each for each in found if not each.message.last) or found


def _found(lines: list[str], known: list[tuple[Message, re.Pattern[str]]]) -> Iterator[Recognised]:
    said: set[tuple[str, tuple[tuple[str, str], ...]]] = set()
    number = 0
    while number < len(lines):
        message, match = _first(lines, number, known)
        if message is None or match is None:
            number += 1
            continue
        last = number + last_line(lines[number:], match.end())
        names = tuple((name, value.strip()) for name, value in match.groupdict(default="").items())
        if (message.pattern, names) not in said:
            said.add((message.pattern, names))
            yield Recognised(message, lines[last].removeprefix(INTERNAL).strip(), names)
        number = last + 1


def _first(
    lines: list[str], number: int, known: list[tuple[Message, re.Pattern[str]]]
) -> tuple[Message | None, re.Match[str] | None]:
    """The first message that begins in this line."""
    line = lines[number]
    for message, pattern in known:
        match = pattern.search(line if message.lines == 1 else " ".join(lines[number : number + message.lines]))
        if match and match.start() <= len(line):
            return message, match
    return None, None


def last_line(lines: list[str], end: int) -> int:
    """The number of the line in which a match ends, in lines that were joined: there pytest says what it is about."""
    for number, line in enumerate(lines):
        end -= len(line) + 1
        if end <= 0:
            return number
    return len(lines) - 1
