"""A configuration file as lines, and where in it pytest's section and its settings stand."""

from __future__ import annotations

from doctor.errors import UsageError
from doctor.facts.ini import IniError, IniFile
from doctor.facts.toml import TomlError, TomlFile
from doctor.model.config import Section, Setting
from doctor.model.generated import Target
from doctor.model.profiles import HEADER, MARK
from doctor.model.record import Record

BOM = "\ufeff"


class Span(Record):
    """Lines of a document, from 0; `end` is the one behind the last."""

    start: int
    end: int


class Document:
    """The text without byte order mark and with "\\n" as line ends; both come back in `encoded`."""

    def __init__(self, data: bytes | None, target: Target) -> None:
        self._target = target
        try:
            text = (data or b"").decode("utf-8")
        except UnicodeDecodeError as fault:
            raise UsageError(f"{target.file} is not UTF-8 (byte {fault.start}): mend it first") from None
        self._bom = BOM if text.startswith(BOM) else ""
        self._end = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
        self.text = text.removeprefix(BOM).replace("\r\n", "\n")

    def encoded(self, text: str) -> bytes:
        """The text as the bytes of this file, with a line end at its end."""
        text = text if text.endswith("\n") else f"{text}\n"
        return (self._bom + text.replace("\n", self._end)).encode()


def section_of(text: str, target: Target) -> Section | None:
    """The section that the target names, None if it is not there. UsageError for a file that cannot be parsed."""
    try:
        if target.style == "ini":
            ini = IniFile(target.file, target.file, text)
            return ini.section(target.section, True) if target.section in ini.names else None
        toml = TomlFile(target.file, text)
    except (IniError, TomlError) as fault:
        raise UsageError(f"{target.file}:{fault.line}: {fault}; mend it first") from None
    path = tuple(target.section.split("."))
    if not isinstance(toml.table(path), dict):
        return None
    found = toml.section(path, True, skip="ini_options" if target.section == "tool.pytest" else "")
    line = text.split("\n")[found.place.line - 1].strip() if found.place.line else ""
    if found.settings and not (line.startswith("[") and found.name == target.section):
        raise UsageError(f"{target.file}: write the table as [{target.section}] in a line of its own first")
    return found if line.startswith("[") and found.name == target.section else None


def lines_of(setting: Setting) -> Span:
    """The lines of a key with its value."""
    place = setting.value_place
    return Span(setting.place.line - 1, max(place.end_line, place.line, setting.place.line))


def header_span(lines: list[str], section: Section) -> Span:
    """The lines of our header under the section's own line; empty if there is none."""
    start = section.place.line
    if start >= len(lines) or not lines[start].startswith(HEADER):
        return Span(start, start)
    end = start + 1
    while end < len(lines) and lines[end].startswith("#   "):
        end += 1
    return Span(start, end)


def marked(lines: list[str], span: Span) -> Span:
    """The span with our comments right above it; the same span if there are none."""
    start = span.start
    while start and lines[start - 1].startswith(MARK):
        start -= 1
    return Span(start, span.end)


def marked_items(lines: list[str], span: Span) -> list[Span]:
    """Our items within a value: our comments and the line below them."""
    found, row = [], span.start
    while row < span.end:
        start = row
        while row < span.end and lines[row].lstrip().startswith(MARK):
            row += 1
        if row > start and row < span.end:
            found.append(Span(start, row + 1))
        row += 1
    return found
