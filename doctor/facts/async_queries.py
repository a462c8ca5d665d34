"""The fact `async_queries`: async functions of tests that ask Django's database as only sync code may.

Nothing is told where something of the project speaks of DJANGO_ALLOW_ASYNC_UNSAFE, which allows it, or where a file
puts something else in the place of a manager.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.contents import read_python, reading
from doctor.knowledge.syntax import nodes_in
from doctor.model.async_queries import AsyncQuery
from doctor.model.environment import Tree, Variables
from doctor.model.flows import Query
from doctor.model.invocation import Invocation
from doctor.model.sources import SourceFile, Sources

ALLOWED = "DJANGO_ALLOW_ASYNC_UNSAFE"
REPLACED = re.compile(rb"(?:patch|setattr)[^\n]*\bobjects\b")
FILES = (
    "settings.py",
    "manage.py",
    "pytest.ini",
    "pyproject.toml",
    "setup.cfg",
    "tox.ini",
    "base.py",
    "test.py",
    ".env",
)


def async_queries(invocation: Invocation, sources: Sources, tree: Tree, variables: Variables) -> tuple[AsyncQuery, ...]:
    files = [file for file in (*sources.collected, *sources.reaching_others) if any(of_async(file))]
    if not files or variables.get(ALLOWED) is not None:
        return ()
    read = reading(invocation)
    paths = [*(path for name in FILES for path in tree.named(name)), *(each.path for each in sources.reaching_others)]
    if any(ALLOWED.encode() in read(path) for path in {*paths, *(file.path for file in files)}):
        return ()
    return tuple(found for file in files for found in of_file(file, read(file.path)))


def of_async(file: SourceFile) -> Iterator[Query]:
    for query in file.flows.queries:
        function = file.function(query.within)
        if function is not None and function.is_async:
            yield query


def of_file(file: SourceFile, data: bytes) -> Iterator[AsyncQuery]:
    if REPLACED.search(data):
        return
    tree, reader = read_python(data, file.path)
    left_out = {each.value for each in nodes_in(tree) if isinstance(each, ast.Await)} | set(conditional(tree))
    calls = {reader.place(each): each for each in nodes_in(tree) if isinstance(each, ast.Call) and each not in left_out}
    for query in of_async(file):
        call = calls.get(query.place)
        if call is not None and isinstance(call.func, ast.Attribute):
            yield AsyncQuery(file.path, query.within, query.model, call.func.attr, query.place)


def conditional(tree: ast.Module) -> Iterator[ast.AST]:
    """What may not be run when its function is."""
    for each in nodes_in(tree):
        if isinstance(each, (ast.If, ast.While)):
            yield from (node for stmt in (*each.body, *each.orelse) for node in nodes_in(stmt))
        elif isinstance(each, (ast.IfExp, ast.BoolOp, ast.Match, ast.ExceptHandler)):
            yield from nodes_in(each)
