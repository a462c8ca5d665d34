"""What conftest files do once in each worker of pytest-xdist, and once more beside them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.sources.scopes import FUNCTIONS, Grove, Scope, lines_of
from doctor.knowledge.syntax import first_name, nodes_in
from doctor.model.slips import Slip

AWARE = re.compile(rb"(?i)worker|xdist")
FOLDERS = re.compile(rb"\bmk(?:dir|dirs)\(|\bmakedirs\(")
SUMMARY = re.compile(rb"(?m)^def pytest_terminal_summary\(")
STARTING = ("pytest_configure", "pytest_sessionstart")
# What takes the folder away, asks for it, or makes it lie elsewhere in each process
BEFORE = ("rmtree", "rmdir", "unlink", "remove", "exists", "is_dir", "isdir", "chdir")
OF_WORKERS = frozenset(
    f"pytest_{each}"
    for each in (
        *("runtest_makereport", "runtest_setup", "runtest_call", "runtest_teardown", "runtest_protocol"),
        *("pyfunc_call", "fixture_setup", "fixture_post_finalizer"),
    )
)
MAKING = ("list", "dict", "set", "collections.defaultdict", "collections.Counter", "collections.OrderedDict")
ADDING = ("append", "extend", "add", "update", "insert", "setdefault")


def folder_lines(data: bytes) -> list[int]:
    is_hook = b"def pytest_configure(" in data or b"def pytest_sessionstart(" in data
    return lines_of(FOLDERS, data) if is_hook and not AWARE.search(data) else []


def folders_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """`os.mkdir("scratch")` in pytest_configure, in any case; the name is the folder."""
    for function in tree.body:
        if not isinstance(function, ast.FunctionDef) or function.name not in STARTING:
            continue
        for stmt in function.body:
            call = stmt.value if isinstance(stmt, ast.Expr) else None
            called = {getattr(each, "attr", getattr(each, "id", "")) for each in nodes_in(stmt)}
            if any(isinstance(each, (ast.Return, ast.Raise)) for each in nodes_in(stmt)) or called & {*BEFORE}:
                break
            scope = grove.scopes.get(stmt)
            if isinstance(call, ast.Call) and scope is not None and (folder := _made(call, scope, tree)):
                yield Slip("made folder", scope.reader.place(call), function.name, folder)


def _made(call: ast.Call, scope: Scope, tree: ast.Module) -> str:
    """The folder that must not be there yet, "" where that cannot be told."""
    given = {each.arg for each in call.keywords}
    if given & {"exist_ok", None} or not isinstance(call.func, (ast.Attribute, ast.Name)):
        return ""
    if scope.reader.dotted(call.func) in ("os.mkdir", "os.makedirs") and 0 < len(call.args) < 3:
        return _path(call.args[0], scope, tree)
    is_path = isinstance(call.func, ast.Attribute) and call.func.attr == "mkdir" and len(call.args) < 3
    return _path(call.func.value, scope, tree) if is_path and isinstance(call.func, ast.Attribute) else ""


def _path(node: ast.expr, scope: Scope, tree: ast.Module) -> str:
    """A path that is written, or held by a name at the top of the file."""
    if isinstance(node, ast.Name):
        held = [each.value for each in tree.body if isinstance(each, ast.Assign) for name in each.targets
                if getattr(name, "id", "") == node.id]  # fmt: skip
        return _path(held[0], scope, tree) if len(held) == 1 and not isinstance(held[0], ast.Name) else ""
    if isinstance(node, ast.Call) and scope.reader.dotted(node.func) == "pathlib.Path" and len(node.args) == 1:
        node = node.args[0]
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def summary_lines(data: bytes) -> list[int]:
    return [] if AWARE.search(data) else lines_of(SUMMARY, data)


def results_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """A list of the module that fixtures, or hooks around each test, fill, and the summary at the end reads."""
    reader = grove.module.reader
    functions = [each for each in tree.body if isinstance(each, FUNCTIONS)]
    summary = next((each for each in functions if each.name == "pytest_terminal_summary"), None)
    held = (each for each in tree.body if isinstance(each, (ast.Assign, ast.AnnAssign)))
    for stmt in held if summary is not None else ():
        target = stmt.targets[0] if isinstance(stmt, ast.Assign) else stmt.target
        name = getattr(target, "id", "")
        is_made = isinstance(stmt.value, (ast.List, ast.Dict, ast.Set)) or (
            isinstance(stmt.value, ast.Call) and reader.dotted(stmt.value.func) in MAKING
        )
        filled = [(each, found) for each in tree.body for found in _filled(each, name)] if is_made and name else []
        reads = (
            [each for each in nodes_in(summary) if isinstance(each, ast.Name) and each.id == name] if summary else []
        )
        if filled and reads and all(_in_worker(each) for each, _ in filled):
            yield Slip("filled", reader.place(filled[0][1]), "", name, others=(reader.place(reads[0]),))


def _filled(stmt: ast.stmt, name: str) -> list[ast.expr | ast.stmt]:
    """Where something comes into it."""
    found: list[ast.expr | ast.stmt] = []
    for each in nodes_in(stmt):
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute) and each.func.attr in ADDING:
            found += [each] if first_name(each.func.value) == name else []
        elif isinstance(each, (ast.Assign, ast.AugAssign)):
            targets = each.targets if isinstance(each, ast.Assign) else [each.target]
            held = [
                target for target in targets if isinstance(target, ast.Subscript) or isinstance(each, ast.AugAssign)
            ]
            found += [each] if any(first_name(target) == name for target in held) else []
    return found


def _in_worker(stmt: ast.stmt) -> bool:
    """Is it a fixture, or a hook that is called beside the test alone?"""
    if not isinstance(stmt, FUNCTIONS):
        return False
    texts = [ast.unparse(each).partition("(")[0] for each in stmt.decorator_list]
    return stmt.name in OF_WORKERS or any(text.rpartition(".")[2] == "fixture" for text in texts)
