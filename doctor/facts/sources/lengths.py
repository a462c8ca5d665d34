"""How many things a loop runs over, as far as it is written there."""

from __future__ import annotations

import ast

from doctor.knowledge.syntax import nodes_in

SAME = ("enumerate", "sorted", "reversed", "list", "tuple", "iter")  # as many as they are given
VIEWS = ("items", "keys", "values")


def is_several(things: ast.expr | None, function: ast.AST | None = None) -> bool:
    """Are there certainly more than one?"""
    things = held(unwrapped(things), function) if things is not None else None
    if isinstance(things, (ast.List, ast.Tuple, ast.Set)):
        return sum(not isinstance(each, ast.Starred) for each in things.elts) > 1
    if isinstance(things, ast.Dict):
        return sum(each is not None for each in things.keys) > 1
    if isinstance(things, ast.Call) and getattr(things.func, "id", "") == "range" and not things.keywords:
        given = [each.value for each in things.args if isinstance(each, ast.Constant) and isinstance(each.value, int)]
        return len(given) == len(things.args) in (1, 2) and len(range(*given)) > 1
    return False


def unwrapped(things: ast.expr) -> ast.expr:
    """`NAMES` of `enumerate(sorted(NAMES))` and of `NAMES.items()`."""
    while isinstance(things, ast.Call):
        if getattr(things.func, "id", "") in SAME and things.args:
            things = things.args[0]
        elif isinstance(things.func, ast.Attribute) and things.func.attr in VIEWS and not things.args:
            things = things.func.value
        else:
            break
    return things


def held(things: ast.expr, function: ast.AST | None) -> ast.expr:
    """What a variable of the function holds, if that is given once, and nothing else is done with it."""
    if not isinstance(things, ast.Name) or function is None:
        return things
    named = [node for node in nodes_in(function) if isinstance(node, ast.Name) and node.id == things.id]
    given = [node for node in nodes_in(function) if isinstance(node, ast.Assign) and node.targets[0] in named]
    return given[0].value if len(named) == 2 and len(given) == len(given[0].targets) == 1 else things


def of_module(things: ast.expr | None, function: ast.AST) -> ast.expr | None:
    """The name that the module may give to the things, such as `NAMES` or `data.NAMES`."""
    found = root = unwrapped(things) if things is not None else None
    while isinstance(root, ast.Attribute):
        root = root.value
    if not isinstance(root, ast.Name) or root.id == "self":
        return None
    own = {node.id for node in nodes_in(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    own |= {node.arg for node in nodes_in(function) if isinstance(node, ast.arg)}
    return None if root.id in own else found
