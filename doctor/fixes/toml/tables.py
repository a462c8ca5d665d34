"""Tables of a TOML file renamed, joined and removed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from doctor.facts.toml_scanner import Entry, Path
from doctor.fixes.text import Span, UnresolvableError, applied, behind_line, line_of
from doctor.fixes.toml.document import Toml, above, document, path_of
from doctor.fixes.toml.keys import new_pair
from doctor.fixes.toml.literals import bare


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
    """The header and the pairs go, with the blank lines that parted them from what follows; comments behind a blank
    line stay."""
    text = toml.text
    first = above(text, (table or pairs[0]).start)
    after = [each for each in toml.entries if each.value_start < 0 and each.start > (table.start if table else -1)]
    if after:
        behind, stop = line_of(text, pairs[-1].value_end if pairs else table.end if table else first)[1], after[0].start
        note = re.search(r"\n[ \t]*\n(?=[ \t]*#)", text[behind - 1 : stop])
        return Span(first, behind - 1 + note.end() if note else max(above(text, stop), first), "")
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
