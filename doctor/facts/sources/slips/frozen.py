"""Async tests that sleep while the clock stands still."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from doctor.facts.sources.scopes import FUNCTIONS, Grove, Scope, lines_of
from doctor.knowledge.syntax import nodes_in
from doctor.model.slips import Slip

FREEZING = rb"\bfreeze_time\("
SLEEPING = rb"\bsleep\("
FREEZE = "freezegun.freeze_time"
GOING_ON = frozenset({"tick", "auto_tick_seconds", "real_asyncio", "ignore", None})
REPLACING = (b"asyncio.sleep'", b'asyncio.sleep"', b"asyncio, ", b"uvloop", b"looptime")
INNER = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)


def frozen_lines(data: bytes) -> list[int]:
    """Where time is frozen, in a file that replaces neither the sleep nor the loop."""
    if any(word in data for word in REPLACING):
        return []
    found = lines_of(FREEZING, data)
    return found + lines_of(SLEEPING, data) if found else []  # it may be a class that is frozen


def frozen_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """The `await` of a sleep within `with freeze_time(…)`, or within what it decorates; the other places are the
    freezing and the sleep."""
    own = {stmt.name: stmt for stmt in tree.body if isinstance(stmt, ast.AsyncFunctionDef)}
    for call in grove.all(ast.Call):
        parent = grove.parents.get(call)
        if grove.scopes[call].reader.dotted(call.func) != FREEZE or {each.arg for each in call.keywords} & GOING_ON:
            continue
        asleep = ((scope, *each) for body, scope in _frozen(parent, grove) for each in _sleeps(body, scope, own))
        for scope, awaited, sleep in asleep:
            place = scope.reader.place
            yield Slip("frozen", place(awaited), scope.within, others=(place(call), place(sleep)))
            break


def _frozen(parent: ast.AST | None, grove: Grove) -> Iterator[tuple[list[ast.stmt], Scope]]:
    """The statements of async functions for which the time stands still, where nobody has it in hand."""
    bodies: list[list[ast.stmt]] = []
    if isinstance(parent, ast.withitem) and parent.optional_vars is None:
        block = grove.parents.get(parent)
        bodies = [block.body] if isinstance(block, (ast.With, ast.AsyncWith)) else []
    elif isinstance(parent, ast.ClassDef) and not parent.bases:
        tests = (each for each in parent.body if isinstance(each, FUNCTIONS) and each.name.startswith("test"))
        bodies = [each.body for each in tests if len(each.decorator_list) < 2]
    elif isinstance(parent, FUNCTIONS) and len(parent.decorator_list) < 3:
        bodies = [parent.body]
    for body in bodies:
        scope = grove.scopes.get(body[0])
        if scope is not None and isinstance(scope.node, ast.AsyncFunctionDef):
            yield body, scope


def _sleeps(
    body: list[ast.stmt], scope: Scope, own: dict[str, ast.AsyncFunctionDef]
) -> Iterator[tuple[ast.Await, ast.Await]]:
    for stmt in body:
        if not isinstance(stmt, (ast.Expr, ast.Assign, ast.Assert, ast.Return)):
            continue
        for node in nodes_in(stmt):
            if isinstance(node, INNER):
                break
            if not isinstance(node, ast.Await) or not isinstance(node.value, ast.Call):
                continue
            if _is_sleep(node, scope):
                yield node, node
            name = node.value.func.id if isinstance(node.value.func, ast.Name) else ""
            callee = own.get(name) if scope.kind_of(name) == "module" else None
            for inner in callee.body if callee else ():
                if isinstance(inner, ast.Expr) and isinstance(inner.value, ast.Await) and _is_sleep(inner.value, scope):
                    yield node, inner.value


def _is_sleep(node: ast.Await, scope: Scope) -> bool:
    call = node.value
    if not isinstance(call, ast.Call) or scope.reader.dotted(call.func) != "asyncio.sleep":
        return False
    given = [*call.args[:1], *(each.value for each in call.keywords if each.arg == "delay")]
    seconds = getattr(given[0], "value", None) if given else None
    return isinstance(seconds, (int, float)) and seconds > 0
