"""Debuggers that tests stop in."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.sources.scopes import Function, Grove, Scope, lines_of
from doctor.knowledge.syntax import bound, first_name, nodes_in
from doctor.model.slips import Slip

STOPS = re.compile(
    rb"(?m)^[ \t]+(?:[^\n#'\"]*;[ \t]*)?"
    rb"(?:breakpoint\(|(?:__import__\([\"']\w+[\"']\)\.)?(?:\w+\.)*(?:set_trace|embed|interact)\()"
)
TAKEN = re.compile(rb"breakpointhook|PYTHONBREAKPOINT|pytester|testdir|BdbQuit|def breakpoint|def set_trace")
DEBUGGERS = frozenset({
    "breakpoint", "pdb.set_trace", "ipdb.set_trace", "pudb.set_trace", "bpdb.set_trace", "pytest.set_trace",
    "web_pdb.set_trace", "remote_pdb.set_trace", "celery.contrib.rdb.set_trace", "IPython.embed", "code.interact",
    "IPython.core.debugger.set_trace", "IPython.terminal.debugger.set_trace", "pdbpp.set_trace",
})  # fmt: skip
DECIDING = (ast.If, ast.IfExp, ast.While, ast.ExceptHandler, ast.Lambda, ast.Match)


def stop_lines(data: bytes) -> list[int]:
    is_there = any(word in data for word in (b"set_trace(", b"breakpoint(", b".embed(", b".interact("))
    return [] if not is_there or TAKEN.search(data) else lines_of(STOPS, data)


def stops_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """`import pdb; pdb.set_trace()`: the other places are the statements that may go with it, if all of their lines
    may."""
    for call in grove.all(ast.Call):
        scope, parent = grove.scopes[call], grove.parents.get(call)
        if scope.node is None or not isinstance(parent, ast.Expr):
            continue
        chain = _called(call.func, scope)
        if chain not in DEBUGGERS:
            continue
        above = list(grove.above(call))
        is_asked = any(isinstance(each, DECIDING) for each in above) or _is_replaced(scope.node)
        if not is_asked and not any(_expects(each, grove) for each in above):
            lines = (scope.reader.place(parent),) if _is_alone(parent, scope.node, first_name(call)) else ()
            yield Slip("stopped", scope.reader.place(call), scope.within, chain, others=lines)


def _called(func: ast.expr, scope: Scope) -> str:
    """`pdb.set_trace` with its import resolved, also of `__import__("pdb")`; "" for what is not Python's, or not
    imported."""
    name = first_name(func)
    if name == "__import__" and isinstance(func, ast.Attribute) and isinstance(func.value, ast.Call):
        given = [getattr(each, "value", None) for each in func.value.args]
        return f"{given[0]}.{func.attr}" if len(given) == 1 else ""
    is_known = scope.kind_of(name) == ("module" if isinstance(func, ast.Name) and name == "breakpoint" else "import")
    return scope.reader.dotted(func) if is_known else ""


def _is_replaced(function: Function) -> bool:
    """May something stand in for the debugger?"""
    words = {each.attr for each in nodes_in(function) if isinstance(each, ast.Attribute)}
    words |= {each.id for each in nodes_in(function) if isinstance(each, ast.Name)}
    return any("patch" in word.lower() or word in ("setattr", "setenv") for word in words)


def _expects(node: ast.AST, grove: Grove) -> bool:
    items = node.items if isinstance(node, (ast.With, ast.AsyncWith)) else []
    chains = [grove.scopes[node].reader.chain(item.context_expr).lower() for item in items]
    return any(word in chain for chain in chains for word in ("raises", "suppress", "patch", "settrace"))


def _is_alone(stmt: ast.Expr, function: Function, name: str) -> bool:
    """Is nothing else in its lines but the import of the debugger, which nobody else asks for?"""
    inside = list(nodes_in(function))
    beside = [each for each in inside if isinstance(each, ast.stmt) and each is not stmt
              and each.lineno <= stmt.lineno <= (each.end_lineno or 0)]  # fmt: skip
    if any(hasattr(each, "body") and each.lineno == stmt.lineno for each in beside):
        return False  # `if x: breakpoint()`
    others = [each for each in beside if not hasattr(each, "body")]
    is_asked_once = sum(isinstance(each, ast.Name) and each.id == name for each in inside) == 1
    return not others or (is_asked_once and all(_imports(each, name) for each in others))


def _imports(stmt: ast.stmt, name: str) -> bool:
    """Does it import this, and nothing else?"""
    return isinstance(stmt, (ast.Import, ast.ImportFrom)) and [each.alias for each in bound(stmt, "")] == [name]
