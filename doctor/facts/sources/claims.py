"""Assertions of mocks that cannot fail as they are written."""

from __future__ import annotations

import ast

from doctor.facts.sources.scopes import Grove
from doctor.model.flows import Claim

ASSERTIONS = frozenset(
    f"assert_{name}"
    for name in (
        "called", "called_once", "called_with", "called_once_with", "any_call", "has_calls", "not_called",
        "awaited", "awaited_once", "awaited_with", "awaited_once_with", "any_await", "has_awaits", "not_awaited",
    )
)  # fmt: skip
WITHOUT_PREFIX = frozenset({"called_once", "called_with", "called_once_with", "has_calls", "not_called", "any_call"})


def claims_of(grove: Grove) -> tuple[Claim, ...]:
    """All of them, in the order of the lines."""
    found = []
    for node in grove.all(ast.Attribute):
        how = _how(node, grove)
        if how:
            scope = grove.scopes[node]
            found.append(Claim(how, node.attr, scope.reader.chain(node.value), scope.reader.place(node), scope.within))
    return tuple(sorted(found, key=lambda each: each.place))


TRUTHS = ("assertTrue", "assert_", "assertIsNotNone", "bool")


def _how(node: ast.Attribute, grove: Grove) -> str:
    parent = grove.parents.get(node)
    if node.attr in ASSERTIONS:
        if isinstance(parent, ast.Expr):
            return "uncalled"
        return "asserted" if _is_asserted(node, parent) else ""
    if node.attr not in WITHOUT_PREFIX:
        return ""
    if isinstance(parent, ast.Call) and parent.func is node:
        above = grove.parents.get(parent)
        return "called" if isinstance(above, ast.Expr) or _is_asserted(parent, above) else ""
    return "asserted" if _is_asserted(node, parent) else ""


def _is_asserted(node: ast.expr, parent: ast.AST | None) -> bool:
    """Is only looked at whether it is true: `assert mock.called_once`, `self.assertTrue(mock.called_once())`?"""
    if isinstance(parent, ast.Assert):
        return parent.test is node
    is_method = isinstance(parent, ast.Call) and isinstance(parent.func, ast.Attribute) and parent.func.attr in TRUTHS
    return is_method and isinstance(parent, ast.Call) and parent.args[:1] == [node]
