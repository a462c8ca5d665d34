"""The classes of a module: their plain methods, and what their instances have."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from doctor.knowledge.syntax import FUNCTIONS, Function, nodes_in

OPEN = frozenset({"__slots__", "__getattr__", "__getattribute__", "__dir__"})  # what attributes there are is not told
HIDING = OPEN | {"locals", "vars", "exec", "__dict__"}
Stored = ast.Name | ast.Attribute


def stored_in(nodes: Sequence[ast.AST]) -> list[Stored]:
    """The names and attributes that are given a value or deleted."""
    return [each for each in nodes if isinstance(each, Stored) and not isinstance(each.ctx, ast.Load)]


def methods(tree: ast.Module, stored: list[Stored]) -> Iterator[tuple[str, Function]]:
    """`Cart.is_empty`: methods without decorators, of classes without, whose name nobody gives a value."""
    set_ = {each.attr for each in stored if isinstance(each, ast.Attribute)}
    for klass in tree.body:
        if isinstance(klass, ast.ClassDef) and not klass.decorator_list:
            own = [each for each in klass.body if isinstance(each, FUNCTIONS)]
            names = [each.name for each in own]
            for each in own:
                if not each.decorator_list and names.count(each.name) == 1 and each.name not in set_:
                    yield f"{klass.name}.{each.name}", each


def instance(tree: ast.Module, stored: list[Stored]) -> Iterator[str]:
    """`Cart.rows`: what only the methods set, of plain classes without `__slots__` and `__getattr__`."""
    attributes = [each for each in stored if isinstance(each, ast.Attribute)]
    elsewhere = {each.attr for each in attributes if getattr(each.value, "id", "") != "self"}
    for klass in plain_classes(tree):
        own = {getattr(each, "name", "") for each in klass.body}
        own |= {node.id for each in klass.body if not hasattr(each, "name") for node in nodes_in(each)
                if isinstance(node, ast.Name)}  # fmt: skip
        if not own & OPEN:
            inner = set(nodes_in(klass))
            given = {each.attr for each in attributes if each in inner} - own - elsewhere
            yield from (f"{klass.name}.{name}" for name in given)


def closed(tree: ast.Module, nodes: Sequence[ast.AST], stored: list[Stored]) -> Iterator[tuple[str, frozenset[str]]]:
    """Plain classes that are defined once, with all that may be set somewhere in the module. `nodes` are all of it."""
    names = [each.name for each in nodes if isinstance(each, ast.ClassDef)]
    names += [each.id for each in stored if isinstance(each, ast.Name)]
    attributes = {each.attr for each in stored if isinstance(each, ast.Attribute)}
    for klass in plain_classes(tree):
        own = set().union(*(names_of(node) for each in klass.body for node in nodes_in(each)))
        if names.count(klass.name) == 1 and not own & HIDING:
            yield klass.name, frozenset(own | attributes)


def plain_classes(tree: ast.Module) -> Iterator[ast.ClassDef]:
    """Those without bases, keywords and decorators."""
    for klass in tree.body:
        if isinstance(klass, ast.ClassDef) and not (klass.bases or klass.keywords or klass.decorator_list):
            yield klass


def names_of(node: ast.AST) -> set[str]:
    """What it is called, defines or imports."""
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return {each.asname or each.name for each in node.names}
    return {getattr(node, "name", "") or getattr(node, "id", "")}
