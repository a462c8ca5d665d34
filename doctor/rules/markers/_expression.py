"""The names in an expression of `-m`, scanned as pytest does."""

from __future__ import annotations

KEYWORDS = frozenset({"and", "or", "not", "True", "False", "None"})
INNER = "_:+-.[]\\/"  # what a name may hold beside letters and digits


def names(text: str) -> list[tuple[str, int]] | None:
    """The marker names with their offsets, None for what pytest cannot read either.

    The keywords of `mark(arg=1)`, which pytest 8.3 and newer understand, are no names.
    """
    found: list[tuple[str, int]] = []
    at = 0
    while at < len(text):
        char = text[at]
        if char in " \t()":
            at += 1
        elif char.isalnum() or char in INNER:
            end = word_end(text, at)
            if text[at:end] not in KEYWORDS:
                found.append((text[at:end], at))
                end = behind_arguments(text, end)
            if end < 0:
                return None
            at = end
        else:
            return None
    return found


def word_end(text: str, at: int) -> int:
    while at < len(text) and (text[at].isalnum() or text[at] in INNER):
        at += 1
    return at


def behind_arguments(text: str, at: int) -> int:
    """Behind the `(…)` that follows a name at once, -1 when it is not closed."""
    if at >= len(text) or text[at] != "(":
        return at
    end = text.find(")", at)
    return end + 1 if end >= 0 else -1
