"""The fact `disabled_loggers`: tests that look in caplog for a logger which migrations of Alembic have disabled.

`fileConfig` in the env.py that Alembic writes disables all loggers that are there and that alembic.ini does not name.
Followed are fixtures that run migrations, or call a function of the project that does, with a file as their
configuration; and functions that a test imports from a module of the project and that log by a logger of that module.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

from doctor.facts.contents import read_python, reading, tree_of
from doctor.facts.mute_loggers import WANTED, Home, called_in, is_below, plain_functions, text_of
from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import nodes_in
from doctor.model.disabled_loggers import DisabledLogger, DisabledLoggers, Migrating
from doctor.model.environment import Modules, Tree
from doctor.model.invocation import Invocation
from doctor.model.places import Place
from doctor.model.sources import SourceFile, Sources

COMMANDS = tuple(f"alembic.command.{name}" for name in ("upgrade", "downgrade", "stamp", "check"))
WITH_FILE = re.compile(rb"\bConfig\(\s*[^)\s]")
OTHERWISE = (b".attributes[", b"configure_logger")
CARED_FOR = (b"disabled", b"disable_existing_loggers", b"caplog.handler", b"addHandler")
IF_FILE = re.compile(r"(?:context\.)?config\.config_file_name(?: is not None)?")
QUALNAME = re.compile(r"(?m)^\s*qualname\s*[=:]\s*(\S+)")
Read = Callable[[str], bytes]


def disabled_loggers(invocation: Invocation, sources: Sources, modules: Modules, tree: Tree) -> DisabledLoggers:
    environments = [path for path in tree.named("env.py") if tree.has(beside(path, "script.py.mako"))]
    collected = sources.collected if environments else ()
    files = [file for file in collected if any("caplog" in test.requests for test in file.tests)]
    if not files:
        return DisabledLoggers()
    read = reading(invocation)
    places = [disabling(read(path), path) for path in environments]
    texts = [read(file.path) for file in (*files, *sources.reaching_others)]
    if None in places or any(word in text for text in texts for word in CARED_FOR):
        return DisabledLoggers()
    migrating = tuple(found for file in sources for found in migrations(file, modules, read))
    settings = [read(path).decode("utf-8", "replace") for path in tree.named("alembic.ini")]
    if not migrating or not any("[loggers]" in text for text in settings):
        return DisabledLoggers()
    named = {name for text in settings for name in QUALNAME.findall(text)}
    found = tuple(each for file in files for each in lost(file, named, modules, read))
    return DisabledLoggers(places[0], migrating, found)


def beside(path: str, name: str) -> str:
    return f"{path.rpartition('/')[0]}/{name}".lstrip("/")


def disabling(data: bytes, file: str) -> Place | None:
    """Where an env.py disables all other loggers, unless a condition of its own decides."""
    tree, reader = read_python(data, file)
    plain = list(tree.body)
    plain += [each for stmt in tree.body if isinstance(stmt, ast.If) and is_if_file(stmt) for each in stmt.body]
    for stmt in plain if b"disabled" not in data else ():
        call = stmt.value if isinstance(stmt, ast.Expr) else None
        if isinstance(call, ast.Call) and reader.dotted(call.func) == "logging.config.fileConfig":
            given = [each.arg for each in call.keywords]
            return None if {"disable_existing_loggers", None} & {*given} or len(call.args) > 2 else reader.place(call)
    return None


def is_if_file(stmt: ast.If) -> bool:
    return bool(IF_FILE.fullmatch(ast.unparse(stmt.test)))


def migrations(file: SourceFile, modules: Modules, read: Read) -> Iterator[Migrating]:
    """The fixtures of a file that run migrations, by a function of another module at most."""
    fixtures = {fixture.function for fixture in file.fixtures}
    for call in file.calls:
        if call.within in fixtures and (call.name in COMMANDS or "." in call.name):
            module, _, name = call.name.rpartition(".")
            found = None if call.name in COMMANDS else modules.find(module, file.path)
            if found is None and call.name in COMMANDS:
                is_run = takes_file(read(file.path))
            else:
                is_own = bool(found and found.origin in ("project", "cwd") and found.file.endswith(".py"))
                is_run = is_own and found is not None and runs(read(found.file), found.file, name)
            if is_run:
                yield Migrating(file.path, call.within, call.place)
                return


def takes_file(data: bytes) -> bool:
    return bool(WITH_FILE.search(data)) and not any(word in data for word in OTHERWISE)


def runs(data: bytes, file: str, function: str) -> bool:
    """Does the function of a module run migrations?"""
    if b"alembic" not in data or not takes_file(data):
        return False
    tree, reader = read_python(data, file)
    node = next((each for each in tree.body if isinstance(each, ast.FunctionDef) and each.name == function), None)
    return node is not None and any(is_command(each, reader) for each in nodes_in(node))


def is_command(node: ast.AST, reader: Reader) -> bool:
    return isinstance(node, ast.Call) and reader.dotted(node.func) in COMMANDS


def lost(file: SourceFile, named: set[str], modules: Modules, read: Read) -> Iterator[DisabledLogger]:
    """The tests of a file that look for what is not logged any more."""
    data = read(file.path)
    functions = plain_functions(tree_of(data, file.path))
    lines = data.decode("utf-8", "replace").split("\n")
    for test in file.tests:
        node = functions.get(test.function) if "caplog" in test.requests and not test.file else None
        if node is None or not WANTED.search(text_of(node, lines)):
            continue
        imports = {each.alias: each for each in file.imports if each.name and not each.guarded}
        for called in called_in(node, imports):
            found = modules.find(imports[called].module, file.path)
            if found and found.origin in ("project", "cwd") and found.file:
                home = Home(found, read(found.file))
                muted = [each for each in home.named() if not any(is_below(each[0], name) for name in named)]
                if hit := home.lost(imports[called].name, muted):
                    yield DisabledLogger(hit[0][0], file.path, test.function, called, hit[1])
