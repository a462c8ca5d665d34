"""How often a generator comes to a `yield` before it ends: on which paths never, where once more.

What two conditions have to do with each other is not worked out; said is only what holds whatever they are.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from doctor.facts.sources.lengths import is_several, of_module
from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import child_nodes, nodes_in
from doctor.model.sources import Yielding

Function = ast.FunctionDef | ast.AsyncFunctionDef
Counts = frozenset[int]  # how often paths that lead here have yielded: 0, 1, or 2 for more

NEVER: Counts = frozenset()
ENDING = ("skip", "fail", "exit", "abort", "xfail", "raise", "error", "importorskip")
MAYBE = (ast.If, ast.IfExp, ast.BoolOp, ast.Try, ast.For, ast.AsyncFor, ast.While, ast.Match)
EXPECTING = ("suppress", "raises")
OWN = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


def yielding(function: Function, reader: Reader) -> tuple[Yielding, ...]:
    """What is wrong with the yields of a generator: at most one for each way."""
    paths = Paths(function)
    end = paths.block(function.body, frozenset({0}))
    found = [Yielding("returns", reader.place(node)) for node in paths.returns[:1]]
    branch = only_branch(function.body) if 0 in end or paths.may_return else None
    if branch:
        found.append(Yielding("branch", reader.place(branch.test)))
    found += [Yielding("always again", reader.place(node)) for node in paths.always[:1]]
    if paths.over and not paths.always:
        found += [
            Yielding("always over", reader.place(node), over=reader.dotted(over)) for node, over in paths.over[:1]
        ]
    if not paths.always:
        early = _early(function)
        place = reader.place(early) if early else None
        found += [Yielding("again", reader.place(node), place) for node in paths.again[:1]]
    return tuple(found)


def _early(function: Function) -> ast.expr | None:
    """The first of two yields, where it ends an `if` without `else`, and the second one is the last statement."""
    last = function.body[-1]
    ends = [stmt.body[-1] for stmt in function.body if isinstance(stmt, ast.If) and not stmt.orelse]
    found = [stmt.value for stmt in (*ends, last) if isinstance(stmt, ast.Expr) and isinstance(stmt.value, ast.Yield)]
    count = sum(1 for stmt in function.body for _ in yields(stmt, deep=True))
    return found[0] if len(found) == count == 2 else None


def checks(function: Function, reader: Reader, is_local: Callable[[str], bool]) -> tuple[Yielding, ...]:
    """The yields of a test of the old kind: a function of the module, or a method, and what it is to be called with."""
    stmts = (node for node in nodes_in(function) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Yield))
    return tuple(Yielding("check", reader.place(stmt.value)) for stmt in stmts if _is_check(stmt.value, is_local))


def _is_check(node: ast.expr, is_local: Callable[[str], bool]) -> bool:
    given = getattr(node, "value", None)
    first = given.elts[0] if isinstance(given, ast.Tuple) and given.elts else None
    if isinstance(first, ast.Attribute) and isinstance(first.value, ast.Name):
        return first.value.id == "self" or not is_local(first.value.id)
    return isinstance(first, ast.Name) and not is_local(first.id)


def param_asked(function: Function) -> ast.Attribute | None:
    """Where a fixture that has no `params` of its own reads `request.param` in a plain statement of its body, unless
    it may ask first whether there is one."""
    calls = [each for each in function.decorator_list if isinstance(each, ast.Call)]
    if any(keyword.arg in ("params", None) for each in calls for keyword in each.keywords):
        return None
    waiting: list[ast.AST] = list(reversed(function.body))
    while waiting:
        node = waiting.pop()
        if isinstance(node, MAYBE) or getattr(node, "attr", getattr(node, "id", "")) in EXPECTING:
            return None  # from here on some condition decides, or it is expected to fail
        if isinstance(node, ast.Attribute) and node.attr == "param" and getattr(node.value, "id", "") == "request":
            return node
        if not isinstance(node, OWN):
            waiting += reversed(child_nodes(node))
    return None


class Paths:
    """Walks the statements of a function. `returns` are those that are reached without a yield on all paths to them."""

    def __init__(self, function: Function | None = None) -> None:
        self._function = function
        self.over: list[tuple[ast.expr, ast.expr]] = []  # yields in loops over what the module names
        self.returns: list[ast.Return] = []
        self.always: list[ast.expr] = []  # yields behind which each path has yielded before
        self.may_return = False  # without a yield, on some path, at the end of the function
        self.again: list[ast.expr] = []  # the same for some path, and no condition decides that one comes here
        self._conditions = 0
        self._breaks: list[Counts] = []

    def block(self, statements: list[ast.stmt], counts: Counts) -> Counts:
        for each in statements:
            if not counts:
                break
            counts = self._statement(each, counts)
        return counts

    def _statement(self, node: ast.stmt, counts: Counts) -> Counts:
        if isinstance(node, ast.If):
            return self._conditional(node.body, counts) | self._conditional(node.orelse, counts)
        if isinstance(node, (ast.For, ast.AsyncFor, ast.While)):
            return self._loop(node, counts)
        if isinstance(node, (ast.With, ast.AsyncWith)):
            return self.block(node.body, counts)
        if isinstance(node, ast.Try) or type(node).__name__ == "TryStar":
            return self._try(node, counts)  # type: ignore[arg-type]
        if isinstance(node, ast.Match):
            return counts.union(*[self._conditional(case.body, counts) for case in node.cases])
        if isinstance(node, OWN):
            return counts
        return self._plain(node, counts)

    def _plain(self, node: ast.stmt, counts: Counts) -> Counts:
        for each in yields(node):
            if min(counts) > 0 or (isinstance(each, ast.YieldFrom) and is_several(each.value, self._function)):
                self.always.append(each)
            elif max(counts) > 0 and not self._conditions:
                self.again.append(each)
            counts = frozenset(min(count + 1, 2) for count in counts)
        if isinstance(node, ast.Return) and counts == {0}:
            self.returns.append(node)
        elif isinstance(node, ast.Return) and 0 in counts and not self._conditions:
            self.may_return = True
        if isinstance(node, (ast.Break, ast.Continue)):
            if isinstance(node, ast.Break) and self._breaks:
                self._breaks[-1] |= counts
            return NEVER
        return NEVER if isinstance(node, (ast.Return, ast.Raise)) or ends(node) else counts

    def _conditional(self, statements: list[ast.stmt], counts: Counts) -> Counts:
        self._conditions += 1
        found = self.block(statements, counts)
        self._conditions -= 1
        return found

    def _loop(self, node: ast.For | ast.AsyncFor | ast.While, counts: Counts) -> Counts:
        self._breaks.append(NEVER)
        behind = self._conditional(node.body, counts | Paths().once(node.body, counts))
        is_endless = isinstance(node, ast.While) and isinstance(node.test, ast.Constant) and bool(node.test.value)
        if behind and min(behind) > max(counts):
            self._again_and_again(node, is_endless)
        ended = NEVER if is_endless else self.block(node.orelse, counts | behind)
        return ended | self._breaks.pop()

    def _again_and_again(self, node: ast.For | ast.AsyncFor | ast.While, is_endless: bool) -> None:
        """Each round of the loop yields: are there several?"""
        first = [each for stmt in node.body for each in yields(stmt, deep=True)][:1]
        things = None if isinstance(node, ast.While) else node.iter
        if is_endless or is_several(things, self._function):
            self.always += first
        elif self._function and (named := of_module(things, self._function)):
            self.over += [(each, named) for each in first]

    def once(self, statements: list[ast.stmt], counts: Counts) -> Counts:
        """How often paths have yielded that come round to the start of a loop again."""
        self._breaks.append(NEVER)
        return self._conditional(statements, counts)

    def _try(self, node: ast.Try, counts: Counts) -> Counts:
        body = self.block(node.body, counts)
        is_yielding = any(True for stmt in node.body for _ in yields(stmt, deep=True))
        thrown = frozenset({0, 1, 2}) if is_yielding else counts
        returns = list(self.returns)
        if is_yielding and ends_yielding(node.body):
            thrown = counts
        handled = [self._conditional(handler.body, thrown) for handler in node.handlers]
        self.returns = returns if is_yielding else self.returns
        found = self.block(node.orelse, body).union(*handled)
        return self.block(node.finalbody, found) if found else found


def yields(node: ast.stmt, deep: bool = False) -> Iterator[ast.expr]:
    """The yields of a statement's expressions; with `deep` those of statements within it, too."""
    stack: list[ast.AST] = [node]
    while stack:
        here = stack.pop()
        if isinstance(here, (ast.Yield, ast.YieldFrom)):
            yield here
        if here is node or not isinstance(here, OWN):
            stack += [child for child in child_nodes(here) if deep or not isinstance(child, ast.stmt)]


def ends_yielding(statements: list[ast.stmt]) -> bool:
    """Is there nothing behind the yields that could fail? pytest throws nothing into a fixture."""
    for index, stmt in enumerate(statements):
        if any(True for _ in yields(stmt, deep=True)):
            is_last = all(isinstance(each, ast.Pass) or is_bare_return(each) for each in statements[index + 1 :])
            if isinstance(stmt, ast.If):
                return is_last and ends_yielding(stmt.body) and ends_yielding(stmt.orelse)
            return is_last and isinstance(stmt, ast.Expr)
    return True


def is_bare_return(node: ast.stmt) -> bool:
    return isinstance(node, ast.Return) and node.value is None


def ends(node: ast.stmt) -> bool:
    """Is it a call that most likely does not come back: `pytest.skip(…)`, `self.fail(…)`, `skip_without_db()`?"""
    value = node.value if isinstance(node, ast.Expr) else None
    value = value.value if isinstance(value, ast.Await) else value
    if not isinstance(value, ast.Call):
        return False
    name = getattr(value.func, "attr", "") or getattr(value.func, "id", "")
    return any(word in name.lower() for word in ENDING)


def only_branch(statements: list[ast.stmt]) -> ast.If | None:
    """The condition that alone decides whether there is a yield; none for a chain of `elif` without `else`, which may
    name all there is."""
    holding = [stmt for stmt in statements if any(True for _ in yields(stmt, deep=True))]
    if len(holding) != 1:
        return None
    only = holding[0]
    if isinstance(only, (ast.With, ast.AsyncWith, ast.Try)):
        return only_branch(only.body) if not isinstance(only, ast.Try) or in_body(only) else None
    if not isinstance(only, ast.If):
        return None
    is_chain = len(only.orelse) == 1 and isinstance(only.orelse[0], ast.If)
    return None if is_chain else only


def in_body(node: ast.Try) -> bool:
    others = [*node.orelse, *node.finalbody, *(stmt for handler in node.handlers for stmt in handler.body)]
    return not any(True for stmt in others for _ in yields(stmt, deep=True))
