"""The fact `setups`: what classes give to their objects. A file is read when a rule asks for it."""

from __future__ import annotations

import ast

from doctor.facts.contents import reading, tree_of
from doctor.knowledge.syntax import FUNCTIONS, nodes_in
from doctor.model.invocation import Invocation
from doctor.model.setups import Giving, SetUp
from doctor.model.xunit import SETTING_UP

OWN = ("self", "cls")
COMPUTED = frozenset({"setattr", "__dict__", "vars", "__getattr__", "__getattribute__"})


def setups(invocation: Invocation) -> ReadSetups:
    return ReadSetups(invocation)


class ReadSetups:
    """`Setups` of the project's own files."""

    def __init__(self, invocation: Invocation) -> None:
        self._read = reading(invocation)
        self._known: dict[str, dict[str, list[Giving]]] = {}

    def of(self, path: str, klass: str) -> Giving | None:
        if path not in self._known:
            self._known[path] = read(tree_of(self._read(path), path))
        found = self._known[path].get(klass, [])
        return found[0] if len(found) == 1 else None


def read(tree: ast.Module) -> dict[str, list[Giving]]:
    classes = [each for each in tree.body if isinstance(each, ast.ClassDef)]
    other = frozenset(
        each.attr
        for each in nodes_in(tree)
        if isinstance(each, ast.Attribute) and not isinstance(each.ctx, ast.Load) and not is_own(each)
    )
    found: dict[str, list[Giving]] = {}
    for klass in classes:
        found.setdefault(klass.name, []).append(giving(klass, other))
    return found


def is_own(node: ast.Attribute) -> bool:
    return getattr(node.value, "id", "") in OWN


def giving(klass: ast.ClassDef, elsewhere: frozenset[str]) -> Giving:
    methods = [each for each in klass.body if isinstance(each, FUNCTIONS)]
    made = [each for each in methods if each.name in SETTING_UP]
    called = [getattr(each, "attr", getattr(each, "id", "")) for each in nodes_in(klass)]
    is_told = COMPUTED.isdisjoint((*called, *(each.name for each in methods)))
    gives = {each.name for each in klass.body if isinstance(each, (*FUNCTIONS, ast.ClassDef))}
    gives |= {attr for each in methods if each not in made for attr in attributes(each, ast.Store)}
    plain = [each for each in klass.body if not isinstance(each, (*FUNCTIONS, ast.ClassDef))]
    gives |= {each.id for stmt in plain for each in nodes_in(stmt) if isinstance(each, ast.Name)}
    return Giving(
        setups=tuple(
            SetUp(each.name, frozenset(attributes(each, ast.Store)), each.name not in called) for each in made
        ),
        gives=frozenset(gives),
        read=tuple(
            (each.name, attr) for each in methods if each.name.startswith("test") for attr in attributes(each, ast.Load)
        ),
        elsewhere=elsewhere,
        is_told=is_told,
    )


def attributes(node: ast.AST, context: type[ast.expr_context]) -> list[str]:
    """The attributes of self, or of its class, that are set, or read, in the order of the lines."""
    found = [
        each
        for each in nodes_in(node)
        if isinstance(each, ast.Attribute) and isinstance(each.ctx, context) and is_own(each)
    ]
    return [each.attr for each in sorted(found, key=lambda each: (each.lineno, each.col_offset))]
