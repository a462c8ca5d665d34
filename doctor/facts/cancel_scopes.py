"""The fact `cancel_scopes`: async generators that yield within a cancel scope of anyio.

Such a scope has to be left in the task that entered it. `asyncio.TaskGroup` and `asyncio.timeout` do not ask for that.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from doctor.facts.contents import content, read_python
from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import FUNCTIONS, child_nodes, functions_in, nodes_in
from doctor.model.cancel_scopes import HeldScope
from doctor.model.invocation import Invocation
from doctor.model.sources import Sources

ANYIO = ("create_task_group", "CancelScope", "fail_after", "move_on_after", "from_thread.BlockingPortal")
MAKERS = frozenset(
    {
        *(f"anyio.{name}" for name in ANYIO),
        *("httpx_ws.aconnect_ws", "mcp.ClientSession", "mcp.client.session.ClientSession"),
        *("mcp.stdio_client", "mcp.client.stdio.stdio_client", "mcp.client.sse.sse_client"),
        *("mcp.client.streamable_http.streamablehttp_client", "mcp.client.streamable_http.streamable_http_client"),
    }
)
NAMES = {each.rpartition(".")[2] for each in MAKERS}
WORDS = re.compile(rb"\b(?:%b)\(" % "|".join(sorted(NAMES)).encode())
STACKS = ("contextlib.AsyncExitStack", "contextlib.ExitStack")
ENTERING = ("enter_async_context", "enter_context")
MANAGERS = ("contextlib.asynccontextmanager", "contextlib.contextmanager")
Block = ast.With | ast.AsyncWith
Made = tuple[str, ast.Call]


def cancel_scopes(invocation: Invocation, sources: Sources) -> tuple[HeldScope, ...]:
    files = [file.path for file in sources if any(each.is_async and each.is_generator for each in file.fixtures)]
    texts = ((path, content(Path(invocation.project, path))) for path in files)
    return tuple(found for path, data in texts if WORDS.search(data) for found in read(data, path))


def read(data: bytes, file: str) -> Iterator[HeldScope]:
    tree, reader = read_python(data, file)
    helpers = {
        node.name: found
        for node in tree.body
        if isinstance(node, FUNCTIONS) and any(reader.dotted(each) in MANAGERS for each in node.decorator_list)
        if (found := held(node, reader, {}))
    }
    for name, node in functions_in(tree.body):
        if isinstance(node, ast.AsyncFunctionDef) and (found := held(node, reader, helpers)):
            maker, call = found
            helper = maker if maker in helpers else ""
            maker = helpers[helper][0] if helper else maker
            yield HeldScope(file, name, maker, reader.place(call), helper)


def held(node: ast.FunctionDef | ast.AsyncFunctionDef, reader: Reader, helpers: dict[str, Made]) -> Made | None:
    """What makes the scope around the function's `yield`."""
    return next((found for each in around_yield(node.body) if (found := maker_of(each, reader, helpers))), None)


def around_yield(body: list[ast.stmt]) -> Iterator[Block]:
    """The blocks around a `yield`, unless an error of theirs is caught."""
    for stmt in body:
        if isinstance(stmt, (ast.With, ast.AsyncWith)) and yields(stmt):
            if not any("suppress" in ast.unparse(item.context_expr) for item in stmt.items):
                yield stmt
                yield from around_yield(stmt.body)
        elif isinstance(stmt, ast.Try) and not stmt.handlers:
            yield from around_yield(stmt.body)


def yields(node: ast.AST) -> bool:
    """Does a `yield` stand in it, not in a function within?"""
    return any(
        isinstance(each, ast.Yield) or (not isinstance(each, (*FUNCTIONS, ast.Lambda)) and yields(each))
        for each in child_nodes(node)
    )


def maker_of(block: Block, reader: Reader, helpers: dict[str, Made]) -> Made | None:
    calls = [item.context_expr for item in block.items]
    if any(isinstance(each, ast.Call) and reader.dotted(each.func) in STACKS for each in calls):
        calls += [node.args[0] for node in nodes_in(block) if isinstance(node, ast.Call) and is_entering(node)]
    for each in calls:
        if isinstance(each, ast.Call) and (name := reader.dotted(each.func)) and (name in MAKERS or name in helpers):
            return name, each
    return None


def is_entering(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr in ENTERING and len(call.args) == 1
