"""Where an async function asks a client that it has not made for something, on all its paths."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Set

from doctor.knowledge.syntax import first_name, nodes_in

UNSURE = re.compile(r"raises|suppress|patch|[mM]ock|warns")
ASKING = frozenset({"execute", "scalar", "scalars", "get", "get_one", "stream", "stream_scalars", "refresh", "merge"})
Block = ast.With | ast.AsyncWith


def uses_in(node: ast.AsyncFunctionDef, clients: Set[str], sessions: Set[str], users: Set[str]) -> Iterator[ast.expr]:
    """The calls `client.get(…)`, `engine.begin()`, `Session()` and `user(…)` that are awaited or entered; `clients`,
    `sessions` and `users` are the names of such."""
    for each in certain(node.body):
        if isinstance(each, ast.AsyncWith):
            calls = [item.context_expr for item in each.items]
            yield from (call for call in calls if is_asking(call, clients))
            yield from (call for call in calls if is_session(call, each, sessions))
        elif isinstance(each, ast.AsyncFor):
            yield from [each.iter] if is_asking(each.iter, clients) else []
        else:
            awaited = (inner.value for inner in nodes_in(each) if isinstance(inner, ast.Await))
            yield from (call for call in awaited if is_asking(call, clients) or is_call(call, users))


def certain(body: list[ast.stmt]) -> Iterator[ast.AST]:
    """The statements that are run whatever happens, and the heads of such blocks."""
    for stmt in body:
        if isinstance(stmt, (ast.With, ast.AsyncWith)):
            if not any(UNSURE.search(ast.unparse(item.context_expr)) for item in stmt.items):
                yield stmt if isinstance(stmt, ast.AsyncWith) else ast.Pass()
                yield from certain(stmt.body)
        elif isinstance(stmt, (ast.For, ast.AsyncFor)):
            yield stmt if isinstance(stmt, ast.AsyncFor) else stmt.iter
        elif isinstance(stmt, ast.Try):
            yield from [] if stmt.handlers else certain(stmt.body)
        elif isinstance(stmt, (ast.Assign, ast.AnnAssign, ast.Expr, ast.Return, ast.Assert)):
            yield stmt


def is_asking(node: ast.expr, clients: Set[str]) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and first_name(node) in clients


def is_call(node: ast.expr, users: Set[str]) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in users


def is_session(call: ast.expr, block: Block, sessions: Set[str]) -> bool:
    """`async with Session() as session: await session.execute(…)`: it connects when it is first asked."""
    given = {ast.unparse(item.optional_vars) for item in block.items if item.optional_vars}
    asked = (each.value for stmt in certain(block.body) for each in nodes_in(stmt) if isinstance(each, ast.Await))
    return is_call(call, sessions) and any(
        is_asking(each, given) and each.func.attr in ASKING  # type: ignore[attr-defined]
        for each in asked
    )
