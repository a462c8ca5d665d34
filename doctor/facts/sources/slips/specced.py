"""What tests ask of mocks that are made after a class."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator

from doctor.facts.sources.scopes import FUNCTIONS, Grove, Scope, lines_around, made_by
from doctor.knowledge.syntax import nodes_in
from doctor.model.flows import Slip

MADE = re.compile(rb"[ \t]+\w+ = [\w.]*(?:Mock\([^\n]*\bspec(?:_set)?=|create_autospec\()")
HOMES = ("unittest.mock", "mock", "mock.mock", "mocker")
MOCKS = frozenset(
    f"{home}.{name}"
    for home in HOMES
    for name in ("Mock", "MagicMock", "AsyncMock", "NonCallableMock", "NonCallableMagicMock")
)
MAKERS = frozenset(f"{home}.create_autospec" for home in HOMES)
SETTING = frozenset({"configure_mock", "attach_mock", "mock_add_spec", "setattr"})


def made_lines(data: bytes) -> list[int]:
    """Where a mock may be made after a class, and gets a name."""
    return lines_around([b"spec=", b"spec_set=", b"create_autospec("], MADE, data)


def specced_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """An attribute that a test reads of such a mock, and sets nowhere; the name is the class with the attribute."""
    for stmt in grove.all(ast.Assign):
        scope, target, call = grove.scopes[stmt], stmt.targets[0], stmt.value
        if scope.node is None or not isinstance(call, ast.Call) or not isinstance(target, ast.Name):
            continue
        klass = _spec(call, scope)
        if not klass or made_by(target.id, scope) not in MOCKS | MAKERS:
            continue
        given = {each.arg for each in call.keywords}
        for node in _read(target.id, scope, grove):
            if node.attr not in given and None not in given:
                places = (scope.reader.place(call),)
                yield Slip("specced", scope.reader.place(node), scope.within, f"{klass}.{node.attr}", others=places)


def _spec(call: ast.Call, scope: Scope) -> str:
    """The dotted name of the class."""
    chain = scope.reader.chain(call.func)
    if chain in MAKERS:
        spec = call.args[0] if call.args else None
    else:
        spec = next((each.value for each in call.keywords if each.arg in ("spec", "spec_set")), None)
    is_known = chain in MOCKS | MAKERS and isinstance(spec, (ast.Name, ast.Attribute))
    name = scope.reader.dotted(spec) if is_known and spec else ""
    return name if name.rpartition(".")[2][:1].isupper() else ""


def _read(name: str, scope: Scope, grove: Grove) -> list[ast.Attribute]:
    """Its attributes that are only read, before it is handed to something that may set them."""
    found: list[ast.Attribute] = []
    stored, handed = set(), [sys.maxsize]
    for node in nodes_in(scope.node) if scope.node else ():
        if getattr(node, "attr", getattr(node, "id", "")) in SETTING:
            return []
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load):
            if not isinstance(of := grove.parents.get(node), ast.Attribute):
                handed.append(node.lineno)
            elif not isinstance(of.ctx, ast.Load):
                stored.add(of.attr)
            elif not _may_fail(of, scope, grove):
                found.append(of)
    return [node for node in found if node.attr not in stored and node.lineno < min(handed)]


def _may_fail(node: ast.AST, scope: Scope, grove: Grove) -> bool:
    """Is it of a function within, or is a failure waited for?"""
    above = (each for each in grove.above(node) if each is not scope.node)
    return any(isinstance(each, (*FUNCTIONS, ast.Lambda, ast.With, ast.AsyncWith, ast.Try)) for each in above)
