"""Calls of `pytest.main` in scripts of Python, whose value nobody asks for."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import statements
from doctor.model.places import Place

CALLED = "pytest.main"


def dropped_in(tree: ast.Module, reader: Reader) -> Iterator[Place]:
    """The calls whose value is dropped, in what the file does when it is run."""
    functions = {each.name: each for each in tree.body if isinstance(each, ast.FunctionDef)}
    for call in calls_in(run_by(tree.body)):
        name = reader.chain(call.func)
        if name == CALLED:
            yield reader.place(call)
        elif name in functions and not functions[name].decorator_list:
            inner = functions[name].body
            own = statements(inner, into_definitions=False)
            returned = [stmt.value for stmt, _ in own if isinstance(stmt, ast.Return)]
            ends = [each for each in returned if isinstance(each, ast.Call)] + list(calls_in(run_by(inner)))
            yield from (reader.place(each) for each in ends if reader.chain(each.func) == CALLED)


def run_by(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements that are run, those of `if __name__ == "__main__"` among them, too."""
    for stmt in body:
        yield stmt
        if isinstance(stmt, ast.If) and "__name__" in ast.unparse(stmt.test):
            yield from stmt.body


def calls_in(body: Iterable[ast.stmt]) -> Iterator[ast.Call]:
    """The calls that are statements of their own."""
    return (stmt.value for stmt in body if isinstance(stmt, ast.Expr) and isinstance(stmt.value, ast.Call))
