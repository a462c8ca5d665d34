"""Takes out of the project's own section what pytest stops at, and keeps the words in a comment above."""

from __future__ import annotations

from collections.abc import Sequence

from doctor.facts.graph import Facts
from doctor.fixes import ini, toml
from doctor.fixes.text import UnresolvableError, offsets
from doctor.generate.document import Document, lines_of, section_of
from doctor.generate.freed import Dropped, vain
from doctor.model.generated import Target

COMMENT = "# left out of addopts: "


def without(
    facts: Facts, loaded: Facts, target: Target, before: bytes | None, dropped: Sequence[Dropped]
) -> tuple[bytes | None, tuple[str, ...]]:
    """(the file without the words that are dropped or unknown, what a user should know of it).

    A file for `-c` carries only what it takes, so there is nothing to take out of it.
    """
    words = tuple(f"{each.text} is left out: {each.reason}" for each in dropped)
    if target.named or before is None:
        return before, words
    unknown = [Dropped(each.text(), "no plugin that is loaded here knows it", each.place) for each in vain(loaded)]
    gone = [each for each in (*dropped, *unknown) if each.place.file == target.file]
    if not gone:
        return before, words
    document = Document(before, target)
    try:
        text = commented(cut(document.text, gone, target), gone, target)
    except UnresolvableError:
        return before, words
    return document.encoded(text), tuple(f"{each.text} is left out: {each.reason}" for each in (*dropped, *unknown))


def cut(text: str, gone: Sequence[Dropped], target: Target) -> str:
    """The text without the words, the last one first, so that the places of the others hold."""
    for each in sorted(gone, key=lambda each: (each.place.line, each.place.column), reverse=True):
        start, end = offsets(text, each.place)
        text, _ = (ini if target.style == "ini" else toml).remove_words(text, start, end)
    return text


def commented(text: str, gone: Sequence[Dropped], target: Target) -> str:
    """The text with a line for each word above addopts, or below the section's own line where addopts is empty now."""
    section = section_of(text, target)
    if section is None:
        return text
    setting, lines = section.get("addopts"), text.split("\n")
    row = lines_of(setting).start if setting else section.place.line
    return "\n".join([*lines[:row], *(f"{COMMENT}{each.text} ({each.reason})" for each in gone), *lines[row:]])
