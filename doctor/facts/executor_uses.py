"""What a function does with an executor that it is given: it ends it, or gives it work."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from doctor.facts.sources.held import EXECUTORS as POOLS
from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import FUNCTIONS, Function, child_nodes, own_names, stored_names
from doctor.model.places import Place

EXECUTORS = frozenset(each for each in POOLS if each.endswith("Executor"))
WORK = ("submit", "map")
PERHAPS = (*FUNCTIONS, ast.Lambda, ast.ClassDef, ast.If, ast.IfExp)  # what stands in them may not run


class ExecutorUse(NamedTuple):
    """`how` is "shutdown" or "with" (both end it), or "work"."""

    how: str
    place: Place
    test: str


def uses_of(
    node: Function, test: str, name: str, reader: Reader, workers: frozenset[str] = frozenset()
) -> Iterator[ExecutorUse]:
    """In the order of the lines. `name` is dotted, as imported, or a parameter's; `workers` are dotted names of
    functions that give it work."""
    own = own_names(node)
    if name in stored_names(node) or ("." in name and name.partition(".")[0] in own):
        return
    inner = reader.shadowed(own)
    found = [use for stmt in node.body for use in _uses(stmt, test, name, inner, workers)]
    yield from sorted(found, key=lambda each: each.place)


def _uses(node: ast.AST, test: str, name: str, reader: Reader, workers: frozenset[str]) -> Iterator[ExecutorUse]:
    if isinstance(node, PERHAPS) or _awaits_failure(node, reader):
        return
    if isinstance(node, ast.withitem) and reader.dotted(node.context_expr) == name:
        yield ExecutorUse("with", reader.place(node.context_expr), test)
    elif isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute) and reader.dotted(node.func.value) == name:
            how = {"shutdown": "shutdown"}.get(node.func.attr, "work" if node.func.attr in WORK else "")
            if how:
                yield ExecutorUse(how, reader.place(node), test)
        elif _is_handed(node, name, reader) or reader.dotted(node.func) in workers:
            yield ExecutorUse("work", reader.place(node), test)
    for child in child_nodes(node):
        yield from _uses(child, test, name, reader, workers)


def _is_handed(node: ast.Call, name: str, reader: Reader) -> bool:
    is_run = reader.chain(node.func).endswith("run_in_executor") and bool(node.args)
    return is_run and reader.dotted(node.args[0]) == name


def _awaits_failure(node: ast.AST, reader: Reader) -> bool:
    if isinstance(node, ast.Try):
        return bool(node.handlers)
    items = node.items if isinstance(node, (ast.With, ast.AsyncWith)) else []
    calls = [item.context_expr for item in items if isinstance(item.context_expr, ast.Call)]
    return any(reader.chain(each.func).endswith(("raises", "assertRaises", "suppress")) for each in calls)
