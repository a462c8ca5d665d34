"""Patches of whole classes, which leave set-up methods out."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.sources.interest import is_fixture
from doctor.facts.sources.scopes import FUNCTIONS, Function, Grove, Scope
from doctor.facts.sources.slips.mocks import OF_OBJECTS, PATCHES
from doctor.knowledge.syntax import first_name, nodes_in
from doctor.model.slips import Slip
from doctor.model.xunit import SETTING_UP

CLASSES = re.compile(rb"(?m)^class ")


def patch_lines(data: bytes) -> list[int]:
    """Classes with a patch among their decorators, where `patch` is not told to reach set-up methods, too."""
    if b"TEST_PREFIX" in data:
        return []
    starts = (hit.start() for hit in CLASSES.finditer(data))
    found = [start for start in starts if b"patch" in data[data.rfind(b"\n\n", 0, start) + 1 : start]]
    return [data.count(b"\n", 0, start) + 1 for start in found]


def around_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """What a set-up method or fixture of a class calls, by way of its module, though the class patches it; the other
    place is that of the patch."""
    reader = grove.module.reader
    for klass in tree.body:
        if not isinstance(klass, ast.ClassDef):
            continue
        targets = {target: each for each in klass.decorator_list if (target := target_of(each, grove.module))}
        methods = [each for each in klass.body if isinstance(each, FUNCTIONS)] if targets else []
        for method in methods:
            if sets_up(method, grove.module) and not patches_itself(method):
                own = Scope(reader, node=method)
                for call in calls_of(method):
                    name = own.reader.dotted(call.func) if own.kind_of(first_name(call)) == "import" else ""
                    if name in targets:
                        within, places = f"{klass.name}.{method.name}", (reader.place(targets[name]),)
                        yield Slip("around", reader.place(call), within, name, method.name, places)


def target_of(node: ast.expr, scope: Scope) -> str:
    """What a decorator patches, by its dotted name; "" for anything else."""
    chain = scope.reader.chain(node.func) if isinstance(node, ast.Call) else ""
    if not isinstance(node, ast.Call) or chain not in (*PATCHES, *OF_OBJECTS):
        return ""
    of, name = (*node.args, None, None)[:2] if chain in OF_OBJECTS else (None, (*node.args, None)[0])
    text = getattr(name, "value", "")
    if not isinstance(text, str):
        return ""
    return f"{scope.reader.dotted(of)}.{text}" if of else text


def sets_up(method: Function, scope: Scope) -> bool:
    return method.name in SETTING_UP or is_fixture(map(scope.reader.chain, method.decorator_list))


def patches_itself(method: Function) -> bool:
    return any("patch" in getattr(node, "attr", getattr(node, "id", "")) for node in nodes_in(method))


def calls_of(method: Function) -> Iterator[ast.Call]:
    """Calls of something that a module is asked for: `from shop import send` is a name of its own."""
    for stmt in method.body:
        for node in nodes_in(stmt):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                yield node
