"""The constant that a module, or a class of it, sets a name to while it is imported."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

from doctor.facts.metadata import read_bytes
from doctor.knowledge.syntax import parse
from doctor.model.environment import FoundModule

_LIMIT = 4 * 1024 * 1024
_HOPS = 4


def first_value(item: str, find: Callable[[str], FoundModule | None], hops: int = _HOPS) -> tuple[object, ...]:
    """`(False,)` for "shop.config.Server.checked", () where nothing is told."""
    parts = item.split(".")
    for count in range(len(parts) - 1, 0, -1):
        found = find(".".join(parts[:count]))
        if found and not found.file.endswith(".py"):
            return ()
        if found:
            tree = parse(read_bytes(Path(found.file), _LIMIT), "")
            package = found.name if found.file.endswith("/__init__.py") else found.name.rpartition(".")[0]
            return _within(tree.body, parts[count:], package, find, hops) if isinstance(tree, ast.Module) else ()
    return ()


def _within(
    body: list[ast.stmt], parts: list[str], package: str, find: Callable[[str], FoundModule | None], hops: int
) -> tuple[object, ...]:
    name, rest = parts[0], parts[1:]
    if not rest:
        values = [*_assigned(body, name)]
        return (values[0].value,) if len(values) == 1 and isinstance(values[0], ast.Constant) else ()
    for statement in body:
        if isinstance(statement, ast.ClassDef) and statement.name == name:
            return _within(statement.body, rest, package, find, hops)
        if isinstance(statement, ast.ImportFrom) and hops:
            for alias in statement.names:
                if (alias.asname or alias.name) == name:
                    base = (
                        package.split(".")[: len(package.split(".")) - statement.level + 1] if statement.level else []
                    )
                    whole = ".".join((*base, *filter(None, [statement.module]), alias.name, *rest))
                    return first_value(whole, find, hops - 1)
    return ()


def _assigned(body: list[ast.stmt], name: str) -> Iterator[ast.expr]:
    for statement in body:
        targets: list[ast.expr] = []
        if isinstance(statement, ast.AnnAssign):
            targets = [statement.target]
        elif isinstance(statement, ast.Assign):
            targets = statement.targets
        value = getattr(statement, "value", None)
        if value is not None and any(isinstance(each, ast.Name) and each.id == name for each in targets):
            yield value
