"""What fixtures hand out when they have already ended it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.sources.scopes import Grove, Scope, lines_of
from doctor.facts.sources.slips.phases import is_fixture
from doctor.knowledge.syntax import nodes_in
from doctor.model.flows import Slip

RETURNS = re.compile(rb"(?m)^[ \t]{8,}return [\w.]")
FOLDERS = ("tempfile.TemporaryDirectory()",)
# Contexts at whose end what stands behind `as` is closed, stopped, or no stand-in any more
ENDING = frozenset({
    *FOLDERS, "open()", "io.open()", "contextlib.closing()", "contextlib.aclosing()", "tempfile.NamedTemporaryFile()",
    "tempfile.TemporaryFile()", "tempfile.SpooledTemporaryFile()", "socket.socket()", "socket.create_connection()",
    "socket.create_server()", "subprocess.Popen()", "concurrent.futures.ThreadPoolExecutor()", "zipfile.ZipFile()",
    "concurrent.futures.ProcessPoolExecutor()", "multiprocessing.Pool()", "http.server.HTTPServer()", "tarfile.open()",
    "http.server.ThreadingHTTPServer()", "socketserver.TCPServer()", "socketserver.UDPServer()", "httpx.Client()",
    "httpx.AsyncClient()", "aiohttp.ClientSession()", "unittest.mock.patch()", "unittest.mock.patch.object()",
    "unittest.mock.patch.multiple()", "mock.patch()", "mock.patch.object()",
})  # fmt: skip
ENDS = frozenset(
    "close aclose stop terminate kill shutdown cleanup quit disconnect dispose server_close unlink".split()  # noqa: SIM905
)


def return_lines(data: bytes) -> list[int]:
    return lines_of(RETURNS, data) if b"with " in data or b"finally:" in data else []


def ended_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """`with closing(connect()) as db: return db`, and `try: return server` with `server.stop()` in its `finally`: the
    text is what ends it, the other place where that stands."""
    for node in grove.all(ast.Return):
        scope = grove.scopes[node]
        if node.value is None or scope.node is None or scope.yields or not is_fixture(scope):
            continue
        for each in grove.above(node):
            if found := _end(each, node, scope):
                name, text, place = found
                yield Slip("ended", scope.reader.place(node), scope.within, name, text, (scope.reader.place(place),))
                break


def _end(around: ast.AST, node: ast.Return, scope: Scope) -> tuple[str, str, ast.expr] | None:
    """The name that is handed out, what ends it, and where."""
    assert node.value is not None
    if isinstance(around, (ast.With, ast.AsyncWith)):
        for item in around.items:
            name, chain = getattr(item.optional_vars, "id", ""), scope.reader.chain(item.context_expr)
            if name and chain in ENDING and _hands_out(name, node.value, chain) and not _is_kept(item.context_expr):
                return name, chain.removesuffix("()"), item.context_expr
    if isinstance(around, ast.Try) and isinstance(node.value, ast.Name) and _is_below(node, around.body):
        for call in (each for stmt in around.finalbody for each in nodes_in(stmt) if isinstance(each, ast.Call)):
            func = call.func
            if isinstance(func, ast.Attribute) and func.attr in ENDS and getattr(func.value, "id", "") == node.value.id:
                return node.value.id, f"{node.value.id}.{func.attr}", call
    return None


def _hands_out(name: str, value: ast.expr, chain: str) -> bool:
    """Is it the value, or of a folder anything that is made of its name?"""
    if chain in FOLDERS:
        return any(isinstance(each, ast.Name) and each.id == name for each in nodes_in(value))
    return isinstance(value, ast.Name) and value.id == name


def _is_kept(context: ast.expr) -> bool:
    """`delete=False`: its file stays."""
    return any(each.arg == "delete" for each in getattr(context, "keywords", ()))


def _is_below(node: ast.AST, body: list[ast.stmt]) -> bool:
    return any(each is node for stmt in body for each in nodes_in(stmt))
