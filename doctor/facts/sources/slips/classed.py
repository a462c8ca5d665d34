"""Mocks of classes, and what tests ask of them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.sources.scopes import FUNCTIONS, Function, Grove, Scope
from doctor.facts.sources.slips.mocks import OF_OBJECTS, PATCHES
from doctor.knowledge.syntax import nodes_in
from doctor.model.slips import Slip

PATCHED = re.compile(rb"""patch(?:\.object)?\([^()"']{0,200}["'](?:[\w.]+\.)?[A-Z]\w*[a-z]\w*["']""")
SPECS = frozenset({"autospec", "spec", "spec_set"})
CLASS = re.compile(r"(?:\w+\.)+[A-Z]\w*[a-z]\w*")
OF_CLASS = ("assert_", "call", "await")  # what the mock itself is asked: how the class was called
SETS = ("return_value", "side_effect")


def classed_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """The methods of a mock of a class that a test tells what to return, or asks for their calls, where it never comes
    to what the class returns; the name is that of class and method."""
    for call in grove.all(ast.Call):
        scope, name = holder_of(call, grove)
        target = target_of(call, grove.scopes[call]) if scope else ""
        if scope is None or scope.node is None or not name or not target:
            continue
        asked = methods_of(name, scope.node, grove)
        for method, nodes in asked.items():
            places = tuple(scope.reader.place(each) for each in nodes)
            yield Slip("of class", places[0], scope.within, f"{target}.{method}", name, places)


def target_of(call: ast.Call, scope: Scope) -> str:
    """What it replaces by a mock of its own, where that sounds like a class."""
    chain = scope.reader.chain(call.func)
    count = 1 if chain in PATCHES else 2 if chain in OF_OBJECTS else 0
    if len(call.args) != count or not count or any(each.arg not in SPECS for each in call.keywords):
        return ""
    last = call.args[-1]
    text = last.value if isinstance(last, ast.Constant) and isinstance(last.value, str) else ""
    target = text if count == 1 else f"{scope.reader.dotted(call.args[0])}.{text}"
    return target if CLASS.fullmatch(target) else ""


def holder_of(call: ast.Call, grove: Grove) -> tuple[Scope | None, str]:
    """The function that has the mock, and the mock's name there."""
    parent = grove.parents.get(call)
    if isinstance(parent, ast.withitem) and isinstance(parent.optional_vars, ast.Name):
        return grove.scopes[call], parent.optional_vars.id
    if isinstance(parent, ast.Assign) and len(parent.targets) == 1 and isinstance(parent.targets[0], ast.Name):
        is_mocker = grove.scopes[call].reader.chain(call.func).startswith("mocker.")
        return grove.scopes[call], parent.targets[0].id if is_mocker else ""
    if isinstance(parent, FUNCTIONS) and call in parent.decorator_list:
        inner = next((grove.scopes[stmt] for stmt in parent.body), None)
        return inner, filled_by(call, parent, grove)
    return None, ""


def filled_by(call: ast.Call, function: Function, grove: Grove) -> str:
    """The parameter that gets the mock of a decorator; "" where another one may hand something over."""
    params = [each.arg for each in (*function.args.posonlyargs, *function.args.args)]
    params = params[1 if params[:1] == ["self"] else 0 :]
    for each in reversed(function.decorator_list):
        if each is call:
            return params[0] if params else ""
        chain = grove.scopes[each].reader.chain(each)
        if not chain.startswith("pytest.mark."):
            is_patch = isinstance(each, ast.Call) and grove.scopes[each].reader.chain(each.func) in (
                *PATCHES,
                *OF_OBJECTS,
            )
            if not is_patch or not isinstance(each, ast.Call):
                return ""
            is_object = chain.endswith("object()")
            is_given = len(each.args) > 1 + is_object or any(key.arg in ("new", None) for key in each.keywords)
            params = params if is_given else params[1:]
    return ""


def methods_of(name: str, function: Function, grove: Grove) -> dict[str, list[ast.Name]]:
    """Each with where the mock is mentioned for it; nothing where the mock is used in another way, too."""
    found: dict[str, list[ast.Name]] = {}
    for node in nodes_in(function):
        if not isinstance(node, ast.Name) or node.id != name or not isinstance(node.ctx, ast.Load):
            continue
        method = grove.parents.get(node)
        above = grove.parents.get(method) if method else None
        if not isinstance(method, ast.Attribute):
            return {}
        if method.attr.startswith(OF_CLASS) and not isinstance(above, ast.Attribute):
            continue
        is_asked = isinstance(above, ast.Attribute) and above.attr.startswith((*SETS, "assert_", "call", "mock_calls"))
        if not is_asked:
            return {}
        found.setdefault(method.attr, []).append(node)
    return {} if SETS[0] in found or SETS[1] in found else found
