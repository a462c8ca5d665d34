"""What pytest loads: declares the options, and starts the parts that are switched on.

A part is a module with `start(config)`, which gives the plugin to register or None where it is not wanted. It is
imported only when one of its settings is given, so that a run without them costs nothing. What a part changes it
undoes by `config.add_cleanup`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from importlib import import_module

import pytest

from pytest_guard import settings

pytest_plugins = ["pytest_guard.provided"]

PARTS = {
    "memory": ("guard_memory_limit_mb", "guard_collection_limit_mb"),
    "fixtures": ("guard_fixtures",),
    "leaks": ("guard_leaks",),
    "record": ("guard_record",),
    "processes": ("guard_dirty",),
}


def pytest_addoption(parser: pytest.Parser) -> None:
    settings.add(parser)


@pytest.hookimpl(hookwrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config, args: list[str]) -> Iterator[None]:
    """Before any plugin is configured, and so before it opens a socket; around this hook of the others."""
    _gate(early_config, args)
    yield
    if early_config.pluginmanager.has_plugin("guard-sandbox"):
        import_module("pytest_guard.sandbox").complete(early_config)


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """For a guard that was loaded by a conftest, too late for the hook above."""
    _gate(config)


def _gate(config: pytest.Config, args: list[str] | None = None) -> None:
    if settings.asks_for_sandbox(config):
        import_module("pytest_guard.sandbox").gate(config, args)


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "guard_memory(mb): the megabytes that the process may use while this test runs")
    for part, names in PARTS.items():
        if all(settings.text(config, name) in ("", "off") for name in names):
            continue
        started = import_module(f"pytest_guard.{part}").start(config)
        if started is not None:
            config.pluginmanager.register(started, f"guard-{part}")
            config.add_cleanup(partial(config.pluginmanager.unregister, started))
