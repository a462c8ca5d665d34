"""Assertions that hold, or fail, whatever is found."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.sources.scopes import Grove, Scope, given_to_tests, is_defined, lines_of, made_by
from doctor.model.slips import Slip

LINES = re.compile(
    rb"assert (?:[^\n]* or |[\[(].* for |[\[(]\r?$|(?:filter|map|zip|reversed|enumerate)\("
    rb"|len\([^\n]*>=? *(?:0|-1)\b|0 <=|(?:pytest\.)?approx\("
    rb"|f?(?:\"[^\"\n]*\"|'[^'\n]*')[ \t]*(?:[,#\r\n]|$))",
    re.MULTILINE,
)
LENGTHS = rb"self\.assertGreaterEqual\(len\("
BARE = re.compile(rb"assert (\w+)(?:\.\w+)?[ \t]*[,#\r\n]")
ITERATORS = frozenset({"filter", "map", "zip", "reversed", "enumerate"})
IMPORTS = re.compile(rb"(?m)^[ \t]*(?:from|import)\b[^\n(]*(?:\([^)]*\))?")
MADE = re.compile(rb"\b(\w+) = (\w+)(?:\.\w+)*\(")


def truth_lines(data: bytes) -> list[int]:
    """Where an assertion may be always true: of a name alone only where it is imported, made by what is, or given by a
    fixture."""
    names = {hit[1] for hit in BARE.finditer(data)}
    if names:
        imported = set(re.findall(rb"\w+", b" ".join(IMPORTS.findall(data))))
        names &= imported | given_to_tests(data) | {hit[1] for hit in MADE.finditer(data) if hit[2] in imported}
    alone = lines_of(rb"assert (?:%b)(?:\.\w+)?[ \t]*[,#\r\n]" % b"|".join(names), data) if names else []
    return lines_of(LINES, data) + lines_of(LENGTHS, data) + alone


def truths_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """Each of them with what it is: "or", "generator", "list", "length", "text", "approx", "function",
    "iterator"."""
    for stmt in grove.all(ast.Assert):
        scope = grove.scopes[stmt]
        slip = _of(stmt.test, scope) if scope.node is not None else None
        if slip and not (slip.how == "iterator" and is_defined(slip.name, tree)):
            yield slip
    for call in grove.all(ast.Call):
        scope = grove.scopes[call]
        is_least = isinstance(call.func, ast.Attribute) and call.func.attr == "assertGreaterEqual"
        if (
            is_least
            and scope.node is not None
            and len(call.args) > 1
            and _is_length(call.args[0])
            and _is(call.args[1], 0)
        ):
            yield _slip("length", call, scope, ast.unparse(call.args[0]))


def _of(test: ast.expr, scope: Scope) -> Slip | None:
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or):
        return _of_or(test, scope)
    if isinstance(test, ast.GeneratorExp):
        return _slip("generator", test, scope)
    if isinstance(test, ast.ListComp) and isinstance(test.elt, (ast.Compare, ast.BoolOp)):
        return _slip("list", test, scope)
    if isinstance(test, ast.Compare):
        return _of_compare(test, scope)
    if isinstance(test, ast.JoinedStr) or (
        isinstance(test, ast.Constant) and test.value and isinstance(test.value, str)
    ):
        return _slip("text", test, scope)
    if isinstance(test, ast.Call) and isinstance(test.func, ast.Name) and test.func.id in ITERATORS:
        is_builtin = scope.kind_of(test.func.id) == "module" and test.args
        return _slip("iterator", test, scope, test.func.id) if is_builtin else None
    if isinstance(test, ast.Call) and scope.reader.chain(test.func) == "pytest.approx":
        return _of_approx(test, scope)
    if isinstance(test, ast.Attribute) and isinstance(test.value, ast.Name) and scope.kind_of(test.value.id) == "local":
        made = made_by(test.value.id, scope)
        return _slip("function", test, scope, f"{made}.{test.attr}") if "." in made else None
    if isinstance(test, ast.Attribute) and isinstance(test.value, ast.Name) and scope.kind_of(test.value.id) == "param":
        return _slip("function", test, scope, f"<{test.value.id}>.{test.attr}")
    if isinstance(test, ast.Name) and scope.kind_of(test.id) == "import":
        return _slip("function", test, scope, scope.reader.dotted(test))
    return None


def _slip(how: str, node: ast.expr, scope: Scope, name: str = "", text: str = "") -> Slip:
    return Slip(how, scope.reader.place(node), scope.within, name, text)


def _of_or(test: ast.BoolOp, scope: Scope) -> Slip | None:
    """`assert status == 200 or 201`; `or True` is meant. The name is what is always true, the text what is meant."""
    first, *rest = test.values
    always = next((each for each in rest if _is_true(each)), None)
    if always is None:
        return None
    meant = ""
    is_equal = isinstance(first, ast.Compare) and len(first.ops) == 1 and isinstance(first.ops[0], (ast.Eq, ast.Is))
    if is_equal and isinstance(first, ast.Compare) and all(_is_true(each) for each in rest):
        values = ", ".join(ast.unparse(each) for each in (first.comparators[0], *rest))
        meant = f"{ast.unparse(first.left)} in ({values})"
    return _slip("or", test, scope, ast.unparse(always), meant)


def _is_true(node: ast.expr) -> bool:
    """Is it a constant that is true, other than True itself?"""
    if isinstance(node, ast.Constant):
        return bool(node.value) and node.value is not True
    return isinstance(node, (ast.List, ast.Tuple, ast.Set)) and bool(node.elts)


def _of_compare(test: ast.Compare, scope: Scope) -> Slip | None:
    """`assert len(rows) >= 0`."""
    if len(test.ops) != 1:
        return None
    left, op, right = test.left, test.ops[0], test.comparators[0]
    if isinstance(op, ast.LtE) and _is(left, 0):
        left, right = right, left
    elif not (isinstance(op, ast.GtE) and _is(right, 0)) and not (isinstance(op, ast.Gt) and _is(right, -1)):
        return None
    return _slip("length", test, scope, ast.unparse(left)) if _is_length(left) else None


def _is_length(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "len"


def _is(node: ast.expr, value: int) -> bool:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return _is(node.operand, -value) and value != 0
    return isinstance(node, ast.Constant) and node.value == value and type(node.value) is int


def _of_approx(call: ast.Call, scope: Scope) -> Slip:
    """`assert pytest.approx(mean, 1.5)`: where two values are given, they are meant to be compared."""
    meant = ""
    if len(call.args) == 2 and not call.keywords:
        meant = f"{ast.unparse(call.args[0])} == {ast.unparse(call.func)}({ast.unparse(call.args[1])})"
    return _slip("approx", call, scope, text=meant)
