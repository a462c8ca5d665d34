"""Loops that wait: for something that another process does, or for nothing but `sleep`."""

from __future__ import annotations

import ast

from doctor.facts.sources.durations import UNKNOWN, Durations, Loop
from doctor.facts.sources.scopes import Grove
from doctor.knowledge.syntax import nodes_in
from doctor.model.flows import Spin, Wait


def waits_of(grove: Grove, tree: ast.Module) -> tuple[Wait, ...]:
    """The loops that sleep."""
    found, durations = [], Durations(grove, tree)
    loops: list[Loop] = [*grove.all(ast.While), *grove.all(ast.For), *grove.all(ast.AsyncFor)]
    for node in loops:
        calls = tuple(_calls(node, grove))
        if any(call.rpartition(".")[2] in ("sleep", "wait") for call in calls):
            scope = grove.scopes[node]
            place = scope.reader.place(node).replace(end_line=node.lineno, end_column=node.col_offset + 6)
            seconds, param = durations.of(node) if (limited := _is_limited(node)) else (UNKNOWN, "")
            found.append(Wait(place, scope.within, limited, calls, _names(node), seconds, param))
    return tuple(sorted(found, key=lambda each: each.place))


def _calls(node: ast.AST, grove: Grove) -> list[str]:
    return [
        grove.scopes[each].reader.chain(each.func)
        for each in nodes_in(node)
        if isinstance(each, ast.Call) and each in grove.scopes
    ]


def _names(node: ast.AST) -> frozenset[str]:
    found = {each.attr for each in nodes_in(node) if isinstance(each, ast.Attribute)}
    return frozenset(found | {each.id for each in nodes_in(node) if isinstance(each, ast.Name)})


def _is_limited(node: Loop) -> bool:
    """Can it end though what it waits for never comes: a count, a time limit, a comparison of numbers?"""
    if not isinstance(node, ast.While):
        return not (isinstance(node.iter, ast.Call) and ast.unparse(node.iter.func).endswith("count"))
    if any(isinstance(each, ast.Compare) and _is_order(each) for each in nodes_in(node)):
        return True
    return any(isinstance(each, (ast.Raise, ast.Assert)) for each in nodes_in(node))


def _is_order(node: ast.Compare) -> bool:
    return any(isinstance(op, (ast.Lt, ast.LtE, ast.Gt, ast.GtE)) for op in node.ops)


def spins_of(grove: Grove) -> tuple[Spin, ...]:
    """`while` loops of async functions that await `sleep` and nothing else, and do not end by themselves."""
    found = []
    for node in grove.all(ast.While):
        scope = grove.scopes[node]
        flag = _flag(node.test)
        if flag is None or not isinstance(scope.node, ast.AsyncFunctionDef) or _has_way_out(node, flag):
            continue
        awaited = [each.value for each in nodes_in(node) if isinstance(each, ast.Await)]
        sleeps = {scope.reader.chain(each.func) if isinstance(each, ast.Call) else "" for each in awaited}
        name = next(iter(sleeps), "")
        if len(sleeps) == 1 and name.endswith("sleep"):
            found.append(Spin(scope.reader.place(node.test), scope.within, name, flag))
    return tuple(sorted(found, key=lambda each: each.place))


def _flag(test: ast.expr) -> str | None:
    """What the loop looks at: "" for `True`, the last name of a plain flag; None for anything else."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        test = test.operand
    if isinstance(test, ast.Constant):
        return "" if test.value else None
    if isinstance(test, ast.Call) and isinstance(test.func, ast.Attribute) and test.func.attr == "is_set":
        test = test.func.value
    if isinstance(test, ast.Attribute):
        return test.attr
    return test.id if isinstance(test, ast.Name) else None


def _has_way_out(node: ast.While, flag: str) -> bool:
    """May it end without anybody else: by leaving, failing, or setting its flag? May it wait for something else?"""
    for each in nodes_in(node):
        if isinstance(each, (ast.Break, ast.Return, ast.Raise, ast.AsyncFor, ast.AsyncWith, ast.Yield)):
            return True
        is_set = isinstance(each, (ast.Name, ast.Attribute)) and isinstance(each.ctx, ast.Store)
        if is_set and flag == (each.id if isinstance(each, ast.Name) else getattr(each, "attr", "")):
            return True
    return False
