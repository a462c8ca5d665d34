"""What tests replace in the modules that define it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.sources.scopes import FUNCTIONS, Function, Grove, Scope, lines_of
from doctor.facts.sources.slips.mocks import OF_OBJECTS, PATCHES
from doctor.knowledge.syntax import nodes_in
from doctor.model.slips import Slip

REPLACED = rb"""%b\([^()"']{0,200}["'](?:[\w.]+\.)?[A-Z][A-Z0-9_]+["']"""
OF_OBJECT = rb"""%b\(\s*[\w.]+,\s*["']\w+["']"""
WORDS = (b"setattr", b"patch", b"patch.object", b"spy")  # each looked for by itself: a search for a plain word is fast
NAME = re.compile(r"(?:[a-z_]\w*\.)+[A-Z][A-Z0-9_]+")
NAME_OF_MODULE = re.compile(r"(?:[a-z_]\w*\.)+[A-Za-z]\w*")
OF_SPIES = ("mocker.spy",)
CALLS = (*PATCHES, *OF_OBJECTS, *OF_SPIES, "monkeypatch.setattr")
BOTH = ("monkeypatch.setattr",)  # takes an object and a name, or a text


def replaced_lines(data: bytes) -> list[int]:
    """Where something is replaced that may be a constant, or what a module defines."""
    words = [re.escape(word) for word in WORDS if word in data]
    return sorted({line for word in words for kind in (REPLACED, OF_OBJECT) for line in lines_of(kind % word, data)})


def constants_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """A constant, or what a module may define, that a test replaces, with the dotted names of all that it mentions
    besides; nothing of a test that goes by way of its own file's functions."""
    own = {each.name for each in tree.body if isinstance(each, (*FUNCTIONS, ast.ClassDef))}
    for call in grove.all(ast.Call):
        scope = scope_of(call, grove)
        target = target_of(call, scope) if scope else ""
        if scope is None or scope.node is None or not target:
            continue
        mentioned = set(mentions(scope.node, call, scope))
        if not mentioned & own and not any(each.startswith(("self.", "cls.")) for each in mentioned):
            text = "\n".join(sorted(mentioned))
            chain, texts = scope.reader.chain(call.func), [isinstance(each, ast.Constant) for each in call.args[:2]]
            others = (scope.reader.place(call.args[1]),) if chain in BOTH and texts == [False, True] else ()
            yield Slip("constant", scope.reader.place(call.args[0]), scope.within, target, text, others)


def scope_of(call: ast.Call, grove: Grove) -> Scope | None:
    """The function around it, or the one that it decorates."""
    parent = grove.parents.get(call)
    if isinstance(parent, FUNCTIONS) and call in parent.decorator_list:
        return next((grove.scopes[stmt] for stmt in parent.body), None)
    return grove.scopes[call]


def target_of(call: ast.Call, scope: Scope) -> str:
    """What it replaces, where that sounds like a constant of a module; of `(module, "name")` it may be anything."""
    if scope.reader.chain(call.func) not in CALLS or not call.args:
        return ""
    first, second = (*call.args, None)[:2]
    target = ""
    if isinstance(first, ast.Constant) and isinstance(first.value, str):
        target = first.value
    elif first and isinstance(second, ast.Constant) and isinstance(second.value, str):
        target = f"{scope.reader.dotted(first)}.{second.value}"
        return target if NAME_OF_MODULE.fullmatch(target) else ""
    return target if NAME.fullmatch(target) else ""


def mentions(function: Function, call: ast.Call, scope: Scope) -> Iterator[str]:
    """The dotted names in its body, but those of the call; of `self.assertEqual` nothing."""
    passed = {call, *nodes_in(call)}
    for stmt in function.body:
        for node in nodes_in(stmt):
            if isinstance(node, (ast.Attribute, ast.Name)) and node not in passed:
                inner = node.value if isinstance(node, ast.Attribute) else None
                passed.update(nodes_in(inner) if isinstance(inner, (ast.Attribute, ast.Name)) else ())
                name = scope.reader.dotted(node)
                yield from [name] if name and not name.startswith("self.assert") else ()
