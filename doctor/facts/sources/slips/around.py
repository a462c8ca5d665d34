"""Patches of whole classes, which leave set-up methods out."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.sources.interest import is_fixture
from doctor.facts.sources.scopes import FUNCTIONS, Function, Grove, Scope
from doctor.knowledge.syntax import nodes_in
from doctor.model.flows import Slip

PATCHED = re.compile(rb"(?m)^@(?:\w+\.)*patch(?:\.object)?\((?=[^@]*?\r?\nclass )")
HOMES = ("unittest.mock.patch", "mock.patch", "mock.mock.patch")
OBJECTS = tuple(f"{home}.object" for home in HOMES)
SETUPS = ("setUp", "asyncSetUp", "setUpClass", "setup_method", "setup_class")


def around_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """What a set-up method or fixture of a class calls, by way of its module, though the class patches it; the other
    place is that of the patch."""
    reader = grove.module.reader
    for klass in tree.body:
        if not isinstance(klass, ast.ClassDef):
            continue
        targets = {target: each for each in klass.decorator_list if (target := target_of(each, grove.module))}
        for method in klass.body if targets else ():
            if isinstance(method, FUNCTIONS) and sets_up(method, grove.module) and not patches_itself(method):
                for call in calls_of(method):
                    name = grove.scopes.get(call, grove.module).reader.dotted(call.func)
                    if name in targets:
                        within, places = f"{klass.name}.{method.name}", (reader.place(targets[name]),)
                        yield Slip("around", reader.place(call), within, name, method.name, places)


def target_of(node: ast.expr, scope: Scope) -> str:
    chain = scope.reader.chain(node.func) if isinstance(node, ast.Call) else ""
    if not isinstance(node, ast.Call) or chain not in (*HOMES, *OBJECTS) or not node.args:
        return ""
    text = getattr(node.args[-1 if chain in OBJECTS and len(node.args) == len("of") else 0], "value", "")
    if not isinstance(text, str):
        return ""
    return text if chain in HOMES else f"{scope.reader.dotted(node.args[0])}.{text}"


def sets_up(method: Function, scope: Scope) -> bool:
    return method.name in SETUPS or is_fixture(map(scope.reader.chain, method.decorator_list))


def patches_itself(method: Function) -> bool:
    return any("patch" in getattr(node, "attr", getattr(node, "id", "")) for node in nodes_in(method))


def calls_of(method: Function) -> Iterator[ast.Call]:
    """Calls of something that a module is asked for: `from shop import send` is a name of its own."""
    for stmt in method.body:
        for node in nodes_in(stmt):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                yield node
