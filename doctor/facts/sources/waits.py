"""Loops that wait: for something that another process does, or for nothing but `sleep`."""

from __future__ import annotations

import ast

from doctor.facts.sources.scopes import Grove
from doctor.model.flows import Spin, Wait

Loop = ast.While | ast.For | ast.AsyncFor


def waits_of(grove: Grove) -> tuple[Wait, ...]:
    """The loops that sleep."""
    found = []
    for node in grove.all(ast.While, ast.For, ast.AsyncFor):
        assert isinstance(node, Loop)
        calls = tuple(_calls(node, grove))
        if any(call.rpartition(".")[2] in ("sleep", "wait") for call in calls):
            scope = grove.scopes[node]
            place = scope.reader.place(node).replace(end_line=node.lineno, end_column=node.col_offset + 6)
            found.append(Wait(place, scope.within, _is_limited(node), calls, _names(node)))
    return tuple(sorted(found, key=lambda each: each.place))


def _calls(node: ast.AST, grove: Grove) -> list[str]:
    return [
        grove.scopes[each].reader.chain(each.func)
        for each in ast.walk(node)
        if isinstance(each, ast.Call) and each in grove.scopes
    ]


def _names(node: ast.AST) -> frozenset[str]:
    found = {each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute)}
    return frozenset(found | {each.id for each in ast.walk(node) if isinstance(each, ast.Name)})


def _is_limited(node: Loop) -> bool:
    """Can it end though what it waits for never comes: a count, a time limit, a comparison of numbers?"""
    if not isinstance(node, ast.While):
        return not (isinstance(node.iter, ast.Call) and ast.unparse(node.iter.func).endswith("count"))
    if any(isinstance(each, ast.Compare) and _is_order(each) for each in ast.walk(node)):
        return True
    return any(isinstance(each, ast.Raise) for each in ast.walk(node))


def _is_order(node: ast.Compare) -> bool:
    return any(isinstance(op, (ast.Lt, ast.LtE, ast.Gt, ast.GtE)) for op in node.ops)


def spins_of(grove: Grove) -> tuple[Spin, ...]:
    """`while` loops of async functions that await `sleep` and nothing else, and have no way out of their own."""
    found = []
    for node in grove.all(ast.While):
        assert isinstance(node, ast.While)
        scope = grove.scopes[node]
        if not isinstance(scope.node, ast.AsyncFunctionDef):
            continue
        awaited = [each.value for each in ast.walk(node) if isinstance(each, ast.Await)]
        sleeps = {scope.reader.dotted(each.func) for each in awaited if isinstance(each, ast.Call)}
        others = any(isinstance(each, (ast.AsyncFor, ast.AsyncWith)) for each in ast.walk(node))
        name = next(iter(sleeps), "")
        if len(sleeps) == 1 and awaited and name.endswith("sleep") and not others and not _is_limited(node):
            found.append(Spin(scope.reader.place(node).replace(end_line=node.lineno), scope.within, name))
    return tuple(sorted(found, key=lambda each: each.place))
