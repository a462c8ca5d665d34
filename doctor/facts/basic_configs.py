"""The fact `basic_configs`: tests that ask for what `logging.basicConfig` is to have done.

It does nothing where the root logger has handlers, as it has while a test runs: those of pytest. Followed are functions
that a test imports and whose body calls it under no condition.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

from doctor.facts.contents import read_python, reading
from doctor.facts.mute_loggers import plain_functions
from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import nodes_in
from doctor.model.basic_configs import BasicConfig
from doctor.model.environment import Modules
from doctor.model.invocation import Invocation
from doctor.model.sources import SourceFile, Sources

CALL = "logging.basicConfig"
# Whoever deals with handlers or levels may make room for it
CARED_FOR = re.compile(
    rb"removeHandler|\.handlers\b|force\s*=|setLevel|set_level|at_level|FileHandler|logging\.shutdown"
)
STAND_INS = re.compile(r"\bpatch|setattr|subprocess|reload|write_text|write_bytes|\.touch\(|[\"']w[\"']|xfail|raises")
LEVEL = ("logging.getLogger().level", "logging.root.level", "logging.getLogger().getEffectiveLevel()")
OTHERS = ("logging.DEBUG", "logging.INFO", "logging.ERROR", "logging.CRITICAL")  # than that of a root logger untouched
ASKS = ("exists", "is_file")
READS = (*ASKS, "read_text", "read_bytes", "stat")

Read = Callable[[str], bytes]


def basic_configs(invocation: Invocation, sources: Sources, modules: Modules) -> tuple[BasicConfig, ...]:
    read = reading(invocation)
    files = [file for file in sources.collected if any("log" in each.dotted.lower() for each in file.imports)]
    if not files or any(CARED_FOR.search(read(file.path)) for file in sources.reaching_others):
        return ()
    return tuple(found for file in files for found in of_file(file, read(file.path), modules, read))


def of_file(file: SourceFile, data: bytes, modules: Modules, read: Read) -> Iterator[BasicConfig]:
    if CARED_FOR.search(data):
        return
    helpers = dict(configuring(file, modules, read))
    if not helpers and b"basicConfig(" not in data:
        return
    tree, reader = read_python(data, file.path)
    functions = plain_functions(tree)
    for test in file.tests:
        node = functions.get(test.function) if not test.file else None
        if node is None or STAND_INS.search(ast.unparse(node)):
            continue
        for call in (each for stmt in node.body for each in nodes_in(stmt) if isinstance(each, ast.Call)):
            name = getattr(call.func, "id", "")
            settings = settings_of(call, reader, helpers.get(name))
            for how, asked in asked_for(settings, node, call, reader):
                called = name if reader.dotted(call.func) != CALL else ""
                yield BasicConfig(how, reader.place(call), file.path, test.function, reader.place(asked), called)


def configuring(
    file: SourceFile, modules: Modules, read: Read
) -> Iterator[tuple[str, tuple[ast.FunctionDef, ast.Call]]]:
    """The imported functions that call it, by the name that they have in the file."""
    for each in file.imports:
        is_asked = bool(each.name) and not each.guarded and "log" in each.dotted.lower()
        found = modules.find(each.module, file.path) if is_asked else None
        if not found or found.origin not in ("project", "cwd") or not found.file:
            continue
        data = read(found.file)
        if data.count(b"basicConfig(") == 1 and not CARED_FOR.search(data):
            tree, reader = read_python(data, found.file)
            nodes = [node for node in tree.body if getattr(node, "name", "") == each.name]
            node = nodes[0] if len(nodes) == 1 else None
            if isinstance(node, ast.FunctionDef) and not node.decorator_list:
                calls = [stmt.value for stmt in node.body if isinstance(stmt, ast.Expr)]
                plain = (call for call in calls if isinstance(call, ast.Call) and reader.dotted(call.func) == CALL)
                yield from ((each.alias, (node, call)) for call in plain)


def settings_of(call: ast.Call, reader: Reader, helper: tuple[ast.FunctionDef, ast.Call] | None) -> dict[str, ast.expr]:
    """What it is given, in words of the test: a function's parameter stands for what the test hands over."""
    if reader.dotted(call.func) == CALL:
        return {each.arg: each.value for each in call.keywords if each.arg}
    if helper is None or any(isinstance(each, ast.Starred) for each in call.args):
        return {}
    node, inner = helper
    names = [each.arg for each in (*node.args.posonlyargs, *node.args.args)]
    given = dict(zip(names, call.args, strict=False)) | {each.arg: each.value for each in call.keywords if each.arg}
    own = {each.arg: each.value for each in inner.keywords if each.arg}
    values = {name: given.get(getattr(plain(value), "id", ""), value) for name, value in own.items() if name == "level"}
    path = plain(own["filename"]) if "filename" in own else None
    if isinstance(path, ast.Name) and path.id in given:
        values["filename"] = given[path.id]
    return values


def plain(node: ast.expr) -> ast.expr:
    """The path in `str(path)`."""
    is_text = isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("str", "Path") and len(node.args) == 1
    return plain(node.args[0]) if is_text and isinstance(node, ast.Call) else node


def asked_for(
    settings: dict[str, ast.expr], test: ast.FunctionDef, call: ast.Call, reader: Reader
) -> Iterator[tuple[str, ast.expr]]:
    """What the test asks for behind the call, once."""
    path = ast.unparse(plain(settings["filename"])) if "filename" in settings else ""
    later = [stmt for stmt in test.body if stmt.lineno > call.lineno]
    for stmt in later:
        for node in nodes_in(stmt):
            if path and isinstance(node, ast.Call) and reads(node, path):
                is_asking = getattr(node.func, "attr", "") in ASKS
                if not is_asking or (isinstance(stmt, ast.Assert) and not is_denied(stmt)):
                    yield "file", node
                return
            if "level" in settings and isinstance(stmt, ast.Assert) and is_level(node, reader):
                assert isinstance(node, ast.expr)
                yield "level", node
                return


def is_denied(stmt: ast.stmt) -> bool:
    return any(isinstance(node, ast.Not) or isinstance(getattr(node, "op", None), ast.Not) for node in nodes_in(stmt))


def reads(call: ast.Call, path: str) -> bool:
    """`path.read_text()`, `open(path)`"""
    func = call.func
    if isinstance(func, ast.Attribute):
        return func.attr in READS and ast.unparse(plain(func.value)) == path
    is_open = isinstance(func, ast.Name) and func.id == "open" and bool(call.args)
    return is_open and ast.unparse(plain(call.args[0])) == path


def is_level(node: ast.AST, reader: Reader) -> bool:
    """`logging.getLogger().level == logging.DEBUG`"""
    if not isinstance(node, ast.Compare) or len(node.ops) != 1 or not isinstance(node.ops[0], ast.Eq):
        return False
    left, right = node.left, node.comparators[0]
    if reader.chain(left) not in LEVEL:
        left, right = right, left
    roots = [each for each in nodes_in(left) if isinstance(each, ast.Call) and each.args]
    return reader.chain(left) in LEVEL and not roots and reader.dotted(right) in OTHERS
