"""Where a module has its names from."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from doctor.knowledge.syntax import FUNCTIONS, bound, nodes_in

DEFINITIONS = (*FUNCTIONS, ast.ClassDef)


def imported(tree: ast.Module, package: str, stored: Iterable[str]) -> dict[str, str]:
    """What names stand for that only imports at the top give; `import a.b` gives the name `a`."""
    top = {id(stmt) for stmt in tree.body}
    found: dict[str, set[str]] = {}
    others = {*stored, "*"}
    for node in nodes_in(tree):
        if isinstance(node, (*DEFINITIONS, ast.ExceptHandler)) and node.name:
            others.add(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            for each in bound(node, package):
                plain = each.module if each.node.asname else each.alias
                found.setdefault(each.alias, set()).add(f"{each.module}.{each.name}" if each.name else plain)
                others |= set() if id(node) in top else {each.alias}
    return {name: target for name, (target, *more) in found.items() if not more and name not in others}
