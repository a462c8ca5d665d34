"""Tests that replace what a module defines, and call it by the name that their own file has for it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.sources.scopes import FUNCTIONS, Grove, Scope, lines_of
from doctor.facts.sources.slips.copied import OF_SPIES, mentions, scope_of
from doctor.facts.sources.slips.mocks import OF_OBJECTS, PATCHES
from doctor.knowledge.syntax import bound, nodes_in, own_names
from doctor.model.slips import Slip

BY_TEXT = re.compile(rb"""(?:setattr|patch)\(\s*["'](?:\w+\.)+(\w+)["']""")
BY_NAME = re.compile(rb"""(?:setattr|patch\.object|spy)\(\s*[\w.]+,\s*["'](\w+)["']""")
MODULE_NAME = re.compile(r"(?:[a-z_]\w*\.)+[A-Za-z_]\w*")
CALLS = (*PATCHES, *OF_OBJECTS, *OF_SPIES, "monkeypatch.setattr")
BLOCKS = (ast.With, ast.AsyncWith)
INNER = (*FUNCTIONS, ast.Lambda, ast.ClassDef)


def owned_lines(data: bytes) -> list[int]:
    """Where something is replaced that the file calls by a bare name."""
    names = {hit[1] for pattern in (BY_TEXT, BY_NAME) for hit in pattern.finditer(data)}
    kept = [name for name in names if re.search(rb"(?<![\w.])(?<!def )%b\(" % name, data)]
    wanted = b"|".join(kept)
    return (
        lines_of(rb"""(?:setattr|patch|patch\.object|spy)\([^)'"]*["'](?:\w+\.)*(?:%b)["']""" % wanted, data)
        if kept
        else []
    )


def owned_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """What is replaced and then called, with all else that the test mentions; the other place is the call."""
    imported = {each.alias for stmt in tree.body if isinstance(stmt, ast.ImportFrom) for each in bound(stmt, "")}
    own = {each.name for each in tree.body if isinstance(each, (*FUNCTIONS, ast.ClassDef))}
    for patch in grove.all(ast.Call):
        scope = scope_of(patch, grove)
        target = _target(patch, scope) if scope and scope.node else ""
        called = _called(patch, target, scope, grove) if scope and target else None
        if scope is None or scope.node is None or called is None or called.id not in imported - own_names(scope.node):
            continue
        told = set(mentions(scope.node, patch, scope)) - {target}
        if not told & own and not any(each.startswith(("self.", "cls.")) for each in told):
            places = (scope.reader.place(called),)
            yield Slip(
                "owned", scope.reader.place(patch.args[0]), scope.within, target, "\n".join(sorted(told)), places
            )


def _target(call: ast.Call, scope: Scope) -> str:
    """The name of a module that it replaces."""
    if scope.reader.chain(call.func) not in CALLS or not call.args:
        return ""
    first, second = (*call.args, None)[:2]
    if isinstance(first, ast.Constant):
        target = first.value if isinstance(first.value, str) else ""
    elif first is not None and isinstance(second, ast.Constant):
        target = f"{scope.reader.dotted(first)}.{second.value!s}"
    else:
        return ""
    return target if MODULE_NAME.fullmatch(target) else ""


def _called(patch: ast.Call, target: str, scope: Scope, grove: Grove) -> ast.Name | None:
    """The bare name by which the test calls it while it is replaced; None where it is also named otherwise."""
    assert scope.node is not None
    found: list[ast.Name] = []
    for stmt in _while_replaced(patch, scope, grove):
        if isinstance(stmt, ast.Assign) and isinstance(stmt.targets[0], ast.Attribute):
            continue  # `replaced.return_value = send("tea")`
        for node in nodes_in(stmt):
            if isinstance(node, INNER):
                return None
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and scope.reader.dotted(node.func) == target
            ):
                found.append(node.func)
    inner = [node for stmt in scope.node.body for node in nodes_in(stmt) if isinstance(node, ast.Attribute)]
    is_named = any(scope.reader.dotted(each).startswith(target) and each not in nodes_in(patch) for each in inner)
    return found[0] if found and not is_named else None


def _while_replaced(patch: ast.Call, scope: Scope, grove: Grove) -> list[ast.stmt]:
    """The statements that run after it, in its block or function."""
    assert scope.node is not None
    parent = grove.parents.get(patch)
    if isinstance(parent, FUNCTIONS):
        return parent.body
    if isinstance(parent, ast.withitem):
        block = grove.parents.get(parent)
        return block.body if isinstance(block, BLOCKS) else []
    if isinstance(parent, (ast.Expr, ast.Assign)) and parent in scope.node.body:
        is_lasting = not scope.reader.chain(patch.func).startswith(("unittest.", "mock."))
        return scope.node.body[scope.node.body.index(parent) + 1 :] if is_lasting else []
    return []
