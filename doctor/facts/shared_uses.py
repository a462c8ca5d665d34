"""What is done with an object that a call gives, or with an attribute of it."""

from __future__ import annotations

import ast

from doctor.facts.sources.scopes import Grove

GROWS = frozenset({"append", "add", "update", "extend", "insert", "setdefault", "appendleft"})
SHRINKS = ("pop", "clear", "remove", "discard", "reset", "restore", "delete", "unregister", "close", "undo")
BLOCKS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.Try, ast.With, ast.AsyncWith, ast.Lambda, ast.IfExp)
LOOKS = frozenset({"len", "isinstance", "list", "dict", "set", "sorted", "str", "repr", "any", "all", "type", "id"})
Used = tuple[str, str, bool, ast.expr | None]  # item, how, plain, value


def is_base(call: ast.Call) -> bool:
    """Is it a call without arguments, of what is named as functions are?"""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return not (call.args or call.keywords) and (name[:1].islower() or name[:1] == "_")


def alias_of(call: ast.Call, grove: Grove) -> list[ast.Name]:
    """Where the name is read that the function gives to the object, and to nothing else."""
    above = grove.parents.get(call)
    target = above.targets[0] if isinstance(above, ast.Assign) and len(above.targets) == 1 else None
    if not isinstance(target, ast.Name):
        return []
    scope = grove.scopes[call]
    named = [each for each in grove.named(target.id) if isinstance(each, ast.Name) and grove.scopes[each] is scope]
    stored = [each for each in named if isinstance(each.ctx, ast.Store)]
    return [each for each in named if isinstance(each.ctx, ast.Load)] if len(stored) == 1 else []


def used(node: ast.expr, grove: Grove) -> Used | None:
    plain = not any(isinstance(each, BLOCKS) for each in grove.above(node))
    parent = grove.parents.get(node)
    if isinstance(parent, ast.Attribute):
        item, how, value = _of_attribute(parent, grove)
    elif isinstance(parent, ast.Subscript) and parent.value is node:
        item, how, value = "", _of_subscript(parent), None
    elif isinstance(parent, (ast.Compare, ast.Assert, ast.BoolOp, ast.UnaryOp)) or _is_looked_at(parent, grove):
        item, how, value = "", "reads", None
    elif isinstance(parent, (ast.Expr, ast.Assign)):
        return None
    else:
        item, how, value = "", "hands", None
    return item, how, plain, value


def _of_attribute(node: ast.Attribute, grove: Grove) -> tuple[str, str, ast.expr | None]:
    above = grove.parents.get(node)
    if isinstance(node.ctx, ast.Store):
        return node.attr, "set", getattr(above, "value", None)
    if isinstance(node.ctx, ast.Del):
        return node.attr, "shrinks", None
    if isinstance(above, ast.Call) and above.func is node:  # a method of the object itself
        return "", _of_method(node.attr), None
    if isinstance(above, ast.Subscript) and above.value is node:
        return node.attr, _of_subscript(above), None
    if isinstance(above, ast.AugAssign):
        return node.attr, "set", above.value
    if isinstance(above, ast.Attribute):
        call = grove.parents.get(above)
        is_call = isinstance(call, ast.Call) and call.func is above
        return node.attr, _of_method(above.attr) if is_call else "reads", None
    if isinstance(above, (ast.Call, ast.keyword)) and not _is_looked_at(above, grove):
        return node.attr, "hands", None
    return node.attr, "reads", None


def _of_subscript(node: ast.Subscript) -> str:
    if isinstance(node.ctx, ast.Load):
        return "reads"
    return "grows" if isinstance(node.ctx, ast.Store) else "shrinks"


def _of_method(name: str) -> str:
    if name in GROWS:
        return "grows"
    return "shrinks" if any(word in name for word in SHRINKS) else "reads"


def _is_looked_at(node: ast.AST | None, grove: Grove) -> bool:
    if not isinstance(node, ast.Call):
        return False
    name = grove.scopes[node].reader.chain(node.func).rpartition(".")[2]
    return name in LOOKS or name.startswith("assert")
