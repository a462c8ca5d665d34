"""What is handed to pytest's helpers, or compared with them, in a way that they do not take."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.sources.scopes import Grove, Scope, lines_around
from doctor.facts.sources.slips.failing import may_not_run
from doctor.model.slips import Slip

APPROX = re.compile(rb"[^\n]*(?:[<>]=?[ \t]*(?:\w+\.)?approx\(|\bapprox\([^\n]*\)[ \t]*[<>])")
UNTIL = re.compile(rb"\bqtbot\.wait_?[Uu]ntil\(")
WAITING = ("qtbot.waitUntil", "qtbot.wait_until")
ORDERS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
ANSWERS = frozenset({"all", "any", "bool", "callable", "hasattr", "isinstance", "issubclass"})
SIGNS = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}


def approx_lines(data: bytes) -> list[int]:
    """Where an order may be asked of an approximate number."""
    return lines_around([b"approx("], APPROX, data)


def approx_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """`mean <= pytest.approx(1.5)`; the name is the operator."""
    for node in grove.all(ast.Compare):
        scope = grove.scopes[node]
        sides = [node.left, *node.comparators]
        for number, op in enumerate(node.ops if scope.node else ()):
            calls = [each for each in sides[number : number + 2] if _is_approx(each, scope)]
            if calls and isinstance(op, ORDERS) and not may_not_run(node, grove):
                yield Slip("approx ordered", scope.reader.place(calls[0]), scope.within, SIGNS[type(op)])
                break


def _is_approx(node: ast.expr, scope: Scope) -> bool:
    return isinstance(node, ast.Call) and scope.reader.chain(node.func) == "pytest.approx"


def until_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """`qtbot.waitUntil(window.count == 1)`; the name is what is called."""
    for call in grove.all(ast.Call):
        scope = grove.scopes[call]
        name = scope.reader.chain(call.func)
        if name not in WAITING or scope.kind_of("qtbot") != "param":
            continue
        given = [*call.args[:1], *(each.value for each in call.keywords if each.arg == "callback")]
        if given and _is_answer(given[0], scope) and not may_not_run(call, grove):
            yield Slip("answered", scope.reader.place(given[0]), scope.within, name)


def _is_answer(node: ast.expr, scope: Scope) -> bool:
    """Is it certainly true or false, and nothing to call?"""
    if isinstance(node, ast.BoolOp):
        return all(_is_answer(each, scope) for each in node.values)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id in ANSWERS and scope.kind_of(node.func.id) == "module"
    if isinstance(node, ast.Compare):
        return True
    is_not = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
    return is_not or (isinstance(node, ast.Constant) and isinstance(node.value, bool))
