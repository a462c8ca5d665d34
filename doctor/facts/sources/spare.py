"""A byte search before the walk: which statements of a test function hold nothing that is taken down.

Most lines of a test call the code that is tested, and say nothing about how pytest runs. What the walk takes down in a
function begins with words that can be looked for: keywords, names of pytest and of what touches shared state, names
that the file imports from such modules, and marks of a write to an attribute or item. A statement without any of them
is passed over; whether it asserts something is told by its type. Who takes down more in functions adds the words for it
here: tests/unit/facts/test_spare.py compares.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from itertools import accumulate

from doctor.facts.sources import idle, states
from doctor.facts.sources.interest import FOREIGN, HELPERS, METHODS, ROOTS, may_reset
from doctor.facts.sources.items import is_constant_list, is_none_asked
from doctor.facts.sources.notes import FunctionNote
from doctor.facts.sources.registered import DECORATOR, LISTENERS, is_signal, variables
from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import COMPOUND, blocks, root

WHOLE = frozenset({b"yield", b"await", b"global", b"nonlocal", b"async"})  # a function with these is walked as it is
KEYWORDS = (
    *("return", "def", "class", "import", "del", "finally"),
    *("open", "setattr", "delattr", "exec", "eval", "globals", "__import__"),
)
TOUCHING = (
    *states.PATCHED,
    *states.CONTEXTS,
    *states.LATER,
    *states.OF_PATHS,
    "setitem",
    "delitem",
    "patch",
    *states.ENTERING,
    "context",
    "pop",
    "vars",
    "__init__",
    "assertIsNone",
    "setLevel",
    "addHandler",
    "removeHandler",
)
EVERY = (
    *LISTENERS,
    *DECORATOR,
    *states.CALLS,
    *states.WHOLE,
    *states.EITHER,
    *states.LOGGING,
    *states.FILES,
    *states.CONTEXTS,
    "pathlib.Path",
)
OFTEN = {each for each in EVERY if each.partition(".")[0] in states.NAMED_OFTEN}
DOTTED = {*EVERY} - OFTEN
PREFIXES = {".".join(each.split(".")[: count + 1]) for each in DOTTED for count in range(each.count(".") + 1)} | OFTEN
FIXED = frozenset(
    name.rpartition(".")[2].encode() for name in (*KEYWORDS, *ROOTS, *METHODS, *TOUCHING, *OFTEN)
) | WHOLE  # fmt: skip
PARTS = (ast.Attribute, ast.Subscript)
STATEMENTS = re.compile(rb"(?m)^[ \t]+([a-z]\w*)\(")
WORDS = re.compile(rb"[A-Za-z_]\w*")
GUARDING = re.compile(rb"self\.\w*(?:%b)" % "|".join(states.GUARDING).encode(), re.IGNORECASE)


class Spare:
    """The statements of one file that the walk may leave out. `own` are names whose calls are taken down."""

    def __init__(self, data: bytes, reader: Reader, own: Iterable[str]) -> None:
        self._data = data
        self._reader = reader
        self._starts = [0, *accumulate(map(len, data.splitlines(keepends=True)))]
        names = {*_aliases(reader), *(name.removeprefix("self.") for name in own), *filter(may_reset, reader.names)}
        self._telling = FIXED.union((name.encode() for name in names), variables(data, reader))
        helpers = (name for name, target in reader.names.items() if any(part in target for part in HELPERS))
        self._helpers = [name.encode() for name in helpers if name not in names and name != "*"]
        self._imported = {
            name: target
            for name, target in reader.names.items()
            if name[0].islower() and "." in target and target.partition(".")[0] not in FOREIGN
        }

    def needed(self, node: ast.FunctionDef | ast.AsyncFunctionDef, note: FunctionNote) -> list[ast.stmt]:
        """The statements of the function's body that have to be walked. That the others assert is noted."""
        body = node.body
        start, end = self._span(body[0].lineno, body[-1].end_lineno)
        note.words = told = set(self._telling.intersection(WORDS.findall(self._data, start, end)))
        is_whole = isinstance(node, ast.AsyncFunctionDef) or node.name in states.TEARDOWNS
        if is_whole or not told.isdisjoint(WHOLE) or self._guards(start, end):
            return body
        return [stmt for stmt in body if (told and self._tells(stmt)) or _writes_or_asserts(stmt, note)]

    def _guards(self, start: int, end: int) -> bool:
        """Is a method called that sounds as if it put something back?"""
        return self._data.find(b"self.", start, end) >= 0 and bool(GUARDING.search(self._data, start, end))

    def _tells(self, stmt: ast.stmt) -> bool:
        start, end = self._span(stmt.lineno, stmt.end_lineno)
        words = WORDS.findall(self._data, start, end)
        if self._telling.isdisjoint(words):
            return False
        is_raises = _enters_raises(stmt) and words.count(b"pytest") == 1
        return not is_raises or self._telling.intersection(words) != {b"pytest"}

    def decorators(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.expr]:
        """The decorators that have to be walked: not marks whose values are plain data."""
        return [each for each in node.decorator_list if not self._is_plain_mark(each)]

    def _is_plain_mark(self, node: ast.expr) -> bool:
        func = node.func if isinstance(node, ast.Call) else node
        if not self._reader.dotted(func).startswith("pytest.mark."):
            return False
        head = root(func).encode()
        start, end = self._span(node.lineno, node.end_lineno)
        words = WORDS.findall(self._data, start, end)
        told = self._telling.intersection(words)
        return not told or not (told - {head, b"parametrize"} or words.count(head) > 1)

    def holds(self, node: ast.stmt, words: Iterable[str]) -> bool:
        """Do the letters of one of the words stand in the statement?"""
        start, end = self._span(node.lineno, node.end_lineno)
        return any(self._data.find(word.encode(), start, end) >= 0 for word in words)

    def _span(self, first: int, last: int | None) -> tuple[int, int]:
        """The bytes of these lines."""
        starts = self._starts
        top = len(starts) - 1
        return starts[min(first - 1, top)], starts[min(last or first, top)]

    def asked(self) -> Iterator[str]:
        """The names that the file calls of modules that sound like helpers of tests, and of imported functions whose
        result it does nothing with: are they async?"""
        if self._imported:
            first = {hit.decode() for hit in STATEMENTS.findall(self._data)}
            yield from (target.rpartition(".")[2] for name, target in self._imported.items() if name in first)
        for name in self._helpers:  # what begins with letters is searched for faster: what must not stand before, later
            for hit in re.finditer(rb"(%b)(?<!\w%b)((?:\s*\.\s*\w+){0,20})\s*\(" % (name, name), self._data):
                yield (hit[2] or hit[1]).rpartition(b".")[2].strip().decode()


def _enters_raises(stmt: ast.stmt) -> bool:
    """Is it `with pytest.raises(…)`?"""
    call = stmt.items[0].context_expr if type(stmt) is ast.With else None
    return type(call) is ast.Call and type(call.func) is ast.Attribute and call.func.attr == "raises"


def _writes_or_asserts(stmt: ast.stmt, note: FunctionNote) -> bool:
    """Is there an assignment to an attribute or item in it, or an assertion that looks like another? Other assertions
    are noted."""
    kind = type(stmt)
    if kind is ast.Expr:
        return idle.may_be(stmt) or is_constant_list(getattr(stmt.value, "func", None))  # type: ignore[attr-defined]
    if kind is ast.Assert:
        test = stmt.test  # type: ignore[attr-defined]
        if type(test) is ast.Tuple or idle.may_be(stmt) or (type(test) is ast.Compare and is_none_asked(test)):
            return True
        note.note_assert()
        return False
    if kind is ast.Assign:
        return any(_is_part(target) for target in stmt.targets)  # type: ignore[attr-defined]
    if kind is ast.AugAssign or kind is ast.AnnAssign:
        return type(stmt.target) in PARTS  # type: ignore[attr-defined]
    if kind is ast.With and idle.may_be(stmt):
        return True
    return kind in COMPOUND and any(_writes_or_asserts(each, note) for each in blocks(stmt))


def _is_part(target: ast.expr) -> bool:
    """Is it an attribute or item, or are there such in what is unpacked?"""
    return type(target) in PARTS or any(type(each) in PARTS for each in getattr(target, "elts", ()))


def _aliases(reader: Reader) -> Iterator[str]:
    """Names of the file that stand for something whose calls are taken down."""
    for name, target in reader.names.items():
        is_telling = target.partition(".")[0] in ROOTS or target.rpartition(".")[2] in METHODS
        is_telling = is_telling or target in PREFIXES or is_signal(target) or is_signal(f"{target}.")
        if is_telling or (name.isupper() and len(name) > 1):
            yield name
