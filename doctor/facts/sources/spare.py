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

from doctor.facts.sources import states
from doctor.facts.sources.interest import HELPERS, METHODS, ROOTS
from doctor.facts.sources.notes import FunctionNote
from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import COMPOUND, root, statements

WHOLE = frozenset({b"yield", b"await", b"global", b"nonlocal", b"async"})  # a function with these is walked as it is
KEYWORDS = (
    *("return", "def", "class", "import", "del", "finally"),
    *("open", "setattr", "delattr", "exec", "eval", "globals", "__import__"),
)
TOUCHING = (*states.PATCHED, *states.CONTEXTS, *states.LATER, "setitem", "delitem", "patch", "enter_context", "context")
DOTTED = {each.replace("()", "") for each in (*states.CALLS, *states.WHOLE, *states.FILES, *states.CONTEXTS)}
PREFIXES = {".".join(each.split(".")[: count + 1]) for each in DOTTED for count in range(each.count(".") + 1)}
FIXED = frozenset(
    name.rpartition(".")[2].encode() for name in (*KEYWORDS, *ROOTS, *METHODS, *TOUCHING)
) | WHOLE  # fmt: skip
WORDS = re.compile(rb"[A-Za-z_]\w*")
GUARDING = re.compile(rb"self\.\w*(?:%b)" % "|".join(states.GUARDING).encode(), re.IGNORECASE)


class Spare:
    """The statements of one file that the walk may leave out. `own` are names whose calls are taken down."""

    def __init__(self, data: bytes, reader: Reader, own: Iterable[str]) -> None:
        self._data = data
        self._reader = reader
        self._starts = [0, *accumulate(map(len, data.splitlines(keepends=True)))]
        names = {*_aliases(reader), *(name.removeprefix("self.") for name in own)}
        self._telling = FIXED.union(name.encode() for name in names)
        helpers = (name for name, target in reader.names.items() if any(part in target for part in HELPERS))
        self._helpers = [name.encode() for name in helpers if name not in names]

    def needed(self, node: ast.FunctionDef | ast.AsyncFunctionDef, note: FunctionNote) -> list[ast.stmt]:
        """The statements of the function's body that have to be walked. That the others assert is noted."""
        body = node.body
        start, end = self._span(body[0].lineno, body[-1].end_lineno)
        told = self._telling.intersection(WORDS.findall(self._data, start, end))
        is_whole = isinstance(node, ast.AsyncFunctionDef) or node.name in states.TEARDOWNS
        if is_whole or not told.isdisjoint(WHOLE) or GUARDING.search(self._data, start, end):
            return body
        return [stmt for stmt in body if self._is_needed(stmt, bool(told), note)]

    def _is_needed(self, stmt: ast.stmt, is_told: bool, note: FunctionNote) -> bool:
        start, end = self._span(stmt.lineno, stmt.end_lineno)
        if is_told and not self._telling.isdisjoint(WORDS.findall(self._data, start, end)):
            return True
        asserts = False
        for each in (inner for inner, _ in statements([stmt])) if isinstance(stmt, COMPOUND) else (stmt,):
            if isinstance(each, ast.Assert):
                asserts = True
                if isinstance(each.test, ast.Tuple):
                    return True
            elif _writes(each):
                return True
        if asserts:
            note.note_assert()
        return False

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
        if not self._telling.isdisjoint(words) and (
            self._telling.intersection(words) - {head, b"parametrize"} or words.count(head) > 1
        ):
            return False
        return True

    def _span(self, first: int, last: int | None) -> tuple[int, int]:
        """The bytes of these lines."""
        starts = self._starts
        top = len(starts) - 1
        return starts[min(first - 1, top)], starts[min(last or first, top)]

    def asked(self) -> Iterator[str]:
        """The names that the file calls of modules that sound like helpers of tests."""
        if not self._helpers:
            return
        heads = b"|".join(re.escape(name) for name in self._helpers)
        for hit in re.finditer(rb"\b(%b)((?:\s*\.\s*\w+){0,20})\s*\(" % heads, self._data):
            yield (hit[2] or hit[1]).rpartition(b".")[2].strip().decode()


def _writes(stmt: ast.stmt) -> bool:
    """Is it an assignment to an attribute or item?"""
    if isinstance(stmt, ast.Assign):
        parts = (part for target in stmt.targets for part in getattr(target, "elts", (target,)))
        return any(isinstance(part, (ast.Attribute, ast.Subscript)) for part in parts)
    return isinstance(stmt, (ast.AugAssign, ast.AnnAssign)) and isinstance(stmt.target, (ast.Attribute, ast.Subscript))


def _aliases(reader: Reader) -> Iterator[str]:
    """Names of the file that stand for something whose calls are taken down."""
    for name, target in reader.names.items():
        is_telling = target.partition(".")[0] in ROOTS or target.rpartition(".")[2] in METHODS
        if is_telling or target in PREFIXES:
            yield name
