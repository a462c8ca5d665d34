"""Where cached functions (`functools.lru_cache`, `functools.cache`) are called or emptied."""

from __future__ import annotations

import ast
import re

from doctor.facts.sources.scopes import Grove
from doctor.model.flows import Cached

CLEAR = "cache_clear"
# What is most likely cached, and read from the environment.
SETTINGS = re.compile(r"_?(?:get|load|read|cached)_(?:\w+_)?(?:settings?|config|configuration|env|environment)")
WORDS = rb"\bcache_clear\b"
CALLS = WORDS + rb"|\b_?(?:get|load|read|cached)_(?:\w+_)?(?:settings?|config|configuration|env|environment)\("


def caches_of(grove: Grove) -> tuple[Cached, ...]:
    """All of them, in the order of the lines."""
    found = [_cleared(node, grove) for node in grove.all(ast.Attribute) if node.attr == CLEAR]
    for call in grove.all(ast.Call):
        name = _name(call.func, grove)
        if not call.args and SETTINGS.fullmatch(name.rpartition(".")[2]):
            scope = grove.scopes[call]
            found.append(Cached("call", name, scope.reader.place(call), scope.within, grove.is_late(call)))
    return tuple(sorted(found, key=lambda each: each.place))


def _cleared(node: ast.Attribute, grove: Grove) -> Cached:
    scope = grove.scopes[node]
    function = scope.node
    is_test = isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)) and function.name.startswith("test")
    is_last = is_test and function is not None and getattr(function, "end_lineno", 0) == node.end_lineno
    late = is_last or grove.is_late(node)
    return Cached("clear", _name(node.value, grove), scope.reader.place(node), scope.within, late)


def _name(node: ast.expr, grove: Grove) -> str:
    """The function's dotted name, "" for what a variable holds."""
    scope = grove.scopes[node]
    name = scope.reader.dotted(node)
    head = name.partition(".")[0]
    return "" if head and "." not in name and scope.kind_of(head) in ("local", "param") else name
