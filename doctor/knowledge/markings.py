"""The decorators of pytest and its async companions that make fixtures, hooks and hook specifications."""

from __future__ import annotations

from doctor.knowledge.values import External, FixtureValue, Function, Marking, Value, Wrapped

_FIXTURE_PACKAGES = ("pytest", "_pytest", "anyio")  # pytest_asyncio, pytest_trio, … begin with the first
_FIXTURE_NAMES = ("fixture", "yield_fixture", "trio_fixture", "async_fixture", "async_yield_fixture")
_HOOK_NAMES = {
    "pytest.hookimpl": "hookimpl",
    "_pytest.config.hookimpl": "hookimpl",
    "pytest.hookspec": "hookspec",
    "_pytest.config.hookspec": "hookspec",
    "functools.wraps": "wraps",
    "builtins.hookimpl": "hookimpl",
}


def marking_of(value: Value) -> str:
    """ "fixture", "hookimpl", "hookspec" or "wraps" if the value is such a decorator (or makes one), else ""."""
    dotted = value.dotted if isinstance(value, (External, Function)) else ""
    if not dotted:
        return ""
    if dotted in _HOOK_NAMES:
        return _HOOK_NAMES[dotted]
    package, _, name = dotted.rpartition(".")
    if name in _FIXTURE_NAMES and package.startswith(_FIXTURE_PACKAGES):
        return "fixture"
    if name in ("tryfirst", "trylast", "optionalhook", "hookwrapper") and package.endswith("mark"):
        return f"hook:{name}"
    return ""


def mark(marking: Marking, value: Value) -> Value:
    """The function with the decorator on it."""
    if isinstance(value, Wrapped):
        value = value.function
    if marking.kind == "fixture":
        inner = value.function if isinstance(value, FixtureValue) else value
        return FixtureValue(inner, marking.keywords)
    if marking.kind == "wraps":
        return marking.keywords.get("scope", value)  # its only argument
    if isinstance(value, Function):
        keywords = {marking.kind[5:]: True} if marking.kind.startswith("hook:") else marking.keywords
        return Function(value.node, value.scope, value.owner, {**value.hook, **keywords})
    return value
