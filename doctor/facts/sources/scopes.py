"""Every node of some statements with what is around it: its parent, its function, and what names mean there."""

from __future__ import annotations

import ast
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, TypeVar

from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import bound, child_nodes, nodes_in

Function = ast.FunctionDef | ast.AsyncFunctionDef
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
PARAMS = re.compile(rb"def test\w*\(([^)]*)\)")
EXPECTING = re.compile("raise|warn|suppress|expect|skip", re.IGNORECASE)  # also testfixtures.ShouldRaise
Node = TypeVar("Node", bound=ast.AST)


class Scope:
    """A function, or the module where `node` is None. `within` is its qualified name, `klass` the class around it."""

    def __init__(
        self,
        reader: Reader,
        within: str = "",
        node: Function | None = None,
        klass: ast.ClassDef | None = None,
        outer: Scope | None = None,
    ) -> None:
        self.within = within
        self.node = node
        self.klass = klass
        self.outer = outer
        self.yields: list[int] = []  # lines
        self._reader = reader
        self._known: dict[str, str] | None = None
        self._own_reader: Reader | None = None

    @property
    def _bound(self) -> dict[str, str]:
        if self._known is None:
            self._known = dict(_bindings(self.node)) if self.node else {}
        return self._known

    @property
    def reader(self) -> Reader:
        """The file's reader, to which names that are bound here mean nothing."""
        if self._own_reader is None:
            outer = self.outer.reader if self.outer else self._reader
            hidden = [name for name, kind in self._bound.items() if kind in ("param", "local")]
            shadowed = outer.shadowed(hidden)
            self._own_reader = shadowed.within(self.node) if self.node else shadowed
        return self._own_reader

    def kind_of(self, name: str) -> str:
        """Where a name lives: "param", "local", "import", "module" or "self"."""
        if name in ("self", "cls"):
            return "self"
        scope: Scope | None = self
        while scope and scope.node:
            kind = scope._bound.get(name)
            if kind:
                return kind
            scope = scope.outer
        return "import" if name in self.reader.names else "module"


def _bindings(function: Function) -> Iterator[tuple[str, str]]:
    """The names that a function binds, each with its kind; what is `global` is the module's."""
    arguments = function.args
    every = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg)
    outside: set[str] = set()
    stack: list[ast.AST] = list(function.body)
    while stack:
        node = stack.pop()
        if isinstance(node, (ast.Global, ast.Nonlocal)):
            outside.update(node.names)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from ((each.alias, "import") for each in bound(node, ""))
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node.name, "local"
            stack += node.decorator_list
            continue
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, "local"
        elif isinstance(node, ast.ExceptHandler) and node.name:
            yield node.name, "local"
        stack += child_nodes(node)
    yield from ((each.arg, "param") for each in every if each)
    yield from ((name, "") for name in outside)


class Grove:
    """The nodes of some of a module's statements, in no special order.

    Only functions that hold one of `lines` (sorted) are entered, with all within them; all where it is None.
    """

    def __init__(self, statements: Iterable[ast.stmt], reader: Reader, lines: list[int] | None = None) -> None:
        self.parents: dict[ast.AST, ast.AST] = {}
        self.scopes: dict[ast.AST, Scope] = {}
        self.module = Scope(reader)
        self._kinds: dict[type[ast.AST], list[ast.AST]] = {}
        self._index: dict[str, list[ast.Name | ast.Attribute]] | None = None
        stack: list[tuple[ast.AST, Scope, str, ast.ClassDef | None]] = []
        stack += [(stmt, self.module, "", None) for stmt in statements]
        while stack:
            node, scope, prefix, klass = stack.pop()
            self.scopes[node] = scope
            self._kinds.setdefault(type(node), []).append(node)
            if lines is not None and scope.node is None and isinstance(node, FUNCTIONS) and not holds(node, lines):
                continue
            children = child_nodes(node)
            self.parents.update(dict.fromkeys(children, node))
            inner, inner_prefix, inner_klass = scope, prefix, klass
            if isinstance(node, FUNCTIONS):
                within = prefix + node.name
                inner = Scope(reader, within, node, klass or scope.klass, scope)
                inner_prefix, inner_klass = f"{within}.<locals>.", None
                outside = {*node.decorator_list, node.args, node.returns}
                stack += [(child, scope, prefix, klass) for child in children if child in outside]
                children = list(node.body)
            elif isinstance(node, ast.ClassDef):
                inner_prefix, inner_klass = f"{prefix}{node.name}.", node
            elif isinstance(node, (ast.Yield, ast.YieldFrom)):
                scope.yields.append(node.lineno)
            stack += [(child, inner, inner_prefix, inner_klass) for child in children]

    def named(self, name: str) -> list[ast.Name | ast.Attribute]:
        """The mentions of a name, also as an attribute."""
        if self._index is None:
            self._index = {}
            for name_node in self.all(ast.Name):
                self._index.setdefault(name_node.id, []).append(name_node)
            for node in self.all(ast.Attribute):
                self._index.setdefault(node.attr, []).append(node)
        return self._index.get(name, [])

    def all(self, kind: type[Node]) -> list[Node]:
        """The nodes of one kind."""
        found: list[Any] = self._kinds.get(kind, [])
        return found

    def above(self, node: ast.AST) -> Iterator[ast.AST]:
        """What is around a node, from inside out, to the function that it stands in."""
        function = self.scopes[node].node
        here: ast.AST | None = self.parents.get(node)
        while here is not None and here is not function:
            yield here
            here = self.parents.get(here)

    def may_fail(self, node: ast.AST) -> bool:
        """Is an exception, a warning or a skip waited for, or caught?"""
        for each in self.above(node):
            if isinstance(each, ast.Try):
                return True
            for item in each.items if isinstance(each, (ast.With, ast.AsyncWith)) else ():
                chain = self.scopes[each].reader.chain(item.context_expr)
                is_named = isinstance(item.context_expr, ast.Name)  # REFUSED = pytest.raises(…)
                if is_named or EXPECTING.search(chain.removesuffix("()").rpartition(".")[2]):
                    return True
        return False

    def is_late(self, node: ast.expr | ast.stmt) -> bool:
        """Does it stand behind a yield of its function, in a `finally`, or in a lambda that is called later?"""
        if any(line < node.lineno for line in self.scopes[node].yields):
            return True
        below: ast.AST = node
        for each in self.above(node):
            if isinstance(each, ast.Lambda) or (isinstance(each, ast.Try) and below in each.finalbody):
                return True
            below = each
        return False


@lru_cache(maxsize=1)  # several ask about the file that is being read
def held_once(tree: ast.Module) -> dict[str, ast.expr]:
    """What the names at the top of a file hold, of those that are given one thing in all of it."""
    stored = Counter(
        each.id for each in nodes_in(tree) if isinstance(each, ast.Name) and not isinstance(each.ctx, ast.Load)
    )
    given = (
        (stmt.targets[0], stmt.value) for stmt in tree.body if isinstance(stmt, ast.Assign) and not stmt.targets[1:]
    )
    return {name.id: value for name, value in given if isinstance(name, ast.Name) and stored[name.id] == 1}


def is_defined(name: str, tree: ast.Module) -> bool:
    """Does the file give the name to something of its own, as to a `filter` that is not Python's?"""
    own = (each for each in tree.body if isinstance(each, (*FUNCTIONS, ast.ClassDef)))
    return name in held_once(tree) or any(each.name == name for each in own)


def made_by(name: str, scope: Scope) -> str:
    """What makes the one thing that a name of the function holds, "" where there may be others."""
    only = only_call(name, scope)
    return scope.reader.chain(only.func) if only is not None else ""


def only_call(name: str, scope: Scope) -> ast.Call | None:
    """The call that makes the one thing that a name of the function holds."""
    only = only_value(name, scope)
    return only if isinstance(only, ast.Call) else None


def only_value(name: str, scope: Scope) -> ast.expr | None:
    """The one thing that a name of the function holds, by `=` or `with … as`."""
    assert scope.node is not None
    made: list[ast.expr] = []
    stored = 0
    for node in nodes_in(scope.node):
        if isinstance(node, ast.withitem) and getattr(node.optional_vars, "id", "") == name:
            made.append(node.context_expr)
        elif isinstance(node, ast.Assign) and any(getattr(each, "id", "") == name for each in node.targets):
            made.append(node.value)
        stored += isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store)
    return made[0] if len(made) == 1 and stored == 1 else None


def lines_of(pattern: bytes | re.Pattern[bytes], data: bytes) -> list[int]:
    """The lines in which the pattern is found, in order."""
    return line_numbers((hit.start() for hit in re.finditer(pattern, data)), data)


def line_numbers(starts: Iterable[int], data: bytes) -> list[int]:
    """The lines of these places, which are in order."""
    found, line, last = [], 1, 0
    for start in starts:
        line, last = line + data.count(b"\n", last, start), start
        found.append(line)
    return found


def lines_around(words: Iterable[bytes], pattern: re.Pattern[bytes], data: bytes) -> list[int]:
    """The lines in which one of the words stands, and at whose beginning the pattern is found. A plain search for a
    word is ten times as fast as an expression that begins with the beginning of a line."""
    return _matched({data.rfind(b"\n", 0, place) + 1 for place in _places(words, data)}, pattern, data)


def lines_at(words: Iterable[bytes], pattern: re.Pattern[bytes], data: bytes) -> list[int]:
    """The lines in which the pattern begins with one of the words, with which the search begins."""
    return _matched(set(_places(words, data)), pattern, data)


def _places(words: Iterable[bytes], data: bytes) -> Iterator[int]:
    for word in words:
        found = data.find(word)
        while found >= 0:
            yield found
            found = data.find(word, found + 1)


def _matched(starts: set[int], pattern: re.Pattern[bytes], data: bytes) -> list[int]:
    """The lines of those places at which the pattern is found, in order."""
    return line_numbers((start for start in sorted(starts) if pattern.match(data, start)), data)


def given_to_tests(data: bytes) -> set[bytes]:
    """The names of the parameters of tests, with those of their annotations."""
    return {name for hit in PARAMS.finditer(data) for name in re.findall(rb"\w+", hit[1])}


def holds(stmt: ast.stmt, lines: list[int]) -> bool:
    """Is one of the lines within the statement, its decorators included?"""
    first = min([stmt.lineno, *[each.lineno for each in getattr(stmt, "decorator_list", ())]])
    index = bisect_left(lines, first)
    return index < len(lines) and lines[index] <= (stmt.end_lineno or stmt.lineno)
