"""What tests do with the answers of Flask's test client."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from doctor.facts.sources.scopes import Grove, Scope, held_once, lines_of, only_call
from doctor.model.slips import Slip

CALLED = rb"\.json\(\)"
MOST = 8  # lines of a file: where a method is right, as of httpx, there are dozens
METHODS = ("get", "post", "put", "patch", "delete", "open")


def called_lines(data: bytes) -> list[int]:
    return lines_of(CALLED, data)[:MOST]


def called_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """`response.json()` of what a client has answered; the name is what makes that, "<client>" for a parameter."""
    held = held_once(tree)
    for call in grove.all(ast.Call):
        scope, func = grove.scopes[call], call.func
        if not isinstance(func, ast.Attribute) or func.attr != "json" or call.args or call.keywords or not scope.node:
            continue
        asked = only_call(func.value.id, scope) if isinstance(func.value, ast.Name) else func.value
        if isinstance(asked, ast.Call) and not grove.may_fail(call) and (maker := _maker(asked, scope, held)):
            yield Slip("json called", scope.reader.place(call), scope.within, maker, others=(scope.reader.place(func),))


def _maker(asked: ast.Call, scope: Scope, held: dict[str, ast.expr]) -> str:
    """What makes the client that is asked."""
    func = asked.func
    if not isinstance(func, ast.Attribute) or func.attr not in METHODS or not isinstance(func.value, ast.Name):
        return ""
    client = func.value.id
    kind = scope.kind_of(client)
    if kind == "param":
        return f"<{client}>"
    made = only_call(client, scope) if kind == "local" else held.get(client) if kind == "module" else None
    name = scope.reader.dotted(made.func) if isinstance(made, ast.Call) else ""
    return name if name.endswith(".test_client") else ""
