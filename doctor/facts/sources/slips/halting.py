"""Debuggers that tests stop in."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.sources.scopes import Grove, lines_of
from doctor.knowledge.syntax import nodes_in
from doctor.model.flows import Slip

STOPS = re.compile(rb"(?m)^[ \t]+(?:[^\n#'\"]*;[ \t]*)?(?:breakpoint\(|(?:\w+\.)*(?:set_trace|embed|interact)\()")
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
        chain = scope.reader.chain(call.func)
        if chain not in DEBUGGERS or ("." not in chain and scope.kind_of(chain) != "module"):
            continue
        above = list(grove.above(call))
        is_asked = any(isinstance(each, DECIDING) for each in above) or _is_replaced(scope.node)
        if not is_asked and not any(_expects(each, grove) for each in above):
            lines = (scope.reader.place(parent),) if _is_alone(parent, scope.node, chain) else ()
            yield Slip("stopped", scope.reader.place(call), scope.within, chain, others=lines)


def _is_replaced(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """May something stand in for the debugger?"""
    words = {each.attr for each in nodes_in(function) if isinstance(each, ast.Attribute)}
    words |= {each.id for each in nodes_in(function) if isinstance(each, ast.Name)}
    return any("patch" in word.lower() or word in ("setattr", "setenv") for word in words)


def _expects(node: ast.AST, grove: Grove) -> bool:
    items = node.items if isinstance(node, (ast.With, ast.AsyncWith)) else []
    chains = [grove.scopes[node].reader.chain(item.context_expr).lower() for item in items]
    return any(word in chain for chain in chains for word in ("raises", "suppress", "patch", "settrace"))


def _is_alone(stmt: ast.Expr, function: ast.FunctionDef | ast.AsyncFunctionDef, chain: str) -> bool:
    """Is nothing else in its lines but the import of the debugger?"""
    module = chain.partition(".")[0]
    for each in nodes_in(function):
        if isinstance(each, ast.stmt) and each is not stmt and each.lineno <= stmt.lineno <= (each.end_lineno or 0):
            is_import = isinstance(each, (ast.Import, ast.ImportFrom)) and module in ast.unparse(each)
            if not is_import and not hasattr(each, "body"):
                return False
            if hasattr(each, "body") and each.lineno == stmt.lineno:
                return False  # `if x: breakpoint()`
    return True
