"""Fixtures: the names of a module or plugin object that are bound to decorated functions."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from doctor.knowledge.values import FixtureValue, Function, Value, is_text
from doctor.model.plugins import PluginFixture

_SCOPES = ("function", "class", "module", "package", "session")


def read_fixture(name: str, value: FixtureValue) -> PluginFixture | None:
    """The fixture that is bound to this name."""
    function, keywords = value.function, value.keywords
    named = keywords.get("name")
    node = function.node if isinstance(function, Function) else None
    return PluginFixture(
        named if is_text(named) and named else name,
        scope=_scope(keywords),
        autouse=keywords.get("autouse") is True,
        is_async=isinstance(node, ast.AsyncFunctionDef),
        params=parameters(function) if isinstance(function, Function) else (),
        place=function.scope.module.place(node) if isinstance(function, Function) and node else None,
    )


def _scope(keywords: Mapping[str, Value]) -> str:
    if "scope" not in keywords:
        return "function"
    scope = keywords["scope"]
    return scope if is_text(scope) and scope in _SCOPES else ""


def parameters(function: Function, method: bool = False) -> tuple[str, ...]:
    """The parameters that pytest or pluggy fill: those without a default, without `self`."""
    spec = function.node.args
    positional = [arg.arg for arg in (*spec.posonlyargs, *spec.args)]
    if spec.defaults:
        positional = positional[: -len(spec.defaults)]
    named = [arg.arg for arg, default in zip(spec.kwonlyargs, spec.kw_defaults, strict=True) if default is None]
    first = positional[:1] == ["self"] or (method and positional[:1] == ["cls"])
    return tuple(positional[1:] if first else positional) + tuple(named)
