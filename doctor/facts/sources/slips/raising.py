"""What is wrong with how a test waits for an exception: its keywords, its pattern, and what it calls."""

from __future__ import annotations

import ast
import builtins
import re
import warnings
from collections.abc import Callable, Iterator
from functools import cache

from doctor.facts.sources.scopes import FUNCTIONS, Grove, Scope, lines_around, lines_of, made_by
from doctor.knowledge.syntax import nodes_in
from doctor.model.places import Place
from doctor.model.slips import Slip

LINES = re.compile(
    rb"aises(?:\((?:Base)?Exception\b|Regex\(|\w*\((?:[^\n]*[(,][ \t]*|\r?\n(?:[^\n]*\n){0,3}?[ \t]+)"
    rb"(?:mess?ages?|msg|regexp?)=)"
)
STATEMENT = re.compile(
    rb"[ \t]+(?:self\.assert|\w*\.?)[rR]aises\((?:[\w.]+|[\w.]+,[ \t]*[\w.]+\([^\n]*\))\)[ \t]*(?:#|\r?\n|\Z)"
)
MATCHED = re.compile(rb"match[ \t]*=[ \t]*[rRuU]?([\"'])([^\n\\]*?[()\[\]*+?{][^\n\\]*?)\1")
WAITING = ("pytest.raises", "pytest.warns")
OF_CASE = ("self.assertRaises", "self.assertWarns")
REGEX = ("self.assertRaisesRegex", "self.assertWarnsRegex")
KEYWORDS = ("match", "check", "expected_exception", "expected_warning", "keep")
ANY = ("Exception", "BaseException")
MEANT = re.compile(r"[\\|^$]|\.[*+?]|\[|\(\?|\)[*+?{]|[*+?}]$")
GROUP = re.compile(r"\([^()]*\)")
KNOWN = frozenset(dir(builtins)) | {"__file__", "__name__", "__doc__", "__package__", "__spec__", "__path__"}

Bound = Callable[[], "set[str] | None"]  # the names that the file binds, worked out when they are asked for


def raising_lines(data: bytes) -> list[int]:
    """Where a block waits for just anything, or for a text that its pattern cannot match."""
    texts = {hit[0] for hit in MATCHED.finditer(data) if _misread(hit[2].decode("utf-8", "replace"))}
    odd = lines_of(b"|".join(map(re.escape, sorted(texts))), data) if texts else []
    return lines_of(LINES, data) + odd


def statement_lines(data: bytes) -> list[int]:
    """Where a block that waits for an exception may be made, and not entered."""
    return lines_around([b"aises("], STATEMENT, data)


def statements_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """`self.assertRaises(E)` as a statement, which checks nothing ("bare"), and `self.assertRaises(E, pay(-1))`, which
    calls the function itself ("eager"): the other places are those before and behind the function's arguments."""
    for stmt in grove.all(ast.Expr):
        call, scope = stmt.value, grove.scopes[stmt]
        name = scope.reader.chain(call.func) if isinstance(call, ast.Call) else ""
        if not isinstance(call, ast.Call) or name not in (*WAITING, *OF_CASE) or scope.node is None or call.keywords:
            continue
        if any(isinstance(each, (ast.Try, ast.With, ast.AsyncWith, ast.Lambda)) for each in grove.above(stmt)):
            continue  # that it fails may be what is waited for
        if len(call.args) == 1 and name in OF_CASE and isinstance(call.args[0], (ast.Name, ast.Attribute)):
            yield Slip("bare", scope.reader.place(call), scope.within, name, ast.unparse(call.args[0]))
        elif len(call.args) == 2 and isinstance(given := call.args[1], ast.Call) and (made := _called(given, scope)):
            yield Slip("eager", scope.reader.place(given), scope.within, made, name, _brackets(given, scope))


def _called(call: ast.Call, scope: Scope) -> str:
    """The dotted name of what is called: a function, or a method of what the test has made."""
    func = call.func
    if isinstance(func, ast.Attribute) and isinstance(func.value, ast.Name) and scope.kind_of(func.value.id) == "local":
        return f"{made}.{func.attr}" if (made := made_by(func.value.id, scope)) else ""
    chain = scope.reader.chain(func)
    return "" if "()" in chain or scope.kind_of(chain.partition(".")[0]) in ("local", "param") else chain


def _brackets(call: ast.Call, scope: Scope) -> tuple[Place, ...]:
    """What stands between the function and its first argument, and behind the last one; nothing where there is more to
    it than a comma in the place of the bracket."""
    reader = scope.reader
    whole, func = reader.place(call), reader.place(call.func)
    given: list[ast.expr] = [*call.args, *(each.value for each in call.keywords)]
    if call.keywords or any(isinstance(each, (ast.GeneratorExp, ast.Starred)) for each in given):
        return ()
    first = reader.place(given[0]) if given else whole
    start = (first.line, first.column) if given else (whole.end_line, whole.end_column)
    last = whole.replace(line=whole.end_line, column=whole.end_column - 1)
    opening = func.replace(line=func.end_line, column=func.end_column, end_line=start[0], end_column=start[1])
    return (opening, last) if given else (opening,)


def raising_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    blocks: list[ast.With | ast.AsyncWith] = [*grove.all(ast.With), *grove.all(ast.AsyncWith)]
    bound = cache(lambda: _bound(tree))
    for block in blocks:
        for item in block.items:
            if isinstance(item.context_expr, ast.Call):
                yield from _of_block(block, item.context_expr, grove.scopes[block], bound)


def _of_block(block: ast.With | ast.AsyncWith, call: ast.Call, scope: Scope, bound: Bound) -> Iterator[Slip]:
    reader = scope.reader
    name = reader.chain(call.func)
    if name in WAITING:
        for each in call.keywords:
            if each.arg and each.arg not in KEYWORDS and len(call.args) < 2:
                yield Slip("keyword", reader.place(call), scope.within, each.arg, name)
    patterns = [each.value for each in call.keywords if each.arg == "match"] if name in WAITING else []
    patterns += call.args[1:2] if name in REGEX else []
    for pattern in patterns:
        if isinstance(pattern, ast.Constant) and isinstance(pattern.value, str) and (why := _misread(pattern.value)):
            yield Slip("pattern", reader.place(pattern), scope.within, pattern.value, why)
    waits = name in (*WAITING[:1], *OF_CASE[:1]) and len(call.args) == 1
    if waits and isinstance(call.args[0], ast.Name) and call.args[0].id in ANY:
        yield from _undefined(block, scope, bound)


def _misread(text: str) -> str:
    """Why the pattern cannot match its own text, where that is what it is meant to do; "" if it may be a pattern."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(text)
    except (re.error, RecursionError, OverflowError) as error:
        return f"it is no pattern: {error}"
    if "\\" in text or MEANT.search(text.replace("()", "")):
        return ""
    return "its parentheses are those of a group" if GROUP.search(text) and not re.search(text, text) else ""


def _undefined(block: ast.With | ast.AsyncWith, scope: Scope, bound: Bound) -> Iterator[Slip]:
    """A name in the block that nothing defines: the NameError is taken for what is waited for."""
    read = [
        each
        for stmt in block.body
        for each in nodes_in(stmt)
        if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load) and each.id not in KNOWN
    ]
    known = bound() if read else None
    for each in read:
        if known is not None and each.id not in known:
            yield Slip("undefined", scope.reader.place(each), scope.within, each.id, _nearest(each.id, known))
            return


def _nearest(name: str, known: set[str]) -> str:
    import difflib

    return next(iter(difflib.get_close_matches(name, sorted(known), 1, 0.75)), "")


def _bound(tree: ast.Module) -> set[str] | None:
    """Every name that the file binds somewhere; None where it cannot be told."""
    found: set[str] = set()
    for node in nodes_in(tree):
        if isinstance(node, ast.alias):
            if node.name == "*":
                return None
            found.add(node.asname or node.name.partition(".")[0])
        elif isinstance(node, ast.Name):
            if not isinstance(node.ctx, ast.Load):
                found.add(node.id)
            elif node.id in ("globals", "exec", "eval", "locals"):
                return None
        elif isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            found.add(node.name)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)) and node.name:
            found.add(node.name)
        elif isinstance(node, (ast.Global, ast.Nonlocal)):
            found.update(node.names)
        elif isinstance(node, ast.MatchMapping) and node.rest:
            found.add(node.rest)
    return found
