"""TOML files changed key by key: text in, text out.

Keys that stand in a table of their own are changed by spans; those in inline tables and behind dots by tomlkit.
"""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from doctor.facts.ini import SPLIT_BY_SHELL
from doctor.facts.toml_scanner import Entry, Path, Scanner
from doctor.fixes.ini import listed, quoted, several
from doctor.fixes.text import (
    Span,
    UnresolvableError,
    applied,
    behind_line,
    blanks,
    inserted_line,
    line_of,
    whole_lines,
    without_item,
    without_word,
)
from doctor.model.config import TomlValue

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

INDENT = "    "
WIDTH = 100  # a list that would be longer gets an item a line


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


def rendered(value: TomlValue, indent: str = INDENT, multiline: bool = False) -> str:
    """The value as TOML; long lists get an item a line."""
    items = listed(value)
    if items is None:
        return scalar(value)
    words = [rendered(item) for item in items]
    line = f"[{', '.join(words)}]"
    if words and (multiline or len(line) > WIDTH):
        return "[\n" + "".join(f"{indent}{word},\n" for word in words) + "]"
    return line


def scalar(value: TomlValue) -> str:
    """A string without escapes where it has backslashes: filters and patterns stay readable."""
    if isinstance(value, str) and "\\" in value and "'" not in value and value.isprintable():
        return f"'{value}'"
    import tomlkit

    if isinstance(value, dict):
        table = tomlkit.inline_table()
        table.update(value)
        return table.as_string()
    return str(tomlkit.item(value).as_string())


def bare(key: str) -> str:
    """The key, quoted where TOML wants it."""
    if key and all(char.isascii() and (char.isalnum() or char in "-_") for char in key):
        return key
    return scalar(key)


def set_key(text: str, section: str, key: str, value: TomlValue) -> str:
    """The key gets the value; key and table are made where they are missing."""
    toml, path = Toml(text), path_of(section)
    found, table = toml.pair((*path, key)), toml.table(path)
    if found:
        old = text[found.value_start : found.value_end]
        indent = item_indent(text, found)
        return applied(text, [Span(found.value_start, found.value_end, rendered(value, indent, "\n" in old))])
    line = f"{bare(key)} = {rendered(value)}"
    if table or not path:
        return applied(text, [new_pair(toml, table, line)])
    if any(each.path[: len(path)] == path and each.value_start >= 0 for each in toml.entries) or shut(toml, path):
        return set_by_tomlkit(text, path, key, value)
    head = f"{text}\n" if text and not text.endswith("\n") else text
    gap = "" if not text.strip() or head.endswith("\n\n") else "\n"
    return f"{head}{gap}[{section}]\n{line}\n"


def shut(toml: Toml, path: Path) -> bool:
    """Is a table above this one written inline or as a dotted key, so that no header may add to it?"""
    dotted = {each.path[:length] for each in toml.entries if each.value_start >= 0 for length in range(len(each.path))}
    headers = {each.path[:length] for each in toml.entries if each.value_start < 0 for length in range(9)}
    closed = {each.path for each in toml.entries if each.value_start >= 0} | (dotted - headers)
    return any(path[:length] in closed for length in range(1, len(path) + 1))


def new_pair(toml: Toml, table: Entry | None, line: str) -> Span:
    """A pair of its own at the end of the table."""
    pairs = toml.within(table)
    if pairs:
        return inserted_line(toml.text, behind_line(toml.text, max(each.value_end for each in pairs)), line)
    if table:
        return inserted_line(toml.text, behind_line(toml.text, table.end), line)
    first = above(toml.text, toml.entries[0].start) if toml.entries else len(toml.text)
    return Span(first, first, f"{line}\n\n") if toml.entries else inserted_line(toml.text, first, line)


def item_indent(text: str, pair: Entry) -> str:
    """The blanks before the list's items where they stand one a line."""
    for start, _ in pair.items:
        before = text[line_of(text, start)[0] : start]
        if not before.strip() and before:
            return before
    return INDENT


def set_by_tomlkit(text: str, path: Path, key: str, value: TomlValue) -> str:
    """The same for inline tables and dotted keys."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        found = tomlkit.parse(text)
        table: Any = found
        for part in path:
            table = table.setdefault(part, tomlkit.table())
        table[key] = list(value) if isinstance(value, tuple) else value
        return tomlkit.dumps(found)
    except (TOMLKitError, AttributeError, TypeError, KeyError, ValueError) as error:
        raise UnresolvableError(f"{'.'.join(path)} is no table: {error}") from None


def add_item(text: str, section: str, key: str, item: str) -> str:
    """One more item at the end of a list, one more word or line of a string; the key is made where it is missing."""
    toml = Toml(text)
    found = toml.pair((*path_of(section), key))
    if found and text[found.value_start] in "'\"":
        return add_word(text, section, found, key, item)
    if several(key, item):
        for word in shlex.split(item):
            text = add_item(text, section, key, word)
        return text
    if found is None:
        return set_key(text, section, key, [item])
    if text[found.value_start] != "[":
        raise UnresolvableError(f"{key} is no list")
    if not found.items:
        return set_key(text, section, key, [item])
    start, end = found.items[-1]
    first = line_of(text, start)[0]
    comma = text.find(",", end, found.value_end)
    comma = comma if comma >= 0 and not text[end:comma].strip() else -1
    word = rendered(item)
    if text[first:start].strip():
        return applied(text, [Span(end, end, f", {word}")])
    behind = comma + 1 if comma >= 0 else end
    last = line_of(text, behind)[1]
    closes = found.value_end - 1 <= last  # the bracket stands in the item's line
    at = behind if closes else last
    spans = [Span(at, at, f"\n{text[first:start]}{word}{',' if comma >= 0 or not closes else ''}")]
    return applied(text, ([] if comma >= 0 else [Span(end, end, ",")]) + spans)


def add_word(text: str, section: str, pair: Entry, key: str, item: str) -> str:
    """One more word or line in a string."""
    width = 3 if text[pair.value_start : pair.value_end].startswith(('"""', "'''")) else 1
    start, end = pair.value_start + width, pair.value_end - width
    content = text[start:end]
    if key not in SPLIT_BY_SHELL and "\n" not in content and content.strip():
        if "\\" in content:
            raise UnresolvableError(f"{key} is one line of text: write it as a list by hand")
        return set_key(text, section, key, [content.strip(), item])
    word = scalar(item if several(key, item) else quoted(key, item))[1:-1]
    if "'" in text[pair.value_start : start] and "'" in word:
        raise UnresolvableError(f"{key} stands in quotes that {item!r} has, too")
    used = start + len(content.rstrip())
    line = text[line_of(text, used)[0] : used]
    if "\n" in content:
        indent = line[: len(line) - len(line.lstrip())] if line_of(text, used)[0] > start else ""
        return applied(text, [Span(used, used, f"\n{indent}{word}")])
    return applied(text, [Span(used, used, f" {word}" if content.strip() else word)])


def the_pair(toml: Toml, section: str, key: str) -> Entry:
    found = toml.pair((*path_of(section), key))
    if found is None:
        raise UnresolvableError(f"[{section}] has no key {key}")
    return found


def remove_key(text: str, section: str, key: str) -> str:
    """The key goes with its value and the comments directly above it."""
    toml = Toml(text)
    return without_pair(toml, the_pair(toml, section, key))


def without_pair(toml: Toml, pair: Entry) -> str:
    if toml.is_plain(pair):
        return applied(toml.text, [toml.cut(pair.start, pair.value_end)])
    import tomlkit

    found = tomlkit.parse(toml.text)
    table: Any = found
    for part in pair.path[:-1]:
        table = table[part]
    del table[pair.path[-1]]
    return tomlkit.dumps(found)


def rename_key(text: str, section: str, key: str, name: str) -> str:
    """The key gets another name."""
    toml, path = Toml(text), path_of(section)
    pair = the_pair(toml, section, key)
    if toml.pair((*path, name)):
        raise UnresolvableError(f"[{section}] has a key {name} already")
    written = text[pair.start : pair.end].rstrip()
    tail = next((form for form in (key, f'"{key}"', f"'{key}'") if written.endswith(form)), None)
    if tail is None:
        raise UnresolvableError(f"{key} is written with escapes: rename it by hand")
    end = pair.start + len(written)
    return applied(text, [Span(end - len(tail), end, bare(name))])


def rename_section(text: str, section: str, name: str) -> str:
    """The table gets another name, with those below it; where one of that name is there, the keys move into it.

    "" are the keys above all tables: they get a header, or move.
    """
    toml, path, target = Toml(text), path_of(section), path_of(name)
    table, other = toml.table(path), toml.table(target)
    if path and table is None:
        raise UnresolvableError(f"there is no [{section}]")
    pairs = toml.within(table)
    if not path and not pairs:
        raise UnresolvableError("there are no keys outside tables")
    if other:
        return moved(toml, table, other, (section, name))
    if table is None:
        first = above(text, pairs[0].start)
        return applied(text, [Span(first, first, f"[{name}]\n")])
    below = [each for each in toml.entries if each.value_start < 0 and each.path[: len(path)] == path]
    return applied(text, [renamed_header(text, each, path, name) for each in below])


def renamed_header(text: str, header: Entry, path: Path, name: str) -> Span:
    """`[path.below]` becomes `[name.below]`."""
    brackets = 2 if text.startswith("[[", header.start) else 1
    parts = ".".join([name, *(bare(part) for part in header.path[len(path) :])])
    return Span(header.start + brackets, header.end - brackets, parts)


def moved(toml: Toml, table: Entry | None, other: Entry, names: tuple[str, str]) -> str:
    """The keys of one table go into another."""
    text, pairs, there = toml.text, toml.within(table), toml.within(other)
    depth, start = len(table.path) if table else 0, len(other.path)
    if twice := sorted({each.path[depth] for each in pairs} & {each.path[start] for each in there}):
        raise UnresolvableError(f"[{names[0]}] and [{names[1]}] both set {', '.join(twice)}: choose by hand")
    if pairs:
        first = above(text, pairs[0].start) if not table else behind_line(text, table.end)
        last = line_of(text, pairs[-1].value_end)[1]
        lines = text[first:last].strip("\n")
    spans = [cut_table(toml, table, pairs)]
    if pairs:
        spans.append(new_pair(toml, other, lines))
    return applied(text, spans)


def cut_table(toml: Toml, table: Entry | None, pairs: Sequence[Entry]) -> Span:
    """The header and the pairs go, with the blank lines that parted them from what follows."""
    text = toml.text
    first = above(text, (table or pairs[0]).start)
    after = [each for each in toml.entries if each.value_start < 0 and each.start > (table.start if table else -1)]
    if after:
        return Span(first, max(above(text, after[0].start), first), "")
    while first and text[line_of(text, first - 1)[0] : first].strip() == "":
        first = line_of(text, first - 1)[0]
    return Span(first, len(text), "")


def remove_section(text: str, section: str) -> str:
    """The table goes with its keys; "" when nothing but blanks and comments is left."""
    toml = Toml(text)
    table = toml.table(path_of(section))
    if table is None:
        raise UnresolvableError(f"there is no [{section}]")
    left = applied(text, [cut_table(toml, table, toml.within(table))])
    return left if document(left) else ""


def remove_words(text: str, start: int, end: int) -> tuple[str, set[tuple[str, str]]]:
    """Items of a list, or words of a string, go; a value that becomes empty goes with its key. Also says which key."""
    toml = Toml(text)
    pair = toml.pair_at(start)
    touched = {(".".join(pair.path[:-1]), pair.path[-1])}
    items = [index for index, (first, last) in enumerate(pair.items) if start <= first and last <= end]
    if items and len(items) == len(pair.items):
        return without_pair(toml, pair), touched
    if items:
        previous = pair.items[items[0] - 1][1] if items[0] else None
        first, last = pair.items[items[0]][0], pair.items[items[-1]][1]
        return applied(text, without_item(text, first, last, previous)), touched
    first, last = next(
        (span for span in pair.items if span[0] <= start and end <= span[1]), (pair.value_start, pair.value_end)
    )
    if text[first] not in "'\"":
        raise UnresolvableError("no word is written there any more")
    left, empty = without_words(text, first, last, start, end)
    if empty and (first, last) in pair.items:
        return remove_words(text, first, last)
    return (without_pair(toml, pair) if empty else left), touched


def without_words(text: str, first: int, last: int, start: int, end: int) -> tuple[str, bool]:
    """The string literal without the words; also, whether nothing is left in it."""
    width = 3 if text[first:last].startswith(('"""', "'''")) else 1
    inner, stop = first + width, last - width
    start, end = max(start, inner), min(end, stop)
    spans, position = [], start
    while position < end:
        stop_here = min(line_of(text, position)[1], end)
        spans.append(without_words_of_line(text, position, stop_here, inner, stop))
        position = stop_here + 1 + blanks(text, stop_here + 1)
    left = applied(text, spans)
    rest = left[inner : stop + len(left) - len(text)]
    return left, not rest.strip(" \t\n\\")


def without_words_of_line(text: str, start: int, end: int, inner: int, stop: int) -> Span:
    """The words of one line of a string go; the line, too, when it holds nothing else."""
    begin, close = max(line_of(text, start)[0], inner), min(line_of(text, end)[1], stop)
    before, after = text[begin:start].strip(), text[end:close].strip(" \t\\")
    if not before and not after and begin > inner:
        return Span(begin - 1, close, "")
    if not before:
        return Span(start, end + blanks(text[:close], end), "")
    if not after:
        return Span(start - (len(text[begin:start]) - len(text[begin:start].rstrip())), end + 0, "")
    return without_word(text, start, end)
