"""The fact `bindings`: imports and assignments in the bodies of modules and classes, read when a rule asks for them."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from doctor.facts.contents import read_python, reading
from doctor.knowledge.expressions import Reader
from doctor.model.bindings import Binding
from doctor.model.invocation import Invocation


def bindings(invocation: Invocation) -> ReadBindings:
    return ReadBindings(invocation)


class ReadBindings:
    """`Bindings` of the project's own files."""

    def __init__(self, invocation: Invocation) -> None:
        self._read = reading(invocation)

    def of(self, path: str) -> tuple[Binding, ...]:
        tree, reader = read_python(self._read(path), path)
        return tuple(bound(tree.body, "", reader))


def bound(body: list[ast.stmt], scope: str, reader: Reader) -> Iterator[Binding]:
    for stmt in body:
        if isinstance(stmt, ast.ClassDef):
            yield from bound(stmt.body, f"{scope}.{stmt.name}".lstrip("."), reader)
        elif isinstance(stmt, (ast.Import, ast.ImportFrom)):
            module = "." * getattr(stmt, "level", 0) + (getattr(stmt, "module", "") or "")
            for alias in stmt.names:
                name = alias.asname or (alias.name if module else alias.name.partition(".")[0])
                yield Binding(name, scope, reader.place(alias), module or alias.name)
        elif isinstance(stmt, (ast.Assign, ast.AnnAssign)) and stmt.value is not None:
            targets = stmt.targets if isinstance(stmt, ast.Assign) else [stmt.target]
            for target in (each for whole in targets for each in (getattr(whole, "elts", None) or [whole])):
                if isinstance(target, ast.Name):
                    yield Binding(target.id, scope, reader.place(target), is_off=is_off(stmt.value))


def is_off(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and (value.value is None or value.value is False)  # 0 == False
