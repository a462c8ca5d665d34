"""The fact `local_imports`: imports to which each call of a function comes. A file is read when a rule asks for it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.contents import has_text, read_python, reading
from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import bound, functions_in, nodes_in
from doctor.model.invocation import Invocation
from doctor.model.local_imports import LocalImport

MAKES = re.compile(rb"sys\.modules|meta_path|import_hook|invalidate_caches|builtins\.__import__")
MAY_END = (ast.Call, ast.Await, ast.Yield, ast.YieldFrom)  # a call may skip the test, or bring the module
PLAIN = (ast.Assign, ast.AnnAssign, ast.Expr, ast.Pass)


def local_imports(invocation: Invocation) -> ReadImports:
    return ReadImports(invocation)


class ReadImports:
    """`LocalImports` of the project's own files."""

    def __init__(self, invocation: Invocation) -> None:
        self._read = reading(invocation)
        self._known: dict[str, tuple[LocalImport, ...]] = {}

    def of(self, path: str) -> tuple[LocalImport, ...]:
        if path not in self._known:
            data = self._read(path)
            self._known[path] = () if MAKES.search(data) else tuple(of_functions(*read_python(data, path)))
        return self._known[path]

    def makes(self, path: str, name: str = "") -> bool:
        data = self._read(path)
        return (not name or has_text(data, name)) and MAKES.search(data) is not None


def of_functions(tree: ast.Module, reader: Reader) -> Iterator[LocalImport]:
    for within, function in functions_in(tree.body):
        for stmt in function.body:
            if isinstance(stmt, (ast.Import, ast.ImportFrom)):
                if not getattr(stmt, "level", 0):
                    for each in bound(stmt, ""):
                        yield LocalImport(each.module, each.name, within, reader.place(each.node))
            elif not isinstance(stmt, PLAIN) or any(isinstance(node, MAY_END) for node in nodes_in(stmt)):
                break
