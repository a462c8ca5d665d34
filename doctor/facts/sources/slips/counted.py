"""Assertions about several calls of a mock."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.sources.scopes import Grove, Scope
from doctor.facts.sources.slips.failing import may_not_run
from doctor.model.slips import Slip

ASKED = re.compile(rb"\.assert_has_(?:calls|awaits)\(")
NAMES = ("assert_has_calls", "assert_has_awaits")
CALLS = re.compile(r"(?:unittest\.mock|mock|mocker|mock\.mock)\.call(?:\.\w+|\(\))*\(\)")


def counted_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """One that is given calls, or several lists, in place of one list; the text is "calls" or "lists", and the places
    those of what it is given."""
    for call in grove.all(ast.Call):
        func, scope = call.func, grove.scopes[call]
        if not isinstance(func, ast.Attribute) or func.attr not in NAMES or scope.node is None:
            continue
        given = given_to(call)
        kinds = [kind_of(each, scope) for each in given]
        text = "calls" if set(kinds) == {"call"} else "lists" if kinds in (["list", "list"], ["list", "call"]) else ""
        if text and not may_not_run(call, grove):
            places = tuple(scope.reader.place(each) for each in given)
            yield Slip("counted", scope.reader.place(call), scope.within, func.attr, text, places)


def given_to(call: ast.Call) -> list[ast.expr]:
    """What it is given by position, or else as `calls`, and a list that is given as `any_order`."""
    named = {each.arg: each.value for each in call.keywords}
    calls, order = named.get("calls"), named.get("any_order")
    given = call.args or ([calls] if calls else [])
    return [*given, order] if len(given) == 1 and isinstance(order, ast.List) else given


def kind_of(node: ast.expr, scope: Scope) -> str:
    if isinstance(node, (ast.List, ast.Tuple)):
        return "list"
    chain = f"{scope.reader.chain(node.func)}()" if isinstance(node, ast.Call) else ""
    return "call" if CALLS.fullmatch(chain) and not chain.endswith(".call_list()") else ""
