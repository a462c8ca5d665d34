"""The names in an expression of `-m`, scanned as pytest does."""

from __future__ import annotations

from collections.abc import Callable

from doctor.model.sources import Sources

KEYWORDS = frozenset({"and", "or", "not", "True", "False", "None"})
MARK = "pytest.mark."
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


def truth(text: str, told: Callable[[str], bool | None]) -> bool | None:
    """What an expression of `-m` or `-k` is, None where that depends on names of which `told` cannot say it."""
    found = names(text)
    if found is None:
        return None
    at = 0
    words: list[str | tuple[bool | None]] = []
    for name, place in [*found, ("", len(text))]:
        words += text[at:place].replace("(", " ( ").replace(")", " ) ").split()
        at = place + len(name)
        if name:
            end = behind_arguments(text, at)
            words.append((told(name) if end == at else None,))
            at = end
    reader = Reader(words)
    value = reader.any_of()
    return None if reader.broken or reader.words else value


class Reader:
    """Reads an expression from left to right; a tuple is a name of which it is known what it is."""

    def __init__(self, words: list[str | tuple[bool | None]]) -> None:
        self.words = words
        self.broken = False

    def any_of(self) -> bool | None:
        values = [self.all_of()]
        while self.words[:1] == ["or"]:
            self.words = self.words[1:]
            values.append(self.all_of())
        return True if True in values else None if None in values else False

    def all_of(self) -> bool | None:
        values = [self.one()]
        while self.words[:1] == ["and"]:
            self.words = self.words[1:]
            values.append(self.one())
        return False if False in values else None if None in values else True

    def one(self) -> bool | None:
        first, self.words = (self.words[0], self.words[1:]) if self.words else ("", [])
        if isinstance(first, tuple):
            return first[0]
        if first == "not":
            value = self.one()
            return None if value is None else not value
        if first == "(":
            value = self.any_of()
            self.broken = self.broken or self.words[:1] != [")"]
            self.words = self.words[1:]
            return value
        self.broken = self.broken or first not in ("True", "False")
        return first == "True"


def added_at_run_time(sources: Sources) -> set[str]:
    """Names that conftest files and plugins give to tests: `item.add_marker("x")`, `getattr(pytest.mark, "x")`."""
    found = set()
    for file in sources:
        for call in file.calls:
            if call.name.endswith(".add_marker") and call.expr.parts:
                argument = call.expr.parts[0]
                found.add(argument.text or str(argument.value or "").removesuffix("()").rpartition(".")[2])
            elif call.name == "getattr" and len(call.expr.parts) > 1 and call.expr.parts[0].value == "pytest.mark":
                found.add(call.expr.parts[1].text or "")
    return found


def held(sources: Sources) -> set[str]:
    """Names of marks that variables and classes hold, for what gives them to tests: `slow = pytest.mark.slow`."""
    return {
        str(each.value).removeprefix(MARK).partition(".")[0]
        for file in sources
        for name, value in (*file.assigned, *(item for klass in file.classes for item in klass.attributes))
        if name != "pytestmark"
        for each in value.nested()
        if str(each.value).startswith(MARK)
    }
