"""The text of a generated section: its header, and the settings that stand below our comments."""

from __future__ import annotations

from collections.abc import Iterable

from doctor.errors import UsageError
from doctor.facts.ini import IniError, IniFile
from doctor.facts.toml import TomlError, TomlFile
from doctor.model.config import Section, Setting
from doctor.model.generated import MERGED, Target
from doctor.model.profiles import HEADER, MARK, Profile, Stamp
from doctor.model.record import Record

SHORT = 5  # hexadecimal digits that stand for one setting: the header holds one such word for each


class Span(Record):
    """Lines of a text, from 0; `end` is the one behind the last."""

    start: int
    end: int

    def of(self, lines: list[str]) -> str:
        """The lines as text, with a line end at its end."""
        return "\n".join(lines[self.start : self.end]) + "\n"


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


def ours(lines: list[str], section: Section) -> list[Span]:
    """Our settings, and our items of the lists that are also the project's, each with the comments above it."""
    found: list[Span] = []
    for setting in section.settings:
        own = lines_of(setting)
        whole = marked(lines, own)
        if whole.start < own.start:
            found.append(whole)
        elif setting.name in MERGED:
            found += marked_items(lines, own)
    return sorted(found, key=lambda span: span.start)


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


def below_comments(lines: list[str], span: Span) -> int:
    """The line at which the setting itself begins."""
    return next(row for row in range(span.start, span.end) if not lines[row].lstrip().startswith(MARK))


def digests(texts: Iterable[str]) -> tuple[str, ...]:
    """What the header keeps of our settings: a word for each."""
    return tuple(digest(squeezed(text))[:SHORT] for text in texts)


def origin(profile: Profile, settings: tuple[str, ...]) -> str:
    """What the header keeps of what a section was made from: the profile and the `--set`s."""
    return digest("\0".join((profile.digest, *settings)))


def is_edited(stamp: Stamp, text: str) -> bool:
    """Did something else stand there when the section was written?"""
    return digest(squeezed(text))[:SHORT] not in stamp.digests


def squeezed(text: str) -> str:
    """The text without what formatters change: blanks, kinds of quotes, commas at ends."""
    return "".join(text.split()).replace("'", '"').replace(",]", "]").rstrip(",")


def digest(text: str) -> str:
    import hashlib

    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:12]
