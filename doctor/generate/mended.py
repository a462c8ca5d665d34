"""Takes out of the project's own section what pytest stops at, and keeps the words in a comment above."""

from __future__ import annotations

from collections.abc import Sequence

from doctor.facts.generated_text import lines_of, section_of
from doctor.facts.graph import Facts
from doctor.fixes import ini, toml
from doctor.fixes.text import UnresolvableError, offsets
from doctor.generate.document import Document
from doctor.generate.freed import Dropped, strangers, vain
from doctor.model.generated import Target

COMMENT = "# left out of addopts: "
UNKNOWN = "no plugin that is loaded here knows it"
STRANGER = "pytest stops at a key that no loaded plugin knows"


def without(
    facts: Facts, target: Target, before: bytes | None, dropped: Sequence[Dropped]
) -> tuple[bytes | None, tuple[str, ...]]:
    """(the file without what is dropped or unknown, what a user should know of it).

    A file for `-c` carries only what it takes, so there is nothing to take out of it.
    """
    if target.named or before is None:
        return before, said(dropped)
    unknown = [Dropped(each.text(), UNKNOWN, each.place) for each in vain(facts)]
    words = [each for each in (*dropped, *unknown) if each.place.file == target.file]
    keys = [key.name for key in strangers(facts)]
    if not words and not keys:
        return before, said(dropped)
    document = Document(before, target)
    try:
        text = commented(cut(document.text, words, target), words, target)
        for name in keys:
            text = without_key(text, name, target)
    except UnresolvableError:
        return before, said(dropped)
    return document.encoded(text), (
        *said((*dropped, *unknown)),
        *(f"{name} is left out: {STRANGER}" for name in keys),
    )


def said(dropped: Sequence[Dropped]) -> tuple[str, ...]:
    return tuple(f"{each.text} is left out: {each.reason}" for each in dropped)


def without_key(text: str, name: str, target: Target) -> str:
    """The text with the key and its value as a comment."""
    section = section_of(text, target)
    setting = section.get(name) if section else None
    if setting is None:
        return text
    span, lines = lines_of(setting), text.split("\n")
    old = [f"#     {line}" for line in lines[span.start : span.end]]
    return "\n".join([*lines[: span.start], f"# left out: {STRANGER}", *old, *lines[span.end :]])


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
