"""What is done with an application's `dependency_overrides`."""

from __future__ import annotations

import ast

from doctor.facts.sources.scopes import Grove
from doctor.knowledge.expressions import Reader
from doctor.model.expressions import Expr
from doctor.model.flows import Override

NAME = "dependency_overrides"
METHODS = {"clear": "clear", "pop": "delete", "popitem": "delete", "update": "update", "setdefault": "set"}


def overrides_of(grove: Grove) -> tuple[Override, ...]:
    """All of them, in the order of the lines."""
    found = []
    for node in grove.all(ast.Attribute):
        if node.attr == NAME:
            found.append(made := _override(node, grove))
            if made.how == "update" and _replaces(node, grove):
                found.append(made.replace(how="replace", key=None, value=None))
    return tuple(sorted(found, key=lambda each: each.place))


def _replaces(node: ast.Attribute, grove: Grove) -> bool:
    """Is it `app.dependency_overrides = {get_user: fake_user}`, with nothing of what was there?"""
    parent = grove.parents.get(node)
    value = parent.value if isinstance(parent, (ast.Assign, ast.AnnAssign)) else None
    return isinstance(value, ast.Dict) and None not in value.keys


def _override(node: ast.Attribute, grove: Grove) -> Override:
    scope = grove.scopes[node]
    how, key, value = _how(node, grove)
    app = scope.reader.chain(node.value)
    first: ast.expr = node.value
    while isinstance(first, (ast.Attribute, ast.Subscript, ast.Call)):
        first = first.func if isinstance(first, ast.Call) else first.value
    root = scope.kind_of(first.id) if isinstance(first, ast.Name) else "local"
    place = scope.reader.place(node)
    return Override(how, app, root or "module", place, scope.within, grove.is_late(node), key, value)


def _how(node: ast.Attribute, grove: Grove) -> tuple[str, Expr | None, Expr | None]:
    reader = grove.scopes[node].reader
    parent = grove.parents.get(node)
    above = grove.parents.get(parent) if parent else None
    if isinstance(parent, ast.Subscript) and parent.value is node:
        if isinstance(parent.ctx, ast.Del):
            return "delete", reader.expr(parent.slice), None
        if isinstance(parent.ctx, ast.Store) and isinstance(above, ast.Assign):
            return "set", reader.expr(parent.slice), reader.expr(above.value)
    elif isinstance(parent, ast.Attribute) and isinstance(above, ast.Call) and above.func is parent:
        return _called(parent.attr, above, grove)
    elif isinstance(parent, ast.Call):
        return _handed_on(node, parent, reader)
    elif isinstance(parent, (ast.Assign, ast.AnnAssign, ast.AugAssign)) and parent.value is not node and parent.value:
        value = reader.expr(parent.value)
        if isinstance(parent, ast.AugAssign):
            return "update", None, value
        if not value.parts and (value.kind == "dict" or value.value == "dict"):
            return "clear", None, value
        return ("update" if value.kind == "dict" else "put back"), None, value
    return "read", None, None


def _handed_on(node: ast.Attribute, call: ast.Call, reader: Reader) -> tuple[str, Expr | None, Expr | None]:
    """`patch.dict(app.dependency_overrides, …)` and `monkeypatch.setitem(app.dependency_overrides, …)`."""
    expr = reader.expr(call)
    if reader.chain(call.func).endswith("patch.dict"):
        return "guard", None, expr.argument(1, "values")
    is_first = bool(call.args) and call.args[0] is node
    if is_first and isinstance(call.func, ast.Attribute) and call.func.attr == "setitem":
        return "lent", expr.argument(1, "name"), expr.argument(2, "value")
    return "read", None, None


def _called(method: str, call: ast.Call, grove: Grove) -> tuple[str, Expr | None, Expr | None]:
    reader = grove.scopes[call].reader
    arguments = [reader.expr(each) for each in call.args]
    first = arguments[0] if arguments else None
    how = METHODS.get(method, "read")
    if how == "update":
        return ("update" if first and first.kind == "dict" else "put back"), None, first
    value = arguments[1] if len(arguments) > 1 and how in ("set", "delete") else None
    return how, first, value
