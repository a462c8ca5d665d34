"""Which plugin is meant by a name, and how it is kept out of a pytest that has loaded it, or will."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from importlib.metadata import EntryPoint, entry_points
from typing import Any, NamedTuple

import pytest

from pytest_guard.sandbox.known import KNOWN


class Plugin(NamedTuple):
    """`entry` is what `-p no:` takes; `version` is "" where it is not installed."""

    entry: str
    module: str
    distribution: str = ""
    version: str = ""

    def __str__(self) -> str:
        return f"{self.entry} ({self.distribution} {self.version})" if self.version else self.entry

    @property
    def names(self) -> set[str]:
        """All the names under which pytest may register it: an entry point's, and the module's of `-p` and conftest."""
        return {self.entry, self.module, f"pytest_{self.entry}"} - {""}


def named(config: pytest.Config, asked: str) -> list[Plugin]:
    """The plugins of an entry point, a distribution or a module; of those that are not there, the well-known ones.

    Raises:
        pytest.UsageError: it is a part of pytest, or the guard.
    """
    installed = [_of(each) for each in entry_points(group="pytest11")]
    absent = [Plugin(entry, known.module, known.distribution) for entry, known in KNOWN.items()]
    local = [Plugin(asked, asked)] if config.pluginmanager.has_plugin(asked) else []
    tries = (
        [each for each in installed if each.entry == asked],
        [each for each in installed if _plain(each.distribution) == _plain(asked)],
        [each for each in installed if each.module == asked],
        local,
        [each for each in absent if _plain(asked) in (_plain(each.entry), _plain(each.distribution))],
    )
    found = next(filter(None, tries), [])
    if any(_is_essential(config, each) for each in found):
        raise pytest.UsageError(
            f"guard_sandbox_block = {asked}: neither pytest's own plugins nor the guard can be named"
        )
    return found


def _of(entry: EntryPoint) -> Plugin:
    metadata: Any = entry.dist.metadata if entry.dist else {}
    name, version = (str(metadata[key]) if key in metadata else "" for key in ("Name", "Version"))
    return Plugin(entry.name, entry.value.partition(":")[0].strip(), name, version)


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _is_essential(config: pytest.Config, plugin: Plugin) -> bool:
    registered = config.pluginmanager.get_plugin(plugin.entry)
    module = getattr(registered, "__name__", "") or plugin.module
    return module.partition(".")[0] in ("_pytest", "pytest_guard")


def loaded(config: pytest.Config, plugin: Plugin) -> list[tuple[str, Any]]:
    """What of it is registered, with the names."""
    pairs = config.pluginmanager.list_name_plugin()
    return [
        (name, each)
        for name, each in pairs
        if each is not None and (name in plugin.names or getattr(each, "__name__", "") == plugin.module)
    ]


def block(config: pytest.Config, plugin: Plugin) -> list[Any]:
    """Unregisters it, and refuses it where a conftest asks for it later; gives what was registered.

    The plugins that its module brings with `pytest_plugins` go with it, where they are of the same package.
    """
    manager, gone = config.pluginmanager, loaded(config, plugin)
    for _, each in gone:
        _silence(manager, each)
    brought = [name for _, each in gone for name in _brought(each, plugin.module)]
    for name in {*plugin.names, *(name for name, _ in gone)}:
        manager.set_blocked(name)
        config.add_cleanup(partial(_unblock, manager, name))
    for _, each in gone:
        _forget(manager, each)
    return [*(each for _, each in gone), *(each for name in brought for each in block(config, Plugin(name, name)))]


def _forget(manager: pytest.PytestPluginManager, plugin: Any) -> None:
    """Takes it from the lists that outlive its registration.

    One is printed in the header; the other is told to whoever registers later, and so its fixtures would be found.
    """
    listed = getattr(manager, "_plugin_distinfo", [])
    listed[:] = [pair for pair in listed if pair[0] is not plugin]
    history = getattr(manager.hook.pytest_plugin_registered, "_call_history", None) or []
    history[:] = [call for call in history if call[0].get("plugin") is not plugin]


def _unblock(manager: pytest.PytestPluginManager, name: str) -> None:
    manager.unblock(name)


def _silence(manager: pytest.PytestPluginManager, plugin: Any) -> None:
    """Empties its hooks: the hook that is being called just now goes on over a copy of the list."""
    for caller in manager.get_hookcallers(plugin) or ():
        for hook in caller.get_hookimpls():
            if hook.plugin is plugin:
                with suppress(AttributeError):
                    hook.function, hook.argnames, hook.kwargnames = _empty(hook), (), ()  # type: ignore[misc]


def _empty(hook: Any) -> Any:
    def wrapper() -> Iterator[None]:
        return (yield)

    return wrapper if hook.hookwrapper or getattr(hook, "wrapper", False) else lambda: None


def _brought(plugin: Any, module: str) -> list[str]:
    given = getattr(plugin, "pytest_plugins", ())
    names = given.split(",") if isinstance(given, str) else given if isinstance(given, (list, tuple)) else ()
    top = module.partition(".")[0]
    return [name for name in map(str, names) if name.partition(".")[0] == top]
