"""Mocks that are given a name, which is not their attribute `name`."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator

from doctor.facts.sources.scopes import Grove, Scope, made_by
from doctor.facts.sources.slips.mocks import MOCKS
from doctor.knowledge.syntax import nodes_in
from doctor.model.slips import Slip

NAMED = re.compile(rb"Mock\([^()]{0,300}?\bname=[rb]?[\"']")
SPECS = frozenset({"spec", "spec_set", "wraps", "parent", None})
SETTING = frozenset({"configure_mock", "attach_mock", "mock_add_spec", "setattr", "type", "PropertyMock"})


def named_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """One whose attribute `name` a test compares with a text, or, with what it calls as the text, one that it hands to
    a function whose result is to hold the name."""
    for stmt in grove.all(ast.Assign):
        call, target, scope = stmt.value, stmt.targets[0], grove.scopes[stmt]
        if scope.node is None or not isinstance(call, ast.Call) or not isinstance(target, ast.Name):
            continue
        value = next((each.value for each in call.keywords if each.arg == "name"), None)
        text = value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else ""
        if not text or call.args or made_by(target.id, scope) not in MOCKS or has_other(call, target.id, scope):
            continue
        called = of_result(target.id, text, scope, grove)
        if called is not None:
            assert value is not None
            places = (scope.reader.place(call), scope.reader.place(value))
            statement = f"{target.id}.name = {json.dumps(text, ensure_ascii=False)}"
            yield Slip("named", places[1], scope.within, statement, called, places)


def has_other(call: ast.Call, name: str, scope: Scope) -> bool:
    """Does something else decide what its attribute is?"""
    assert scope.node is not None
    for node in nodes_in(scope.node):
        if getattr(node, "attr", getattr(node, "id", "")) in SETTING:
            return True
        is_name = isinstance(node, ast.Attribute) and node.attr == "name" and getattr(node.value, "id", "") == name
        if is_name and isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
            return True
    return any(each.arg in SPECS for each in call.keywords)


def of_result(name: str, text: str, scope: Scope, grove: Grove) -> str | None:
    """What is called with the mock to make a text that holds its name, or "" where its attribute is compared; None
    where neither is."""
    assert scope.node is not None
    for node in nodes_in(scope.node):
        if not isinstance(node, ast.Compare) or len(node.ops) != 1 or not isinstance(node.ops[0], (ast.Eq, ast.NotEq)):
            continue
        for one, other in ((node.left, node.comparators[0]), (node.comparators[0], node.left)):
            if not isinstance(other, ast.Constant) or not isinstance(other.value, str):
                continue
            if isinstance(one, ast.Attribute) and one.attr == "name" and getattr(one.value, "id", "") == name:
                return ""
            is_given = isinstance(one, ast.Call) and any(getattr(each, "id", "") == name for each in one.args)
            is_in = re.search(rf"(?<!\w){re.escape(text)}(?!\w)", other.value) is not None
            if isinstance(one, ast.Call) and is_given and is_in and isinstance(grove.parents.get(node), ast.Assert):
                return scope.reader.dotted(one.func) or None
    return None
