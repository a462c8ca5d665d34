"""A file's text and the spans of it that change; what lies outside of them stays byte for byte."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from doctor.model.places import Place
from doctor.model.record import Record

BOM = b"\xef\xbb\xbf"
LINE_END = re.compile(r"\r\n|\r|\n")
BLANK = " \t"


class UnresolvableError(Exception):
    """A change cannot be worked out on the files as they are; the message says why, in words for the user."""


class Span(Record):
    """The characters from `start` to `end`, offsets in a text whose lines end with LF, become `text`."""

    start: int
    end: int
    text: str


class Text:
    """A file's text with its line ends translated to LF, and the way back to its bytes.

    Raises UnresolvableError when the bytes are not in the encoding.
    """

    def __init__(self, data: bytes, encoding: str = "utf-8") -> None:
        self._bom = BOM if data.startswith(BOM) else b""
        self._encoding = "utf-8" if self._bom else encoding
        try:
            self._raw = data[len(self._bom) :].decode(self._encoding)
        except (UnicodeDecodeError, LookupError):
            raise UnresolvableError(f"the file is not {encoding} text") from None
        self._ends = LINE_END.findall(self._raw)
        self.text = LINE_END.sub("\n", self._raw) if "\r" in self._raw else self._raw
        self._starts = line_starts(self.text)
        self._raw_starts = [0, *(found.end() for found in LINE_END.finditer(self._raw))]
        self.newline = Counter(self._ends).most_common(1)[0][0] if self._ends else "\n"

    def place(self, file: str, span: Span) -> Place:
        """The span as lines and columns."""
        return Place(file, *self._position(span.start), *self._position(span.end))

    def span(self, place: Place, text: str = "") -> Span:
        """The place as offsets. UnresolvableError when the text has no such place."""
        return Span(*offsets(self.text, place, self._starts), text)

    def with_spans(self, spans: Iterable[Span]) -> bytes:
        """The bytes of the file with these spans changed. UnresolvableError when the encoding lacks a character."""
        raw = self._raw
        ordered = sorted(spans, key=lambda span: (span.start, span.end))
        for span in reversed(ordered):  # what stands at one place keeps its order, as in `applied`
            text = span.text.replace("\n", self.newline)
            raw = raw[: self._raw_offset(span.start)] + text + raw[self._raw_offset(span.end) :]
        try:
            return self._bom + raw.encode(self._encoding)
        except UnicodeEncodeError:
            raise UnresolvableError(f"the file's encoding {self._encoding} lacks a character of the new text") from None

    def _position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def _raw_offset(self, offset: int) -> int:
        line = bisect_right(self._starts, offset) - 1
        return self._raw_starts[line] + offset - self._starts[line]


@lru_cache(maxsize=4)  # the fixes of one file come in a row
def line_starts(text: str) -> tuple[int, ...]:
    """The offsets at which lines begin; there is one behind the last LF, too."""
    return tuple(accumulate((len(line) + 1 for line in text.split("\n")[:-1]), initial=0))


def offsets(text: str, place: Place, starts: Sequence[int] = ()) -> tuple[int, int]:
    """The place as offsets of the text. UnresolvableError when the text has no such place."""
    starts = starts or line_starts(text)
    end_line = place.end_line or place.line
    if not 1 <= place.line <= end_line <= len(starts):
        raise UnresolvableError(f"{place.file} has no line {end_line}")
    start = starts[place.line - 1] + max(place.column - 1, 0)
    end = starts[end_line - 1] + place.end_column - 1 if place.end_column else start
    if not start <= end <= len(text):
        raise UnresolvableError(f"{place.file} has no column {place.end_column} in line {end_line}")
    return start, end


def applied(text: str, spans: Iterable[Span]) -> str:
    """The text with these spans changed, from the end backwards. UnresolvableError when they overlap."""
    ordered = sorted(spans, key=lambda span: (span.start, span.end))
    for first, second in pairwise(ordered):
        if second.start < first.end:
            raise UnresolvableError("its own changes overlap")
    for span in reversed(ordered):
        text = text[: span.start] + span.text + text[span.end :]
    return text


def difference(old: str, new: str) -> list[Span]:
    """The smallest spans by which one text becomes the other: changed lines, within them the changed characters."""
    from difflib import SequenceMatcher

    ours, theirs = old.splitlines(keepends=True), new.splitlines(keepends=True)
    at = list(accumulate(map(len, ours), initial=0))
    head, tail = same_ends(ours, theirs)  # not compared again: the time of a comparison grows with the square
    ours, theirs, at = ours[head : len(ours) - tail], theirs[head : len(theirs) - tail], at[head:]
    is_large = len(ours) > 1_000  # then lines that stand there often are no place to begin at
    matcher = SequenceMatcher(None, ours, theirs, autojunk=is_large)
    return [
        narrowed(at[i], old[at[i] : at[j]], "".join(theirs[k:m]))
        for tag, i, j, k, m in matcher.get_opcodes()
        if tag != "equal"
    ]


def narrowed(start: int, old: str, new: str) -> Span:
    """The span without what both texts begin and end with."""
    head, tail = same_ends(old, new)
    return Span(start + head, start + len(old) - tail, new[head : len(new) - tail])


def same_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How much is the same at both beginnings, and behind that at both ends."""
    shorter = min(len(old), len(new))
    head = most(shorter, lambda start, stop: old[start:stop] == new[start:stop])
    ours, theirs = len(old), len(new)
    return head, most(
        shorter - head, lambda start, stop: old[ours - stop : ours - start] == new[theirs - stop : theirs - start]
    )


def most(top: int, holds: Callable[[int, int], bool]) -> int:
    """The largest number up to `top` so that all before it, asked for from one number to another, holds."""
    found = 0
    while found < top:
        middle = (found + top + 1) // 2
        found, top = (middle, top) if holds(found, middle) else (found, middle - 1)
    return found


def line_of(text: str, offset: int) -> tuple[int, int]:
    """Where the line of this offset begins, and where it ends without its LF."""
    end = text.find("\n", offset)
    return text.rfind("\n", 0, offset) + 1, len(text) if end < 0 else end


def whole_lines(text: str, start: int, end: int) -> Span:
    """The lines from the one of `start` to the one of `end` go; the LF before them where none is behind them."""
    first, last = line_of(text, start)[0], line_of(text, end)[1]
    if last < len(text):
        return Span(first, last + 1, "")
    return Span(max(first - 1, 0), last, "")


def inserted_line(text: str, offset: int, line: str) -> Span:
    """A line of its own at `offset`, where a line begins or the text ends."""
    if offset == len(text) and text and not text.endswith("\n"):
        return Span(offset, offset, "\n" + line)
    return Span(offset, offset, line + "\n")


def behind_line(text: str, offset: int) -> int:
    """Where the line after the one of this offset begins; the end of the text where there is none."""
    end = line_of(text, offset)[1]
    return min(end + 1, len(text))


def without_word(text: str, start: int, end: int) -> Span:
    """A word of a line of words goes, with the blanks or the comma that were there for it alone."""
    first, last = line_of(text, start)[0], line_of(text, end)[1]
    before, after = text[first:start].rstrip(BLANK), text[end:last].lstrip(BLANK)
    if after.startswith(",") and before.endswith((",", "=")):
        after_comma = last - len(after) + 1
        return Span(start, after_comma + blanks(text, after_comma), "")
    if not after:
        return Span(first + len(before.removesuffix(",")) if before else first, last, "")
    if not before.strip():
        return Span(start, last - len(after), "")
    return Span(first + len(before), end, "")


def blanks(text: str, offset: int) -> int:
    """How many blanks stand at the offset."""
    return len(text[offset:]) - len(text[offset:].lstrip(BLANK))


def without_item(text: str, start: int, end: int, previous_end: int | None, keep_comma: bool = False) -> list[Span]:
    """An item of a list between brackets goes, with its comma, and with its line where it stands there alone.

    `previous_end` is where the item before it ends; `keep_comma` leaves the comma behind that one, for tuples.
    """
    comma = end + blanks(text, end)
    has_comma = text[comma : comma + 1] == ","
    behind = comma + 1 if has_comma else end
    first, last = line_of(text, start)[0], line_of(text, behind)[1]
    rest = text[behind:last].strip(BLANK)
    alone = not text[first:start].strip() and (not rest or rest.startswith("#"))
    spare = text.find(",", previous_end, start) if previous_end is not None and not has_comma else -1
    if alone:
        found = [Span(first, min(last + 1, len(text)), "")]
        return found + ([Span(spare, spare + 1, "")] if spare >= 0 and not keep_comma else [])
    if spare >= 0:
        if "#" in text[spare:start]:
            return [Span(start, end, "")]
        return [Span(spare + keep_comma, end, "")]
    if has_comma and previous_end is not None and rest[:1] in tuple("])}"):  # the last one keeps its comma
        return [Span(text.find(",", previous_end), comma, "")]
    if has_comma and not rest:  # the last one of its line: the blanks before it go
        return [Span(start - len(text[first:start]) + len(text[first:start].rstrip(BLANK)), behind, "")]
    return [Span(start, behind + (blanks(text, behind) if has_comma else 0), "")]
