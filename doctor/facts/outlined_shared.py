"""Functions and methods of a module that give everybody the same object, once it is made."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from typing import TypeGuard

from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import FUNCTIONS, Function, dotted, nodes_in

CACHES = ("functools.lru_cache", "functools.cache", "functools.lru_cache()")
OF_CLASS = ("classmethod", "staticmethod")
WORDS = (b"cache", b"global ", b"classmethod", b"staticmethod", b"return _")


def shared(tree: ast.Module, reader: Reader) -> Iterator[tuple[str, str]]:
    """Each with the name that holds the object, "" where functools caches it: "get_settings", "Registry.get"."""
    counts = Counter(stmt.name for stmt in tree.body if isinstance(stmt, (*FUNCTIONS, ast.ClassDef)))
    own = _own_names(tree)
    for stmt in tree.body:
        if isinstance(stmt, ast.FunctionDef) and counts[stmt.name] == 1:
            holder = _held_by(stmt, reader, own)
            if holder is not None:
                yield stmt.name, holder
        elif isinstance(stmt, ast.ClassDef) and counts[stmt.name] == 1 and not stmt.decorator_list:
            for each in stmt.body:
                holder = _held_by_class(each, stmt) if isinstance(each, ast.FunctionDef) else None
                if holder is not None:
                    yield f"{stmt.name}.{each.name}", holder  # type: ignore[attr-defined]


def _own_names(tree: ast.Module) -> set[str]:
    """The names to which the module gives a value, no function or class."""
    assigning = [stmt for stmt in tree.body if isinstance(stmt, (ast.Assign, ast.AnnAssign))]
    targets = [each for stmt in assigning for each in getattr(stmt, "targets", None) or [getattr(stmt, "target", None)]]
    return {each.id for each in targets if isinstance(each, ast.Name)}


def _held_by(function: ast.FunctionDef, reader: Reader, own: set[str]) -> str | None:
    decorators = [reader.chain(each) for each in function.decorator_list]
    if decorators:
        return "" if len(decorators) == 1 and decorators[0] in CACHES and _makes(function) else None
    name = _returned(function)
    if name is None or "." in name or name not in own:
        return None
    stored = [each for each in nodes_in(function) if getattr(each, "id", "") == name and _is_stored(each)]
    is_global = any(name in each.names for each in nodes_in(function) if isinstance(each, ast.Global))
    return name if (is_global or not stored) and _is_once(function, name) else None


def _held_by_class(function: ast.FunctionDef, klass: ast.ClassDef) -> str | None:
    decorators = [getattr(each, "id", "") for each in function.decorator_list]
    name = _returned(function)
    of, _, attribute = name.rpartition(".") if name else ("", "", "")
    is_own = len(decorators) == 1 and decorators[0] in OF_CLASS and of in ("cls", klass.name)
    return attribute if is_own and name and _is_once(function, name) else None


def _returned(function: Function) -> str | None:
    """The one name or attribute that it returns, wherever it returns."""
    returned = {dotted(each.value, {}) if each.value else "" for each in _returns(function)}
    return next(iter(returned)) or None if len(returned) == 1 else None


def _returns(function: Function) -> list[ast.Return]:
    return [each for each in nodes_in(function) if isinstance(each, ast.Return)]


def _makes(function: Function) -> bool:
    """Does it return the result of a call, so that all that call it get one object? Others it may give away as is."""
    return any(isinstance(each.value, (ast.Call, ast.Name, ast.Dict, ast.List, ast.Set)) for each in _returns(function))


def _is_once(function: Function, name: str) -> bool:
    """Is it made only where it is not there yet: behind an `if`, or behind one that returns it?"""
    made_later = False
    for stmt in function.body:
        if isinstance(stmt, (ast.If, ast.With, ast.Try)):
            made_later = made_later or any(isinstance(each, ast.Return) for each in nodes_in(stmt))
            continue
        stored = any(_is_stored(each) and dotted(each, {}) == name for each in nodes_in(stmt))
        if stored and not made_later:
            return False
    return True


def _is_stored(node: ast.AST) -> TypeGuard[ast.Name | ast.Attribute]:
    return isinstance(node, (ast.Name, ast.Attribute)) and isinstance(node.ctx, ast.Store)
