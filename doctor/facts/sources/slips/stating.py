"""Statements and methods that leave out what makes them work."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.sources.scopes import FUNCTIONS, Grove
from doctor.knowledge.syntax import nodes_in
from doctor.model.slips import Slip

MARKS = re.compile(rb"pytest\.mark\.(?<=\spytest\.mark\.)\w+")
HIDING = re.compile(rb"def \w+\(\*\w+, \*\*\w+\)")
# A line with a `return`, the rest of a value that goes over several lines, and a statement as deep as that.
BEHIND = re.compile(
    rb"([ \t]+)return\b[^\n]*\n(?:(?:\1(?:[ \t]+[^\s#]|[)\]}])[^\n]*|[ \t]*(?:#[^\n]*)?\r?)\n)*\1(?=[^\s#)\]}])"
)
BLOCKS = ("body", "orelse", "finalbody")


def marks_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """A mark as a statement: it is made, and put on nothing. The text is "pytestmark" where the module or class sets
    one, "above" where it stands in a class, right above a function."""
    for stmt in grove.all(ast.Expr):
        scope = grove.scopes[stmt]
        func = stmt.value.func if isinstance(stmt.value, ast.Call) else stmt.value
        chain = scope.reader.chain(func)
        above = grove.parents.get(stmt, tree)
        is_sure = scope.node is not None or isinstance(above, (ast.ClassDef, ast.Module))
        if chain.startswith("pytest.mark.") and "()" not in chain and is_sure:
            name = chain.removeprefix("pytest.mark.")
            own = any(getattr(node, "id", "") == "pytestmark" for each in _own(above, tree) for node in nodes_in(each))
            text = "above" if _leads(stmt, above) else "pytestmark" if own else ""
            yield Slip("marked", scope.reader.place(stmt), scope.within, name, text)


def _own(above: ast.AST, tree: ast.Module) -> list[ast.stmt]:
    """The statements of a class itself, else all of the module."""
    if isinstance(above, ast.ClassDef):
        return [each for each in above.body if not isinstance(each, (*FUNCTIONS, ast.ClassDef))]
    return tree.body


def _leads(stmt: ast.Expr, above: ast.AST) -> bool:
    """Does it stand in a class, and a function begin in the next line, as if it were a decorator?"""
    body = above.body if isinstance(above, ast.ClassDef) else []
    follows = next(iter(body[body.index(stmt) + 1 :]), None) if body else None
    lines = [each.lineno for each in (follows, *getattr(follows, "decorator_list", ())) if each]
    return isinstance(follows, (*FUNCTIONS, ast.ClassDef)) and min(lines) == (stmt.end_lineno or stmt.lineno) + 1


def return_lines(data: bytes) -> list[int]:
    """Where a `return` has something behind it in its block. From each `return` the beginning of its line is looked
    for, which is many times faster than to look at the beginning of each line."""
    found, line, last = [], 1, 0
    at = data.find(b" return")
    while at >= 0:
        start = data.rfind(b"\n", 0, at) + 1
        if BEHIND.match(data, start):
            line, last = line + data.count(b"\n", last, start), start
            found.append(line)
        at = data.find(b" return", at + 1)
    return found


def behind_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """Statements behind a `return` in the same block, but for the `yield` that makes a function a generator. The other
    places are those of the `return` and of the last statement; the text is "value" where it returns one."""
    for stmt in grove.all(ast.Return):
        above, scope = grove.parents.get(stmt), grove.scopes[stmt]
        block = next((each for field in BLOCKS if stmt in (each := getattr(above, field, None) or [])), [])
        rest = block[block.index(stmt) + 1 :] if block else []
        inner = [node for each in rest for node in nodes_in(each)]
        if rest and not any(isinstance(node, (ast.Yield, ast.YieldFrom)) for node in inner):
            how = "assert" if any(isinstance(node, ast.Assert) for node in inner) else ""
            places = (scope.reader.place(stmt), scope.reader.place(rest[-1]))
            text = "value" if stmt.value else ""
            yield Slip("behind", scope.reader.place(rest[0]), scope.within, how, text, places)


def hiding_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """A function that returns another one, which takes anything, names nothing, and hands on what it is given."""
    for maker in tree.body:
        if not isinstance(maker, ast.FunctionDef) or len(maker.args.args) != 1:
            continue
        inner = [each for each in maker.body if isinstance(each, FUNCTIONS)]
        last = maker.body[-1]
        is_returned = (
            isinstance(last, ast.Return) and len(inner) == 1 and getattr(last.value, "id", "") == inner[0].name
        )
        if is_returned and not inner[0].decorator_list and _hands_on(inner[0], maker.args.args[0].arg):
            yield Slip("hiding", grove.module.reader.name_place(inner[0]), maker.name, maker.name)


def _hands_on(inner: ast.FunctionDef | ast.AsyncFunctionDef, name: str) -> bool:
    """Does it call the function with `*args, **kwargs`, and no more, wherever it calls it?"""
    arguments = inner.args
    if arguments.args or arguments.kwonlyargs or not arguments.vararg or not arguments.kwarg:
        return False
    calls = [each for each in nodes_in(inner) if isinstance(each, ast.Call) and getattr(each.func, "id", "") == name]
    wanted = f"{name}(*{arguments.vararg.arg}, **{arguments.kwarg.arg})"
    mentions = [each for each in nodes_in(inner) if isinstance(each, ast.Name) and each.id == name]
    sets = {each.id for each in nodes_in(inner) if isinstance(each, ast.Name) and not isinstance(each.ctx, ast.Load)}
    changes = any(isinstance(each, ast.Subscript) and not isinstance(each.ctx, ast.Load) for each in nodes_in(inner))
    methods = any(getattr(each.value, "id", "") == arguments.kwarg.arg for each in nodes_in(inner)
                  if isinstance(each, ast.Attribute))  # fmt: skip
    is_own = not sets & {arguments.vararg.arg, arguments.kwarg.arg} and not changes and not methods
    return bool(calls) and is_own and len(mentions) == len(calls) and all(ast.unparse(each) == wanted for each in calls)
