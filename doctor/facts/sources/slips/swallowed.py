"""Assertions whose failure nobody hears of: caught by the test itself, or raised in a thread."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.sources.scopes import FUNCTIONS, Grove, Scope
from doctor.knowledge.syntax import nodes_in
from doctor.model.slips import Slip

LINES = re.compile(rb"except(?:[ \t]*:|[ \t(]+(?:Base)?Exception\b)")
THREADS = re.compile(rb"\bThread\(")
ALL = ("Exception", "BaseException")
QUIET = re.compile(
    r"(?:print|pprint\.pprint|traceback\.print_exc|warnings\.warn|(?:\w+\.)*log(?:ging|ger)?\.\w+)$", re.I
)
SKIPS = ("pytest.skip", "self.skipTest")


def swallowed_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """An assertion in a `try` whose `except` catches it and does nothing, or skips the test."""
    for block in grove.all(ast.Try):
        scope = grove.scopes[block]
        handler = _catcher(block)
        if scope.node is None or handler is None or block.orelse or is_tried_again(block, grove):
            continue
        reader = scope.reader
        checks = list(checks_in(block.body))
        calls = [
            reader.chain(each.func) for stmt in handler.body for each in nodes_in(stmt) if isinstance(each, ast.Call)
        ]
        skips = any(name in SKIPS for name in calls)
        if not checks or is_meant_to_fail(block) or is_checked_later(block, scope):
            continue
        if not all(_is_quiet(stmt, scope) for stmt in handler.body):
            continue
        if skips and scope.node.body[-1] is not block:
            continue  # what has to be there for the rest of the test
        place = reader.place(checks[0])
        yield Slip(
            "skipped" if skips else "swallowed", place, scope.within, others=(_at(handler, reader.place(handler)),)
        )


def _at(handler: ast.ExceptHandler, place):  # type: ignore[no-untyped-def]
    return place.replace(end_line=place.line, end_column=place.column + len("except"))


def _catcher(block: ast.Try) -> ast.ExceptHandler | None:
    """The handler that catches an AssertionError because it catches everything."""
    for handler in block.handlers:
        names = [each.id for each in nodes_in(handler.type) if isinstance(each, ast.Name)] if handler.type else []
        if handler.type is None or any(name in ALL for name in names):
            return handler
        if "AssertionError" in names:
            return None
    return None


def is_meant_to_fail(block: ast.Try | ast.With) -> bool:
    """Does it begin with `assert 0, …`? That checks nothing: what is tried is to fail, or to make the message."""
    first = block.body[0]
    return isinstance(first, ast.Assert) and isinstance(first.test, ast.Constant) and not first.test.value


def is_tried_again(block: ast.Try | ast.With, grove: Grove) -> bool:
    return any(isinstance(each, (ast.For, ast.While, ast.AsyncFor, ast.Try)) for each in grove.above(block))


def checks_in(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    for stmt in body:
        if isinstance(stmt, ast.Assert):
            yield stmt
        elif isinstance(stmt, ast.Expr) and isinstance(stmt.value, ast.Call):
            if ast.unparse(stmt.value.func).startswith("self.assert") and "Raises" not in ast.unparse(stmt.value.func):
                yield stmt
        elif not isinstance(stmt, (*FUNCTIONS, ast.ClassDef, ast.Try)):
            for name in ("body", "orelse"):
                yield from checks_in(getattr(stmt, name, None) or [])


def _is_quiet(stmt: ast.stmt, scope: Scope) -> bool:
    """Does it no more than tell of it, or skip?"""
    if isinstance(stmt, ast.Pass) or (isinstance(stmt, ast.Return) and stmt.value is None):
        return True
    if not isinstance(stmt, ast.Expr):
        return False
    if not isinstance(stmt.value, ast.Call):
        return isinstance(stmt.value, ast.Constant)
    name = scope.reader.chain(stmt.value.func)
    return name in SKIPS or bool(QUIET.match(name))


def is_checked_later(block: ast.Try | ast.With, scope: Scope) -> bool:
    assert scope.node is not None
    last = block.end_lineno or block.lineno
    return any(stmt.lineno > last for stmt in checks_in([each for each in scope.node.body if each.lineno > last]))


def threaded_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """An assertion in a function of the test that a thread runs, with nothing asserted afterwards."""
    for call in grove.all(ast.Call):
        scope = grove.scopes[call]
        target = next((each.value for each in call.keywords if each.arg == "target"), None)
        if (
            scope.node is None
            or not isinstance(target, ast.Name)
            or scope.reader.chain(call.func) != "threading.Thread"
        ):
            continue
        made = [each for each in scope.node.body if isinstance(each, FUNCTIONS) and each.name == target.id]
        used = [each for each in grove.named(target.id) if grove.scopes[each] is scope]
        if len(made) != 1 or len(used) != 1:
            continue
        checks = [stmt for stmt in made[0].body if isinstance(stmt, ast.Assert)]
        later = checks_in([stmt for stmt in scope.node.body if stmt.lineno > call.lineno])
        if checks and not any(later):
            yield Slip(
                "threaded", scope.reader.place(checks[0]), scope.within, target.id, others=(scope.reader.place(call),)
            )
