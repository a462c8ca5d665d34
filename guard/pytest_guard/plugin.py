"""What pytest loads: declares the options, and starts the parts that are switched on.

A part is a module with `start(config)`, which gives the plugin to register or None where it is not wanted. It is
imported only when one of its settings is given, so that a run without them costs nothing. What a part changes it
undoes by `config.add_cleanup`.
"""

from __future__ import annotations

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
}


def pytest_addoption(parser: pytest.Parser) -> None:
    settings.add(parser)


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Before any plugin is configured, and so before it opens a socket."""
    if settings.text(early_config, "guard_sandbox") != "off":
        from pytest_guard import sandbox

        sandbox.gate(early_config)


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    for part, names in PARTS.items():
        if all(settings.text(config, name) in ("", "off") for name in names):
            continue
        started = import_module(f"pytest_guard.{part}").start(config)
        if started is not None:
            config.pluginmanager.register(started, f"guard-{part}")
            config.add_cleanup(partial(config.pluginmanager.unregister, started))
