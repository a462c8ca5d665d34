"""What fixtures look at when its time is over."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.sources.interest import is_fixture
from doctor.facts.sources.scopes import Grove, Scope
from doctor.knowledge.syntax import nodes_in
from doctor.model.slips import Slip

RECORDS = ("records", "text", "messages", "record_tuples")
CAPLOG = re.compile(rb"\bcaplog\.(?:records|text|messages|record_tuples)\b")
QUIET = ("len", "any", "all", "list", "print", "str", "sorted", "set", "isinstance")  # log nothing
SILENT = ("caplog.", "pytest.", "monkeypatch.", "warnings.", "unittest.mock.", "mock.", "mocker.")


def late_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """What `caplog` has behind the `yield` of a fixture, where nothing has been called since."""
    for node in grove.named("caplog"):
        read = grove.parents.get(node)
        scope = grove.scopes[node]
        if not isinstance(node, ast.Name) or not isinstance(read, ast.Attribute) or read.attr not in RECORDS:
            continue
        if (
            scope.node is None
            or scope.kind_of("caplog") != "param"
            or not is_fixture(map(scope.reader.chain, scope.node.decorator_list))
        ):
            continue
        mine = [each for each in grove.all(ast.Yield) if grove.scopes[each] is scope]
        if len(mine) == 1 and is_first(read, mine[0], scope, grove):
            reader = scope.reader
            yield Slip("late", reader.place(read), scope.within, read.attr, others=(reader.place(mine[0]),))


def is_first(read: ast.Attribute, end: ast.Yield, scope: Scope, grove: Grove) -> bool:
    """Can nothing have been logged between the `yield` and what is read, and is no other phase asked for?"""
    assert scope.node is not None
    inside = list(nodes_in(scope.node))
    if read.lineno <= end.lineno or any(getattr(each, "attr", "") == "get_records" for each in inside):
        return False
    if any(isinstance(each, ast.Lambda) for each in grove.above(read)):
        return False
    for each in inside:
        if isinstance(each, ast.Call) and end.lineno < each.lineno < read.lineno and not is_quiet(each, scope):
            return False
    blocks = [each for each in grove.above(end) if isinstance(each, (ast.With, ast.AsyncWith))]
    contexts = [scope.reader.chain(item.context_expr) for each in blocks for item in each.items]
    return all(each.startswith(SILENT) for each in contexts)


def is_quiet(call: ast.Call, scope: Scope) -> bool:
    name = scope.reader.chain(call.func)
    return name in QUIET or name.startswith("caplog.")
