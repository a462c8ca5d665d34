"""Which known marker a misspelt one means."""

from __future__ import annotations

from collections.abc import Iterable

DIGITS = str.maketrans("", "", "0123456789")


def meant(name: str, known: Iterable[str]) -> str | None:
    """The known name that this one is a slip of: letters swapped, one or two wrong in a long word, or
    another way to join the words (`end-to-end`).

    Names that differ in digits alone (`level1`, `level2`) are no misspellings of each other.
    """
    from difflib import SequenceMatcher

    found, best = None, 0.0
    for other in sorted(known):
        if other.translate(DIGITS) == name.translate(DIGITS) or abs(len(other) - len(name)) > 3:
            continue
        close = 1.0 if flat(name) == flat(other) else SequenceMatcher(None, name.lower(), other.lower()).ratio()
        if (close >= 0.86 or sorted(name) == sorted(other)) and close > best:
            found, best = other, close
    return found


def flat(name: str) -> str:
    return name.replace("-", "").replace("_", "").lower()
