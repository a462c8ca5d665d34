"""Which parts of a tree there are to visit."""

from __future__ import annotations

import ast
from collections.abc import Callable

from doctor.knowledge.expressions import Reader
from doctor.model.sources import Expr

LEAVES = (
    ast.Name, ast.Constant, ast.expr_context, ast.operator, ast.boolop, ast.unaryop, ast.cmpop, ast.alias, ast.arg,
    ast.Pass, ast.Break, ast.Continue, ast.Nonlocal,
)  # fmt: skip
LEAF_TYPES = frozenset(kind for leaf in LEAVES for kind in (leaf, *leaf.__subclasses__()))
LEAF_TYPES |= {str, int, type(None), *ast.expr_context.__subclasses__()}

CHILDREN: dict[type, tuple[str, ...]] = {}
_NAMES = frozenset({"ctx", "op", "ops", "kind", "type_comment", "id", "attr", "arg", "level", "module", "conversion"})


def children_of(kind: type[ast.AST]) -> tuple[str, ...]:
    """The fields of a kind of node that may hold nodes to visit, the last one first. They are kept in CHILDREN."""
    CHILDREN[kind] = tuple(name for name in reversed(kind._fields) if name not in _NAMES)
    return CHILDREN[kind]


class Later(ast.AST):
    """Something to do when the walk comes to this point."""

    def __init__(self, action: Callable[[], None]) -> None:
        self.action = action


def joined(before: Expr | None, added: Expr) -> Expr:
    """The value after `+=`."""
    if before and before.kind == added.kind and added.kind in ("list", "tuple"):
        return Expr(added.kind, before.place, parts=before.parts + added.parts)
    return Expr("other", added.place, parts=(before, added) if before else (added,))


def unpacked(target: ast.Tuple | ast.List, node: ast.expr, reader: Reader) -> list[tuple[str, Expr]]:
    """The names that `a, b = …` assigns, with their values."""
    values = node.elts if isinstance(node, (ast.Tuple, ast.List)) and len(node.elts) == len(target.elts) else None
    return [
        (each.id, reader.expr(values[index]) if values else Expr("other", reader.place(node)))
        for index, each in enumerate(target.elts)
        if isinstance(each, ast.Name)
    ]


def paired(target: ast.expr, node: ast.expr) -> list[tuple[ast.expr, ast.expr]]:
    """The parts of `a, b.c = …`, each with its value, or with all of it."""
    if not isinstance(target, (ast.Tuple, ast.List)):
        return []
    values = node.elts if isinstance(node, (ast.Tuple, ast.List)) and len(node.elts) == len(target.elts) else None
    return [(each, values[index] if values else node) for index, each in enumerate(target.elts)]
