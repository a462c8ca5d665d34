"""What conftest files and plugins do before pytest is configured."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig
from doctor.model.sources import Call, Expr, SourceFile, Sources

# Hooks that run before the `pytest_configure` of plugins, and may still keep a plugin from being configured.
BEFORE = ("pytest_addoption", "pytest_cmdline_main", "pytest_load_initial_conftests", "pytest_plugin_registered")
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


def unregistered(file: SourceFile) -> Iterator[tuple[Call, str]]:
    """Calls that unregister or block a plugin, with its name ("" where it cannot be told)."""
    for call in file.calls:
        if call.name.endswith(("pluginmanager.unregister", "pluginmanager.set_blocked", "pm.unregister")):
            yield call, plugin_name(call, file)


def plugin_name(call: Call, file: SourceFile) -> str:
    """`unregister(name="x")`, `unregister(pm.get_plugin("x"))`, `set_blocked("x")`, also by way of a variable."""
    name = call.expr.keyword("name")
    if name and name.text:
        return name.text
    first: Expr | None = call.expr.argument(0, "plugin")
    if first is None:
        return ""
    if first.text is not None:
        return first.text
    if first.kind == "call" and first.parts and str(first.value).endswith(("get_plugin", "getplugin")):
        return first.parts[0].text or ""
    asked = [
        each.expr.parts[0].text
        for each in file.calls
        if each.within == call.within and each.name.endswith((".get_plugin", ".getplugin")) and each.expr.parts
    ]
    return (asked[0] or "") if len(asked) == 1 else ""
