"""What conftest files and plugins do before pytest is configured."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig
from doctor.model.name_loops import NameLoop
from doctor.model.sources import Call, Expr, SourceFile, Sources

# Hooks that run before the `pytest_configure` of plugins, and may still keep a plugin from being configured.
BEFORE = ("pytest_addoption", "pytest_cmdline_main", "pytest_load_initial_conftests", "pytest_plugin_registered")
ENDINGS = ("manager.unregister", "manager.set_blocked", "pm.unregister", "pm.set_blocked")
BEFORE_PLUGINS = ("", "pytest_configure", *BEFORE)


def early_files(sources: Sources, config: PytestConfig) -> Iterator[SourceFile]:
    """Files that are loaded before pytest is configured: initial conftests, and plugins of the project."""
    for file in sources:
        if (file.role == "conftest" and file.path in config.initial_conftests) or file.role == "plugin":
            yield file


def is_last(file: SourceFile, hook: str) -> bool:
    """Is this hook marked trylast?"""
    function = file.function(hook)
    given = [each.keyword("trylast") for each in function.decorators] if function else []
    return any(value is not None and value.value is True for value in given)


def unregistered(file: SourceFile, loops: tuple[NameLoop, ...] = ()) -> Iterator[tuple[Call, str]]:
    """Calls that unregister or block a plugin, with its name ("" where it cannot be told): one each in a loop."""
    for call in file.calls:
        if call.name.endswith(ENDINGS):
            yield from ((call, name) for name in plugin_names(call, file, loops))


def plugin_names(call: Call, file: SourceFile, loops: tuple[NameLoop, ...]) -> tuple[str, ...]:
    """`unregister(name="x")`, `unregister(pm.get_plugin("x"))`, `set_blocked("x")`, also by way of a variable."""
    named = call.expr.keyword("name") or call.expr.argument(1, "name")
    asked = [
        each.expr.argument(0, "name")
        for each in file.calls
        if each.within == call.within and each.name.endswith((".get_plugin", ".getplugin"))
    ]
    first = call.expr.argument(0, "plugin")
    is_asked = first and first.kind == "call" and str(first.value).endswith(("get_plugin", "getplugin"))
    if named is None and first and is_asked:
        named = first.argument(0, "name")
    elif named is None and first:
        is_name = first.text is not None or call.name.endswith("set_blocked")
        here = [each for each in asked if each and in_loop(each, file, loops) == in_loop(first, file, loops)]
        named = first if is_name else here[0] if len(here) == 1 else None
    if named is None or named.text is not None:
        return ((named.text if named else "") or "",)
    loop = in_loop(named, file, loops)
    return loop.texts if loop and named.kind == "name" and named.value == loop.name else ("",)


def in_loop(expr: Expr, file: SourceFile, loops: tuple[NameLoop, ...]) -> NameLoop | None:
    """The innermost loop that it stands in."""
    return next((each for each in reversed(loops) if each.holds(file.path, expr.place)), None)
