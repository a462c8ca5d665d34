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
    lines = [line.rstrip() for line in COLOURS.sub("", output).splitlines()]
    known = [(message, re.compile(message.pattern)) for message in messages()]
    found = tuple(dict.fromkeys(_found(lines, known)))
    return tuple(each for each in found if not each.message.last) or found


def _found(lines: list[str], known: list[tuple[Message, re.Pattern[str]]]) -> Iterator[Recognised]:
    said: set[tuple[str, tuple[tuple[str, str], ...]]] = set()
    for number, line in enumerate(lines):
        for message, pattern in known:
            text = line if message.lines == 1 else joined(lines[number : number + message.lines])
            match = pattern.search(text)
            if match is None or (message.lines > 1 and match.start() >= len(line) + 1):
                continue
            names = tuple((name, value.strip()) for name, value in match.groupdict(default="").items())
            if (message.pattern, names) not in said:
                said.add((message.pattern, names))
                yield Recognised(message, last_line(lines[number:], match.end()), names)
            break


def last_line(lines: list[str], end: int) -> str:
    """The line in which a match ends, in lines that `joined` has made one: there pytest says what it is about."""
    for line in lines:
        end -= len(line) + 1
        if end <= 0:
            return line.removeprefix(INTERNAL).strip()
    return lines[-1].strip()


def joined(lines: list[str]) -> str:
    """Lines that belong together, as one."""
    return " ".join(lines)
