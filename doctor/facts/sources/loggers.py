"""Which loggers tests share."""

from __future__ import annotations

import ast

from doctor.facts.sources.notes import FunctionNote
from doctor.knowledge.syntax import nodes_in


def is_shared_logger(node: ast.expr, chain: str, scope: FunctionNote) -> bool:
    """Is it a logger that others have as well: of a constant name, or imported? One that the test makes for itself
    (`logging.Logger(…)`, of a name that is worked out, or that holds "test") is its own."""
    if isinstance(node, ast.Call):
        return chain.endswith("getLogger()") and all(
            isinstance(each, ast.Constant) and "test" not in str(each.value).lower() for each in node.args
        )
    start = node
    while isinstance(start, ast.Attribute):
        start = start.value
    if not isinstance(start, ast.Name) or start.id in ("self", "cls") or "log" not in chain.lower():
        return False
    if not scope.owns(start.id):
        return True
    values = _given(start.id, scope)
    return bool(values) and all(
        isinstance(value, ast.Call) and is_shared_logger(value, scope.reader.chain(value), scope) for value in values
    )


def logger_name(node: ast.expr, scope: FunctionNote) -> str:
    """The name in `getLogger("shop")`, also where the function has given the logger a name of its own."""
    values = [node] if isinstance(node, ast.Call) else _given(node.id, scope) if isinstance(node, ast.Name) else []
    names = [value.args[0] for value in values if isinstance(value, ast.Call) and value.args]
    return next((str(name.value) for name in names if isinstance(name, ast.Constant)), "")


def _given(name: str, scope: FunctionNote) -> list[ast.expr]:
    """What the function assigns to a name."""
    return [
        each.value
        for each in nodes_in(scope.node)
        if isinstance(each, ast.Assign)
        and any(isinstance(target, ast.Name) and target.id == name for target in each.targets)
    ]
