"""A TOML file as it is written: its entries in order, with their places."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import Any

from doctor.facts.toml_scanner import Entry, Path, Scanner
from doctor.fixes.text import Span, UnresolvableError, line_of, whole_lines
from doctor.model.config import TomlValue

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


class Toml:
    """A text that tomllib accepts, with its entries in order. UnresolvableError for one that it does not."""

    def __init__(self, text: str) -> None:
        document(text)
        self.text = text
        try:
            self.entries = Scanner(text).entries
        except (IndexError, ValueError, RecursionError):
            raise UnresolvableError("the file has TOML syntax newer than this program") from None

    def table(self, path: Path) -> Entry | None:
        """The header of the table."""
        return next((each for each in self.entries if each.path == path and is_table(self.text, each)), None)

    def pair(self, path: Path) -> Entry | None:
        """The key with its value."""
        return next((each for each in self.entries if each.path == path and each.value_start >= 0), None)

    def pair_at(self, offset: int) -> Entry:
        """The innermost key in whose name or value the offset lies."""
        found = [each for each in self.entries if each.value_start >= 0 and each.start <= offset <= each.value_end]
        if not found:
            raise UnresolvableError("no key is written there any more")
        return found[-1]

    def within(self, table: Entry | None) -> list[Entry]:
        """The pairs below a header; without one those above the first header."""
        start = self.entries.index(table) + 1 if table else 0
        found = []
        for each in self.entries[start:]:
            if each.value_start < 0:
                break
            found.append(each)
        return found

    def is_plain(self, pair: Entry) -> bool:
        """Does the pair stand in lines of its own, not within an inline table?"""
        first = line_of(self.text, pair.start)[0]
        rest = self.text[pair.value_end : line_of(self.text, pair.value_end)[1]].strip()
        return not self.text[first : pair.start].strip() and (not rest or rest[0] == "#") and not self._inside(pair)

    def _inside(self, pair: Entry) -> bool:
        return any(each.value_start <= pair.start < each.value_end for each in self.entries if each != pair)

    def cut(self, first: int, last: int) -> Span:
        """The lines from offset to offset go, with the comments directly above."""
        return whole_lines(self.text, above(self.text, first), last)


def is_table(text: str, entry: Entry) -> bool:
    return entry.value_start < 0 and not text.startswith("[[", entry.start)


def document(text: str) -> dict[str, Any]:
    """What tomllib reads. UnresolvableError when it does not."""
    try:
        found: dict[str, Any] = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnresolvableError(f"the file is no TOML: {error}") from None
    return found


def values(text: str) -> Mapping[tuple[str, str], TomlValue]:
    """(table, key) → value, for all tables; (table, "") for a table itself."""
    return dict(flat(document(text), ()))


def flat(table: Mapping[str, Any], path: Path) -> Iterator[tuple[tuple[str, str], TomlValue]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield (".".join((*path, key)), ""), True
            yield from flat(value, (*path, key))
        else:
            yield (".".join(path), key), value


def path_of(section: str) -> Path:
    """The parts of a table's name as it stands between the brackets."""
    if '"' not in section and "'" not in section:
        return tuple(part.strip() for part in section.split(".")) if section else ()
    return Scanner(f"[{section}]\n").entries[0].path


def above(text: str, offset: int) -> int:
    """Where the comment lines directly above this line begin, else the line itself."""
    first = line_of(text, offset)[0]
    while first and text[line_of(text, first - 1)[0] : first].lstrip().startswith("#"):
        first = line_of(text, first - 1)[0]
    return first
