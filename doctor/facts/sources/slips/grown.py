"""What a test changes of a list, dictionary or set that a fixture gives it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.sources.scopes import FUNCTIONS, Function, Grove, given_to_tests
from doctor.facts.sources.slips.given import GROWING
from doctor.knowledge.syntax import nodes_in
from doctor.model.slips import Slip

METHODS = GROWING | {"add", "discard", "update", "setdefault"}
CALLED = re.compile(rb"\.(?:%b)\(" % "|".join(sorted(METHODS)).encode())


def grown_lines(data: bytes) -> list[int]:
    """Where such a method of a parameter is called. What begins with a dot is found faster than any word."""
    names = given_to_tests(data) - {b"self"}
    found, line, last = [], 1, 0
    for hit in CALLED.finditer(data) if names else ():
        start = data.rfind(b" ", 0, hit.start()) + 1
        if data[start : hit.start()].rpartition(b"(")[2].strip() in names:
            line, last = line + data.count(b"\n", last, start), start
            found.append(line)
    return found


def grown_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """The one change that a test makes to a parameter: what it changes twice it may put back."""
    functions: list[Function] = [*grove.all(ast.FunctionDef), *grove.all(ast.AsyncFunctionDef)]
    for function in functions:
        if not function.name.startswith("test"):
            continue
        found: dict[str, list[ast.Call]] = {}
        for stmt in function.body:
            for node in nodes_in(stmt):
                if name := _grows(node):
                    found.setdefault(name, []).append(node)  # type: ignore[arg-type]
        names = {each.arg for each in (*function.args.args, *function.args.kwonlyargs)} - {"self"}
        for name, calls in found.items():
            if name in names and len(calls) == 1 and not _is_other(name, function):
                scope = grove.scopes[calls[0]]
                text = calls[0].func.attr  # type: ignore[attr-defined]
                yield Slip("grown", scope.reader.place(calls[0]), scope.within, name, text)


def _grows(node: ast.AST) -> str:
    func = node.func if isinstance(node, ast.Call) else None
    is_change = isinstance(func, ast.Attribute) and func.attr in METHODS and isinstance(func.value, ast.Name)
    return func.value.id if is_change else ""  # type: ignore[union-attr]


def _is_other(name: str, function: Function) -> bool:
    """Is the name given something else, or an item of it, or is it one of a function within?"""
    for stmt in function.body:
        for node in nodes_in(stmt):
            if isinstance(node, (*FUNCTIONS, ast.Lambda)) and any(each.arg == name for each in node.args.args):
                return True
            of = node.value if isinstance(node, ast.Subscript) else node
            is_it = isinstance(of, ast.Name) and of.id == name
            if is_it and isinstance(node, (ast.Name, ast.Subscript)) and not isinstance(node.ctx, ast.Load):
                return True
    return False
