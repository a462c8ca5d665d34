"""Blocks that are not entered as they are written, that drop what is raised in them, or that are left too soon."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.sources.scopes import FUNCTIONS, Grove, Scope, lines_around
from doctor.facts.sources.slips.dropped import OF_FIXTURES
from doctor.facts.sources.slips.failing import may_not_run
from doctor.facts.sources.slips.swallowed import checks_in, is_checked_later, is_meant_to_fail, is_tried_again
from doctor.knowledge.syntax import nodes_in
from doctor.model.slips import Slip

UNCALLED = OF_FIXTURES.difference(("check", "check.check")) | {
    "pytest.raises", "pytest.warns", "pytest.deprecated_call", "self.subTest", "self.assertRaises", "self.assertWarns",
    "self.assertRaisesRegex", "self.assertLogs", "self.assertNumQueries", "contextlib.suppress",
    "contextlib.redirect_stdout", "contextlib.redirect_stderr", "unittest.mock.patch", "unittest.mock.patch.object",
    "unittest.mock.patch.dict", "unittest.mock.patch.multiple", "freezegun.freeze_time", "time_machine.travel",
    "warnings.catch_warnings", "pytest.MonkeyPatch.context",
}  # fmt: skip
LAST = "|".join(sorted({name.rpartition(".")[2] for name in UNCALLED})).encode()
WITH = (b"with ", b"with(", b"with\t")
NAMED = re.compile(rb"[ \t]+with[ \t(][^\n]*\b(?:%b)[ \t]*(?:[,:)]|\bas\b)" % LAST)
SUPPRESSING = re.compile(rb"\bsuppress\([^\n]*Exception\b")
FINAL = re.compile(rb"([ \t]+)finally:[^\n]*\n(?:\1[ \t]+[^\s][^\n]*\n|[ \t]*\r?\n)*?\1[ \t]+return\b")
XFAILS = re.compile(rb"[ \t]+(?:pytest\.)?xfail\(")
BARE = re.compile(rb"return[ \t]*(?:[#\r\n]|\Z)")
LOOPS = re.compile(
    rb"([ \t]+)for [^\n]*\n(?:\1[ \t]+[^\s][^\n]*\n|[ \t]*\r?\n)*?\1[ \t]+return[ \t]*(?:#[^\n]*)?(?:\r?\n|\Z)"
)
STREAMS = re.compile(
    r"stream|listen|subscri|event|messages|poll|watch|receive|queue|iter|consume|follow|tail|walk|find"
)


def named_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """`with capsys.disabled:`; the name is what is not called."""
    for block in grove.all(ast.With):
        scope = grove.scopes[block]
        for item in block.items if scope.node else ():
            node = item.context_expr
            name = scope.reader.dotted(node) if isinstance(node, (ast.Name, ast.Attribute)) else ""
            is_param = name not in OF_FIXTURES or scope.kind_of(name.partition(".")[0]) == "param"
            if name in UNCALLED and is_param and not may_not_run(block, grove):
                yield Slip("uncalled context", scope.reader.place(node), scope.within, name)


def suppressed_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """An assertion within `with suppress(Exception):`; the other place is that of the context."""
    for block in grove.all(ast.With):
        scope = grove.scopes[block]
        checks = list(checks_in(block.body)) if scope.node else []
        if not checks or is_meant_to_fail(block) or is_tried_again(block, grove) or is_checked_later(block, scope):
            continue
        for item in block.items:
            call = item.context_expr
            if not isinstance(call, ast.Call) or scope.reader.chain(call.func) != "contextlib.suppress":
                continue
            if any(getattr(each, "id", "") in ("Exception", "BaseException") for each in call.args):
                yield Slip(
                    "suppressed", scope.reader.place(checks[0]), scope.within, others=(scope.reader.place(call),)
                )


def finals_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """An assertion in a `try` whose `finally` returns; the other place is that of the `return`."""
    for block in grove.all(ast.Try):
        scope = grove.scopes[block]
        ends = [stmt for stmt in block.finalbody if isinstance(stmt, ast.Return)]
        checks = list(checks_in([*block.body, *block.orelse]))
        if scope.node is not None and ends and checks:
            places = (scope.reader.place(ends[0]),)
            yield Slip("dropped", scope.reader.place(checks[0]), scope.within, others=places)


def xfails_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """`pytest.xfail(…)` on each path of a function, before an assertion; the other place is that of the call."""
    for stmt in grove.all(ast.Expr):
        scope, call = grove.scopes[stmt], stmt.value
        if scope.node is None or grove.parents.get(stmt) is not scope.node or not isinstance(call, ast.Call):
            continue
        if scope.reader.chain(call.func) != "pytest.xfail":
            continue
        rest = scope.node.body[scope.node.body.index(stmt) + 1 :]
        if any(isinstance(node, ast.Assert) for each in rest for node in nodes_in(each)):
            yield Slip("behind xfail", scope.reader.place(rest[0]), scope.within, others=(scope.reader.place(stmt),))


def loop_lines(data: bytes) -> list[int]:
    return lines_around([b"for "], LOOPS, data) if BARE.search(data) else []


def loops_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """A loop of checks at the end of a function, which its `return` leaves in the first turn."""
    for loop in grove.all(ast.For):
        scope, last = grove.scopes[loop], loop.body[-1]
        if scope.node is None or scope.node.body[-1] is not loop or loop.orelse or len(loop.body) < 2:
            continue
        if not isinstance(last, ast.Return) or last.value is not None or STREAMS.search(ast.unparse(loop.iter)):
            continue
        checks = [stmt for stmt in loop.body[:-1] if isinstance(stmt, ast.Assert)]
        if checks and not any(_goes_on(stmt) for stmt in loop.body) and _may_be_several(loop.iter, scope):
            yield Slip("looped", scope.reader.place(last), scope.within, others=(scope.reader.place(checks[0]),))


def _goes_on(stmt: ast.stmt) -> bool:
    return any(isinstance(node, (ast.Continue, ast.Break, *FUNCTIONS)) for node in nodes_in(stmt))


def _may_be_several(node: ast.expr, scope: Scope) -> bool:
    if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
        return len(node.elts) > 1
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr in ("items", "values", "keys")  # a method of another name may fetch page after page
    return isinstance(node, (ast.Name, ast.Attribute, ast.Call))
