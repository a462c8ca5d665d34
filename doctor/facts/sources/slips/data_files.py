"""Files beside a test that it reads, by a path that stands in the file."""

from __future__ import annotations

import ast
import posixpath
import re
from collections.abc import Iterator

from doctor.facts.sources.scopes import Grove, Scope, held_once, lines_of
from doctor.facts.sources.slips.failing import may_not_run
from doctor.knowledge.syntax import nodes_in
from doctor.model.slips import Slip

READS = re.compile(rb"(?m)^[^\n#]*(?:\bopen\(|\.read_text\(|\.read_bytes\(|\.read_csv\(|\.read_json\()")
MAKES = re.compile(  # whoever makes files, asks whether they are there, or puts something in the place of reading
    rb"exists\(|is_file|isfile|skip|FileNotFound|OSError|IOError|download|retrieve|extract|mkdir|makedirs|copy|shutil"
    rb"|subprocess|write|dump\(|[\"'][wax]b?\+?t?[\"']|mock|patch|pyfakefs|\bfs\b|chdir|generate|savetxt|\.save\(|to_csv"
    rb"|\.touch\(|symlink|rename|xfail|raises\((?:\w*Error|Exception)"
)
FAKED = re.compile(rb"def test\w*\([^)]*\bfs\b")
ADDS = re.compile(  # whoever puts real files into the fake system, or leaves it
    rb"add_real|add_package|[Pp]ause|create_symlink|copy|skip_names|raises|FileNotFound|OSError|exists"
    rb"|is_file|isfile|def fs\(|usefixtures|autouse|add_mount|open_real|real_open|\.fake\b|use_known_patches"
)
HARMLESS = frozenset({"self", "fs", "monkeypatch", "capsys", "caplog"})
READERS = frozenset({"open", "io.open", "pandas.read_csv", "pandas.read_json"})
METHODS = frozenset({"open", "read_text", "read_bytes"})
READING = frozenset({"r", "rb", "rt", "br"})
FILE = "__file__"


def read_lines(data: bytes) -> list[int]:
    is_named = b"__file__" in data and not MAKES.search(data)
    return lines_of(READS, data) if is_named else []


def read_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """The name is the path, as seen from the folder of the file; the text "import" where it is read on import."""
    constants = held_once(tree)
    texts = [each.value for each in nodes_in(tree) if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    for call in grove.all(ast.Call):
        scope = grove.scopes[call]
        given = _given(call, scope)
        found = _path(given, scope, constants) if given is not None else None
        if not found or may_not_run(call, grove) or any(isinstance(each, ast.ClassDef) for each in grove.above(call)):
            continue
        name = posixpath.normpath(found)
        if sum(posixpath.basename(name) in text for text in texts) == 1 and not name.startswith("../.."):
            yield Slip("data read", scope.reader.place(call), scope.within, name, "" if scope.node else "import")


def faked_lines(data: bytes) -> list[int]:
    is_told = FAKED.search(data) and not ADDS.search(data)
    return lines_of(READS, data) if is_told else []


def faked_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """The same in a test that has the file system of pyfakefs, which is empty."""
    constants = held_once(tree)
    for call in grove.all(ast.Call):
        scope = grove.scopes[call]
        params = {each.arg for each in scope.node.args.args} if scope.node is not None else set()
        given = _given(call, scope) if "fs" in params and params <= HARMLESS else None
        found = _path(given, scope, constants) if given is not None else None
        is_alone = not any(isinstance(each, ast.With) for each in _around(call, grove))
        if found and is_alone and not may_not_run(call, grove) and not _is_made(call, scope, constants):
            yield Slip("faked read", scope.reader.place(call), scope.within, posixpath.normpath(found))


def _is_made(call: ast.Call, scope: Scope, constants: dict[str, ast.expr]) -> bool:
    """May the test put something there before: does it speak of a place beside its file, or hand `fs` on?"""
    assert scope.node is not None
    before = [
        each
        for stmt in scope.node.body
        for each in nodes_in(stmt)
        if isinstance(each, ast.Name) and (each.lineno, each.col_offset) < (call.lineno, call.col_offset)
    ]
    used = {each.value for stmt in scope.node.body for each in nodes_in(stmt) if isinstance(each, ast.Attribute)}
    return any(each not in used if each.id == "fs" else _path(each, scope, constants) is not None for each in before)


def _around(call: ast.Call, grove: Grove) -> list[ast.AST]:
    """What is around it, without the `with` of which it is the very thing: `with open(…) as file`."""
    return [each for each in grove.above(call) if not _opens(each, call)]


def _opens(stmt: ast.AST, call: ast.Call) -> bool:
    return isinstance(stmt, ast.With) and any(item.context_expr is call for item in stmt.items)


def _given(call: ast.Call, scope: Scope) -> ast.expr | None:
    """The path that a call reads from."""
    chain, func = scope.reader.chain(call.func), call.func
    is_function = chain in READERS and (chain != "open" or scope.kind_of("open") == "module")
    is_method = not is_function and isinstance(func, ast.Attribute) and func.attr in METHODS
    if not (is_function and call.args) and not is_method:
        return None
    modes = [*call.args[is_function : 1 + is_function], *(each.value for each in call.keywords if each.arg == "mode")]
    is_open = getattr(func, "attr", getattr(func, "id", "")) == "open"
    if is_open and any(not isinstance(each, ast.Constant) or each.value not in READING for each in modes):
        return None
    return call.args[0] if is_function else func.value if isinstance(func, ast.Attribute) else None


def _path(node: ast.expr, scope: Scope, constants: dict[str, ast.expr], depth: int = 8) -> str | None:
    """`Path(__file__).parent / "data" / "a.csv"` is "data/a.csv", `os.path.dirname(__file__)` is "."; None for what is
    not told by the file alone."""
    if depth <= 0:
        return None
    if isinstance(node, ast.Name):
        if node.id == FILE:
            return FILE
        is_known = scope.kind_of(node.id) == "module" and node.id in constants
        return _path(constants[node.id], scope, constants, depth - 1) if is_known else None
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        return _joined(_path(node.left, scope, constants, depth - 1), [node.right])
    if isinstance(node, ast.Attribute) and node.attr == "parent":
        return _above(_path(node.value, scope, constants, depth - 1))
    if isinstance(node, ast.Call):
        return _called(node, scope, constants, depth - 1)
    return None


def _called(node: ast.Call, scope: Scope, constants: dict[str, ast.expr], depth: int) -> str | None:
    chain = scope.reader.chain(node.func)
    first = _path(node.args[0], scope, constants, depth) if node.args else None
    if chain in ("pathlib.Path", "str", "os.fspath", "os.path.abspath", "os.path.realpath", "os.path.normpath"):
        return first if len(node.args) == 1 else _joined(first, node.args[1:]) if chain == "pathlib.Path" else None
    if chain == "os.path.dirname":
        return _above(first)
    if chain == "os.path.join":
        return _joined(first, node.args[1:])
    if isinstance(node.func, ast.Attribute) and node.func.attr in ("resolve", "absolute", "joinpath", "with_name"):
        base = _path(node.func.value, scope, constants, depth)
        base = _above(base) if node.func.attr == "with_name" else base
        return _joined(base, node.args) if node.args else base
    return None


def _above(path: str | None) -> str | None:
    return "." if path == FILE else None if path is None else f"{path}/.."


def _joined(path: str | None, parts: list[ast.expr]) -> str | None:
    texts = [each.value if isinstance(each, ast.Constant) and isinstance(each.value, str) else "" for each in parts]
    is_told = path is not None and path != FILE and all(texts) and not any(text.startswith("/") for text in texts)
    return "/".join([str(path), *texts]) if is_told else None
