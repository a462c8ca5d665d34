"""The command line as argparse parses it for pytest, with the place of every word.

A second argparse rather than the first one: this one knows places, goes on after unknown options, and is there in a
tenth of the time. It follows CPython's `_parse_known_args`, in the way pytest calls it: no abbreviations.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence

from doctor.model.config import Argument
from doctor.model.plugins import Option
from doctor.model.record import Record

Check = Callable[[Option, str], str]  # the complaint about a value, "" if there is none
Table = Mapping[str, Option]  # by each of the option's names


class ParseError(Exception):
    """argparse's complaint, without usage and program name. `word` is the one at fault.

    `is_whole` is whether the words stand alone: a `type=` function raised a usage error of its own.
    """

    def __init__(self, message: str, word: Argument, is_whole: bool = False) -> None:
        super().__init__(message)
        self.word = word
        self.is_whole = is_whole


class Found(Record):
    """One option as it is given: `option` is None when it is unknown. `words` are those that it consists of."""

    name: str
    value: str | None
    words: tuple[Argument, ...]
    option: Option | None


class Parsed(Record):
    """`positionals` is the first group of words that are no options, `extras` all that is left over, in order."""

    options: tuple[Found, ...]
    positionals: tuple[Argument, ...]
    extras: tuple[Argument, ...]

    def paths(self) -> tuple[Argument, ...]:
        """All words that are neither options nor their values."""
        unknown = {id(found.words[0]) for found in self.options if found.option is None}
        rest = (word for word in self.extras if id(word) not in unknown and word.text != "--")
        return (*self.positionals, *rest)

    def last(self, *names: str) -> Found | None:
        return next((found for found in reversed(self.options) if found.name in names), None)

    def has(self, *names: str) -> bool:
        return self.last(*names) is not None

    def all(self, *names: str) -> tuple[Found, ...]:
        return tuple(found for found in self.options if found.name in names)


class Parser:
    """Parses words with the options of a table. `check` judges the values as `type=` and `choices=` do.

    Without a check it is lenient: it makes the best of what argparse would refuse.
    """

    def __init__(self, table: Table, check: Check | None) -> None:
        self._table = table
        self._check = check

    def parse(self, words: Sequence[Argument], positionals: bool = True) -> Parsed:
        """As `parse_known_args`; without positionals as the first pass of `parse_known_intermixed_args`."""
        return _Pass(self._table, self._check, words, positionals).run()


class _Pass:
    """One pass over the words."""

    def __init__(self, table: Table, check: Check | None, words: Sequence[Argument], positionals: bool) -> None:
        self._table, self._check, self._words, self._positionals = table, check, words, positionals
        self._starts: dict[int, tuple[Option | None, str, str | None]] = {}
        self._pattern = self._classify()
        self._found: list[Found] = []
        self._extras: list[Argument] = []
        self._taken: tuple[Argument, ...] | None = None

    def _classify(self) -> str:
        """A letter a word: O for an option, A for an argument, - for the double dash."""
        letters: list[str] = []
        dashed = False
        for index, word in enumerate(self._words):
            if dashed:
                letters.append("A")
            elif word.text == "--":
                letters.append("-")
                dashed = True
            elif start := self._option(word):
                self._starts[index] = start
                letters.append("O")
            else:
                letters.append("A")
        return "".join(letters)

    def _option(self, word: Argument) -> tuple[Option | None, str, str | None] | None:
        """Option, name and attached value of a word that is one, None for an argument."""
        text = word.text
        if not text.startswith("-"):
            return None
        if text in self._table:
            return self._table[text], text, None
        if len(text) == 1:
            return None
        name, equals, value = text.partition("=")
        if equals and name in self._table:
            return self._table[name], name, value
        if not text.startswith("--"):
            matches = self._short(text)
            if len(matches) > 1 and self._check:
                names = ", ".join(match[1] for match in matches)
                raise ParseError(f"ambiguous option: {text} could match {names}", word)
            if matches:
                return matches[0]
        if _is_negative_number(text) or " " in text:
            return None
        return None, text, None

    def _short(self, text: str) -> list[tuple[Option | None, str, str | None]]:
        """Options that "-xvalue" or the beginning of "-word" may mean."""
        found: list[tuple[Option | None, str, str | None]] = []
        for name, option in self._table.items():
            if name == text[:2]:
                found.append((option, name, text[2:]))
            elif name.startswith(text):
                found.append((option, name, None))
        return found

    def run(self) -> Parsed:
        position, starts = 0, sorted(self._starts)
        while (at := bisect_left(starts, position)) < len(starts):
            following = starts[at]
            if position != following:
                end = self._take_positionals(position)
                if end > position:
                    position = end
                    continue
            if position not in self._starts:
                self._extras.extend(self._words[position:following])
                position = following
            position = self._take_option(position)
        position = self._take_positionals(position)
        self._extras.extend(self._words[position:])
        return Parsed(tuple(self._found), self._taken or (), tuple(self._extras))

    def _take_positionals(self, start: int) -> int:
        if self._taken is not None:
            return start
        letters = "A-" if self._positionals else "-"
        end = start
        while end < len(self._pattern) and self._pattern[end] in letters:
            end += 1
        dash = self._pattern.find("-", start, end)
        words = [word for index, word in enumerate(self._words[start:end], start) if index != dash]
        self._taken = tuple(words)
        return end

    def _take_option(self, start: int) -> int:
        """Takes the option at `start`, or a cluster of short ones ("-vvx"); returns where the next word is."""
        word = self._words[start]
        option, name, value = self._starts[start]
        if option is None:
            self._extras.append(word)
            self._found.append(Found(name, None, (word,), None))
            return start + 1
        cluster = []
        while value is not None and not _takes(option, 1) and value and not name.startswith("--"):
            cluster.append(Found(name, None, (word,), option))
            name, rest = name[0] + value[0], value[1:]
            if name not in self._table:
                self._refuse(option, f"ignored explicit argument {value!r}", word)
                self._found.extend(cluster)
                return start + 1
            option, value = self._table[name], rest or None
        if value is not None:
            if not _takes(option, 1):
                self._refuse(option, f"ignored explicit argument {value!r}", word)
            cluster.append(Found(name, value, (word,), option))
            end = start + 1
        else:
            end = start + 1 + self._count(option, start + 1, word)
            values = self._words[start + 1 : end]
            text = " ".join(value.text for value in values) if values else None
            cluster.append(Found(name, text, (word, *values), option))
        for found in cluster:
            self._accept(found)
        return end

    def _count(self, option: Option, start: int, word: Argument) -> int:
        """How many words the option takes as its values."""
        there = 0
        while start + there < len(self._pattern) and self._pattern[start + there] == "A":
            there += 1
        least, most = _arity(option)
        if there < least:
            plural = "s" if least > 1 else ""
            complaint = "at least one argument" if option.nargs == "+" else f"{_number(least)} argument{plural}"
            self._refuse(option, f"expected {complaint}", word)
        return there if most is None else min(there, most)

    def _refuse(self, option: Option, complaint: str, word: Argument) -> None:
        if self._check:
            raise ParseError(f"argument {_label(option)}: {complaint}", word)

    def _accept(self, found: Found) -> None:
        assert found.option is not None
        if found.value is not None and self._check:
            complaint = self._check(found.option, found.value)
            if complaint:
                whole = not complaint.startswith(":")
                text = complaint if whole else f"argument {_label(found.option)}{complaint}"
                raise ParseError(text, found.words[-1], whole)
        self._found.append(found)


def _arity(option: Option) -> tuple[int, int | None]:
    """The least and the most words that the option takes as values, None for no limit."""
    if not option.takes_value:
        return 0, 0
    if option.nargs.isdigit():
        return int(option.nargs), int(option.nargs)
    return {"?": (0, 1), "*": (0, None), "+": (1, None)}.get(option.nargs, (1, 1))


def _takes(option: Option, number: int) -> bool:
    least, most = _arity(option)
    return least <= number and (most is None or number <= most) and most != 0


def _number(count: int) -> str:
    return "one" if count == 1 else str(count)


def _label(option: Option) -> str:
    return "/".join(option.names)


def _is_negative_number(text: str) -> bool:
    """As argparse's pattern has it, which lets a line end follow."""
    whole, point, fraction = text[1:].removesuffix("\n").partition(".")
    if not point:
        return whole.isdecimal()
    return fraction.isdecimal() and (not whole or whole.isdecimal())


def table_of(options: Iterable[Option]) -> dict[str, Option]:
    """Options by each of their names; the one that is added first keeps a name."""
    table: dict[str, Option] = {}
    for option in options:
        for name in option.names:
            table.setdefault(name, option)
    return table
