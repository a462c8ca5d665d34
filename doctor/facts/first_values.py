"""The constant that a module, a class of it, or an object that it makes of one, sets a name to while it is imported."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from doctor.facts.metadata import read_bytes
from doctor.knowledge.syntax import dotted, nodes_in, parse
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
        value = _looked_up(_only(body, name), body)
        return (value.value,) if isinstance(value, ast.Constant) else ()
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
    return _of_object(_only(body, name), rest, body)


def _of_object(made: ast.expr | None, parts: list[str], body: list[ast.stmt]) -> tuple[object, ...]:
    """`settings = Settings()`: what `__init__` sets, or a method that it calls, or else the class."""
    name = made.func.id if isinstance(made, ast.Call) and isinstance(made.func, ast.Name) else ""
    klass = next((each for each in body if isinstance(each, ast.ClassDef) and each.name == name), None)
    if klass is None or len(parts) != 1:
        return ()
    methods = {each.name: each for each in klass.body if isinstance(each, ast.FunctionDef)}
    run = [methods[each] for each in _run_at_first(methods) if each in methods]
    values = [value for method in run for value in _assigned(nodes_in(method), f"self.{parts[0]}")]
    values = values or [*_assigned(klass.body, parts[0])]
    value = values[0] if len(values) == 1 else None
    return (value.value,) if isinstance(value, ast.Constant) else ()


def _run_at_first(methods: Mapping[str, ast.FunctionDef]) -> Iterable[str]:
    """`__init__`, and what it calls of the same object."""
    nodes = nodes_in(methods["__init__"]) if "__init__" in methods else ()
    called = [dotted(node.func, {}) for node in nodes if isinstance(node, ast.Call)]
    return dict.fromkeys(["__init__", *(name.removeprefix("self.") for name in called if name.startswith("self."))])


def _only(body: list[ast.stmt], name: str) -> ast.expr | None:
    """What the name is set to, if that is done once."""
    values = [*_assigned(body, name)]
    return values[0] if len(values) == 1 else None


def _looked_up(value: ast.expr | None, body: list[ast.stmt]) -> ast.expr | None:
    """`LIMIT = DEFAULTS["limit"]`: what the table holds that is written above."""
    if not (isinstance(value, ast.Subscript) and isinstance(value.value, ast.Name)):
        return value
    table, key = _only(body, value.value.id), value.slice
    if not (isinstance(table, ast.Dict) and isinstance(key, ast.Constant)):
        return None
    found = (each for name, each in zip(table.keys, table.values, strict=True) if _is_constant(name, key.value))
    return next(found, None)


def _is_constant(node: ast.expr | None, value: object) -> bool:
    return isinstance(node, ast.Constant) and node.value == value


def _assigned(nodes: Iterable[ast.AST], name: str) -> Iterator[ast.expr]:
    for node in nodes:
        targets: list[ast.expr] = []
        if isinstance(node, ast.AnnAssign):
            targets = [node.target]
        elif isinstance(node, ast.Assign):
            targets = node.targets
        value = getattr(node, "value", None)
        if value is not None and any(dotted(each, {}) == name for each in targets):
            yield value
