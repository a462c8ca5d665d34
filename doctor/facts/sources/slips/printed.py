"""Tests that read what was printed, and do not get it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple, TypeGuard

from doctor.facts.sources.scopes import Function, Grove
from doctor.knowledge.syntax import nodes_in
from doctor.model.slips import Slip

READS = re.compile(rb"\bcap\w+\.readouterr\(\)[^\n]*\n(?:[^\n]*\n){0,2}?[^\n]*\bcap\w+\.readouterr\(\)")
QUIET = frozenset({"len", "str", "repr", "sorted", "list", "set", "int", "float", "bool", "any", "all", "isinstance"})


class Read(NamedTuple):
    """`capsys.readouterr().out`: the statement, the fixture, the stream, the expression, and the name that is given
    to it."""

    stmt: ast.stmt
    of: str
    stream: str
    node: ast.expr
    name: str


def reads_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """`assert capsys.readouterr().out == "done"`, and `assert not capsys.readouterr().err` in the next statement."""
    functions: list[Function] = [*grove.all(ast.FunctionDef), *grove.all(ast.AsyncFunctionDef)]
    for function in functions:
        for block in _blocks(function):
            for run in _runs(block):
                yield _read_twice(run, function, grove)


def _runs(block: list[ast.stmt]) -> Iterator[list[Read]]:
    """Statements one behind the other that read, where nothing can be printed in between."""
    run: list[Read] = []
    for stmt in block:
        read, calls = _read(stmt), list(_calls(stmt))
        if run and read and not calls and _is_empty(read, run[0]):
            run.append(read)
            continue
        if len(run) > 1:
            yield run
        is_last = read and all(
            (call.lineno, call.col_offset) < (read.node.lineno, read.node.col_offset) for call in calls
        )
        run = [read] if read and is_last else []
    if len(run) > 1:
        yield run


def _blocks(function: Function) -> Iterator[list[ast.stmt]]:
    """Its own statements, and those of its `with` blocks."""
    yield function.body
    for stmt in function.body:
        if isinstance(stmt, (ast.With, ast.AsyncWith)):
            yield stmt.body


def _read(stmt: ast.stmt) -> Read | None:
    """The one place where the statement reads what was printed."""
    if not isinstance(stmt, (ast.Assign, ast.Assert)):
        return None
    calls = [node for node in nodes_in(stmt) if _is_read(node)]
    call = calls[0] if len(calls) == 1 else None
    if call is None or any(isinstance(node, (ast.Lambda, ast.IfExp)) for node in nodes_in(stmt)):
        return None
    of = ast.unparse(call.func.value)  # type: ignore[attr-defined]
    target = stmt.targets[0] if isinstance(stmt, ast.Assign) and len(stmt.targets) == 1 else None
    for node in nodes_in(stmt):
        if isinstance(node, ast.Attribute) and node.value is call and node.attr in ("out", "err"):
            is_whole = isinstance(stmt, ast.Assign) and stmt.value is node and isinstance(target, ast.Name)
            return Read(stmt, of, node.attr, node, target.id if is_whole and isinstance(target, ast.Name) else "")
    if isinstance(target, ast.Tuple) and isinstance(stmt, ast.Assign) and stmt.value is call and len(target.elts) == 2:
        names = [getattr(each, "id", "_") for each in target.elts]
        if names.count("_") == 1:
            return Read(stmt, of, "err" if names[0] == "_" else "out", call, names[names[0] == "_"])
    return None


def _is_read(node: ast.AST) -> TypeGuard[ast.Call]:
    func = node.func if isinstance(node, ast.Call) else None
    return isinstance(func, ast.Attribute) and func.attr == "readouterr"


def _is_empty(read: Read, first: Read) -> bool:
    """Is there nothing left for it? That the same stream is empty now may be what is asserted."""
    return read.of == first.of and (read.stream != first.stream or not _asks_for_nothing(read.stmt))


def _calls(stmt: ast.stmt) -> Iterator[ast.Call]:
    """The calls that may print."""
    for node in nodes_in(stmt):
        if isinstance(node, ast.Call) and not _is_read(node) and not _is_quiet(node):
            yield node


def _is_quiet(call: ast.Call) -> bool:
    """Does it print nothing: a method of the text that was read, or one of Python's own functions?"""
    if isinstance(call.func, ast.Name):
        return call.func.id in QUIET
    return any(_is_read(node) for node in nodes_in(call.func)) or ast.unparse(call.func).startswith(("re.", "json."))


def _asks_for_nothing(stmt: ast.stmt) -> bool:
    """`assert capsys.readouterr().out == ""`, `assert not …`; what is only assigned may be anything."""
    if not isinstance(stmt, ast.Assert):
        return True
    return any(
        (isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not))
        or (isinstance(node, ast.Constant) and node.value in ("", 0))
        for node in nodes_in(stmt.test)
    )


def _read_twice(reads: list[Read], function: Function, grove: Grove) -> Slip:
    """The text is the one call that reads for all; the other places are those of the first statement, and of the calls
    where the name "captured" is free for what it gives."""
    reader = grove.scopes[function].reader
    within = next((grove.scopes[each].within for each in nodes_in(reads[0].stmt) if each in grove.scopes), "")
    names = {each.stream: each.name for each in reads}
    places = [reader.place(reads[0].stmt)]
    if len(reads) == 2 and len(names) == 2 and all(names.values()):
        text = f"{names['out']}, {names['err']} = {reads[0].of}.readouterr()"
    else:
        text = f"captured = {reads[0].of}.readouterr()"
        if not any(getattr(node, "id", "") == "captured" for node in nodes_in(function)):
            places += (reader.place(each.node.value) for each in reads if isinstance(each.node, ast.Attribute))
    return Slip("read twice", reader.place(reads[1].stmt), within, reads[0].of, text, tuple(places))
