"""Colours and links of the terminal, or nothing of them."""

from __future__ import annotations

from doctor.model.record import Record

CODES = {"error": "1;31", "warning": "1;33", "note": "1;36", "bold": "1", "gutter": "1;34", "dim": "2", "good": "1;32"}


class Style(Record):
    """How to write for one stream. `colour` and `links` are off where the output is no terminal."""

    colour: bool = False
    links: bool = False
    verbose: bool = False  # every place of a finding
    width: int = 0  # columns to wrap sentences at; 0: leave that to the reader

    def paint(self, text: str, name: str) -> str:
        """The text in a colour."""
        return f"\x1b[{CODES[name]}m{text}\x1b[0m" if self.colour and text else text

    def wrap(self, text: str, indent: int) -> str:
        """The text in lines that fit behind an indent; the first one has its head there already."""
        if not self.width or indent + len(text) <= self.width:
            return text
        import textwrap

        width = max(self.width - indent, 30)
        return f"\n{' ' * indent}".join(textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False))

    def link(self, text: str, url: str) -> str:
        """The text as a hyperlink (OSC 8)."""
        return f"\x1b]8;;{url}\x1b\\{text}\x1b]8;;\x1b\\" if self.links else text
