"""Words and items of values in INI files: one more, or some away."""

from __future__ import annotations

from doctor.facts.ini import SPLIT_BY_SHELL
from doctor.fixes.ini.document import INDENT, Ini, Row, above, leading
from doctor.fixes.ini.keys import cut_key, set_key
from doctor.fixes.ini.literals import quoted, several
from doctor.fixes.text import Span, UnresolvableError, applied, without_word


def add_item(text: str, section: str, key: str, item: str) -> str:
    """One more word or line at the end of the value; the key is made where it is missing."""
    ini = Ini(text)
    block = ini.block(section)
    found = block.get(key) if block else None
    if found is None:
        return set_key(text, section, key, item if several(key, item) else (item,))
    last, word = ini.rows[found.last], item if several(key, item) else quoted(key, item)
    if found.last > found.first:
        return applied(text, [Span(last.end, last.end, f"\n{leading(text, last)}{word}")])
    if key in SPLIT_BY_SHELL:
        gap = "" if text[last.end - 1].isspace() else " "
        return applied(text, [Span(last.end, last.end, gap + word)])
    return applied(text, [Span(last.end, last.end, f"\n{INDENT}{word}")])


def remove_words(text: str, start: int, end: int) -> tuple[str, set[tuple[str, str]]]:
    """The words within the span go; a value that becomes empty goes with its key. Also says which key that was."""
    ini = Ini(text)
    block, key = ini.key_at(start)
    parts = ini.parts(key)
    hit = [part for part in parts if part.value < end and start < part.end]
    touched = {(block.name, key.name)}
    emptied = [part for part in hit if start <= part.value and not text[end : part.end].strip()]
    if not hit:
        raise UnresolvableError("no word is written there any more")
    if len(emptied) == len(parts):
        return applied(text, [cut_key(ini, key)]), touched
    return applied(text, [without_part(ini, part, start, end, part in emptied) for part in hit]), touched


def without_part(ini: Ini, part: Row, start: int, end: int, emptied: bool) -> Span:
    """What of one row goes: the row, the value behind its key, or some words."""
    if emptied and part.kind == "more":
        row = ini.rows.index(part)
        is_last = row + 1 == len(ini.rows) or ini.rows[row + 1].kind != "more"
        return ini.cut(above(ini.rows, row) if is_last else row, row + 1)  # comments above it speak of it alone
    if emptied:
        head = ini.text[part.start : part.value].rstrip(" \t")
        return Span(part.start + len(head), part.end, "")
    start, end = max(start, part.value), min(end, part.end)
    if start == part.value:  # the first words: the blanks behind them go, not those before them
        rest = ini.text[end : part.end]
        return Span(start, part.end - len(rest.lstrip(" \t")), "")
    return without_word(ini.text, start, end)
