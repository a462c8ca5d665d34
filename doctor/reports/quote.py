"""A line of a file, cut and measured so that the mark stands under its span on every terminal."""

from __future__ import annotations

from doctor.model.places import Place

LONGEST = 160
TAB = 4


def quote(text: str, place: Place) -> tuple[str, int, int]:
    """(the line as printed, the spaces before the mark, the mark's width)."""
    start = max(place.column - 1, 0)
    same_line = place.end_line in (0, place.line)
    end = max(place.end_column - 1, start + 1) if same_line and place.end_column else len(text.rstrip())
    if not place.column:
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    cut = max(0, start - LONGEST // 2) if len(text) > LONGEST else 0
    shown = ("…" if cut else "") + clean(text[cut : cut + LONGEST]) + ("…" if len(text) > cut + LONGEST else "")
    before = cells(text[cut:start]) + (1 if cut else 0)
    return shown, before, max(1, min(cells(text[start:end]), LONGEST))


def clean(text: str) -> str:
    """Tabs as spaces, and nothing that a terminal would obey."""
    return "".join(" " * TAB if ch == "\t" else ch if ch.isprintable() else "\N{REPLACEMENT CHARACTER}" for ch in text)


def cells(text: str) -> int:
    """How many columns of a terminal the text takes."""
    if text.isascii():
        return len(text) + text.count("\t") * (TAB - 1)
    import unicodedata

    return sum(
        TAB if ch == "\t" else 0 if unicodedata.combining(ch) else 2 if unicodedata.east_asian_width(ch) in "WF" else 1
        for ch in text
    )
