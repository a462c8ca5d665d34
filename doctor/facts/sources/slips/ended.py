"""What fixtures hand out when they have already ended it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.sources.interest import is_fixture
from doctor.facts.sources.scopes import Function, Grove, Scope, lines_around, made_by
from doctor.knowledge.syntax import functions_in, nodes_in
from doctor.model.slips import Slip

RETURNS = re.compile(rb"(?:[ \t]{8,}|\t{2,})return [\w.]")
FOLDERS = ("tempfile.TemporaryDirectory()",)
# Contexts at whose end what stands behind `as` is closed, stopped, or no stand-in any more
ENDING = frozenset({
    *FOLDERS, "open()", "io.open()", "contextlib.closing()", "contextlib.aclosing()", "tempfile.NamedTemporaryFile()",
    "tempfile.TemporaryFile()", "tempfile.SpooledTemporaryFile()", "socket.socket()", "socket.create_connection()",
    "socket.create_server()", "concurrent.futures.ThreadPoolExecutor()", "zipfile.ZipFile()",
    "concurrent.futures.ProcessPoolExecutor()", "multiprocessing.Pool()", "http.server.HTTPServer()", "tarfile.open()",
    "http.server.ThreadingHTTPServer()", "socketserver.TCPServer()", "socketserver.UDPServer()", "httpx.Client()",
    "httpx.AsyncClient()", "aiohttp.ClientSession()", "unittest.mock.patch()", "unittest.mock.patch.object()",
    "unittest.mock.patch.multiple()", "mock.patch()", "mock.patch.object()",
})  # fmt: skip
# Of these something is asked when they have ended, too: the name of a file, the code of a process
TELLING = frozenset({
    "open()", "io.open()", "zipfile.ZipFile()", "subprocess.Popen()", "http.server.HTTPServer()",
    "http.server.ThreadingHTTPServer()", "socketserver.TCPServer()", "socketserver.UDPServer()",
})  # fmt: skip
ANSWERED = frozenset(
    """name mode closed encoding filename namelist infolist returncode pid args poll wait server_address server_port
    status status_code headers url is_closed""".split()  # noqa: SIM905
)
CONNECTED = ("sqlite3.connect()", "psycopg.connect()", "psycopg2.connect()", "pymysql.connect()")
# What sounds like these may be used again: a session or an engine of SQLAlchemy
CLOSES = frozenset({"close", "aclose", "cleanup", "disconnect", "dispose", "unlink"})
PATHS = ("pathlib.Path()", "os.path.join()", "os.fspath()", "str()")
ENDS = frozenset(
    "close aclose stop terminate kill shutdown cleanup quit disconnect dispose server_close unlink".split()  # noqa: SIM905
)


def return_lines(data: bytes) -> list[int]:
    return lines_around([b"return "], RETURNS, data) if b"with " in data or b"finally:" in data else []


def ended_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """`with closing(connect()) as db: return db`, and `try: return server` with `server.stop()` in its `finally`: the
    text is what ends it, the other place where that stands."""
    for node in grove.all(ast.Return):
        scope = grove.scopes[node]
        if node.value is None or scope.node is None or scope.yields:
            continue
        if not is_fixture(map(scope.reader.chain, scope.node.decorator_list)):
            continue
        found = next((end for each in grove.above(node) if (end := _end(each, node, scope))), None)
        if found is not None and is_used(scope.node, tree, found[1] in TELLING):
            name, chain, place = found
            others = (scope.reader.place(place),)
            yield Slip("ended", scope.reader.place(node), scope.within, name, _text(name, chain, place), others)


def _end(around: ast.AST, node: ast.Return, scope: Scope) -> tuple[str, str, ast.expr] | None:
    """The name that is handed out, what makes it, and where it ends."""
    assert node.value is not None
    if isinstance(around, (ast.With, ast.AsyncWith)):
        for item in around.items:
            name, chain = getattr(item.optional_vars, "id", ""), scope.reader.chain(item.context_expr)
            if name and chain in ENDING and hands_out(name, node.value, chain, scope):
                kept = is_kept(name, item.context_expr, around.body)
                return None if kept else (name, chain, item.context_expr)
    if isinstance(around, ast.Try) and isinstance(node.value, ast.Name) and _is_below(node, around.body):
        name, chain = node.value.id, f"{made_by(node.value.id, scope)}()"
        for call in (each for stmt in around.finalbody for each in nodes_in(stmt) if isinstance(each, ast.Call)):
            func = call.func
            if isinstance(func, ast.Attribute) and func.attr in ENDS and getattr(func.value, "id", "") == name:
                is_sure = func.attr not in CLOSES or chain in ENDING or chain in CONNECTED
                return (name, chain, call) if is_sure else None
    return None


def _text(name: str, chain: str, place: ast.expr) -> str:
    """What ends it: the context, or `server.stop` in a `finally`."""
    func = place.func if isinstance(place, ast.Call) else None
    is_method = isinstance(func, ast.Attribute) and getattr(func.value, "id", "") == name
    return f"{name}.{func.attr}" if is_method and isinstance(func, ast.Attribute) else chain.removesuffix("()")


def is_used(fixture: Function, tree: ast.Module, is_telling: bool) -> bool:
    """Is more asked of it than it answers when it has ended? Who asks in another file is not known."""
    words = [word for each in fixture.decorator_list for word in getattr(each, "keywords", ()) if word.arg == "name"]
    names = {fixture.name, *(word.value.value for word in words if isinstance(word.value, ast.Constant))}
    asked = set()
    for _, function in functions_in(tree.body):
        if function is not fixture and names & {each.arg for each in function.args.args}:
            nodes = list(nodes_in(function))
            attributes = {each.value: each.attr for each in nodes if isinstance(each, ast.Attribute)}
            asked |= {attributes.get(each, "") for each in nodes if isinstance(each, ast.Name) and each.id in names}
    return bool(asked - ANSWERED) if asked or is_telling else True


def hands_out(name: str, value: ast.expr, chain: str, scope: Scope) -> bool:
    """Is it the value, or of a folder a path in it?"""
    if isinstance(value, ast.BinOp) and chain in FOLDERS:
        return isinstance(value.op, ast.Div) and hands_out(name, value.left, chain, scope)
    if isinstance(value, ast.Call) and chain in FOLDERS:
        is_path = scope.reader.chain(value) in PATHS
        return is_path and bool(value.args) and hands_out(name, value.args[0], chain, scope)
    return isinstance(value, ast.Name) and value.id == name


def is_kept(name: str, context: ast.expr, body: list[ast.stmt]) -> bool:
    """Is something left of it? `delete=False`: the file stays. One that the block itself has written is not for
    reading or writing any more: its name, or what it holds, may be what counts."""
    if not isinstance(context, ast.Call):
        return False
    if any(each.arg == "delete" for each in context.keywords):
        return True
    modes = [*context.args[1:2], *(each.value for each in context.keywords if each.arg == "mode")]
    mentions = [each for stmt in body for each in nodes_in(stmt) if isinstance(each, ast.Name) and each.id == name]
    return len(mentions) > 1 and any(set(str(getattr(each, "value", ""))) & set("wax") for each in modes)


def _is_below(node: ast.AST, body: list[ast.stmt]) -> bool:
    return any(each is node for stmt in body for each in nodes_in(stmt))
