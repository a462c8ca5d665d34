"""Which parts of a tree there are to visit."""

from __future__ import annotations

import ast

LEAVES = (
    ast.Name, ast.Constant, ast.expr_context, ast.operator, ast.boolop, ast.unaryop, ast.cmpop, ast.alias, ast.arg,
    ast.Pass, ast.Break, ast.Continue, ast.Global, ast.Nonlocal,
)  # fmt: skip
LEAF_TYPES = frozenset(kind for leaf in LEAVES for kind in (leaf, *leaf.__subclasses__()))
LEAF_TYPES |= {str, int, type(None), *ast.expr_context.__subclasses__()}

CHILDREN: dict[type, tuple[str, ...]] = {}
_NAMES = frozenset({"ctx", "op", "ops", "kind", "type_comment", "id", "attr", "arg", "level", "module", "conversion"})


def children_of(kind: type[ast.AST]) -> tuple[str, ...]:
    """The fields of a kind of node that may hold nodes to visit, the last one first. They are kept in CHILDREN."""
    CHILDREN[kind] = tuple(name for name in reversed(kind._fields) if name not in _NAMES)
    return CHILDREN[kind]
