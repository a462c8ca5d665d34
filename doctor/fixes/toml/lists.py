"""Items of lists, and words of strings, added and removed."""

from __future__ import annotations

import shlex

from doctor.facts.ini import SPLIT_BY_SHELL
from doctor.facts.toml_scanner import Entry
from doctor.fixes.ini.literals import quoted, several
from doctor.fixes.text import Span, UnresolvableError, applied, blanks, line_of, without_item, without_word
from doctor.fixes.toml.document import Toml, above, path_of
from doctor.fixes.toml.keys import set_key, without_pair
from doctor.fixes.toml.literals import rendered, scalar


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
        return applied(text, [*comments_above(text, first, last), *without_item(text, first, last, previous)]), touched
    first, last = next(
        (span for span in pair.items if span[0] <= start and end <= span[1]), (pair.value_start, pair.value_end)
    )
    if text[first] not in "'\"":
        raise UnresolvableError("no word is written there any more")
    left, empty = without_words(text, first, last, start, end)
    if empty and (first, last) in pair.items:
        return remove_words(text, first, last)
    return (without_pair(toml, pair) if empty else left), touched


def comments_above(text: str, first: int, last: int) -> list[Span]:
    """The comments above an item that is the last one of the list: they speak of it alone."""
    start = line_of(text, first)[0]
    if text[start:first].strip() or not text[last:].lstrip(" \t\n,").startswith("]"):
        return []
    return [Span(above(text, first), start, "")] if above(text, first) < start else []


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
