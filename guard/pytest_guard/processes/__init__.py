"""Processes that tests talk to: servers, daemons, the application itself.

The fixture `live_process` starts them; `PYTEST_GUARD_DIRTY` tells that the run does not begin clean.
"""

from __future__ import annotations

import pytest

from pytest_guard.processes.factory import Factory
from pytest_guard.processes.live import LiveProcess, LiveProcessError
from pytest_guard.processes.plugin import LiveProcessWarning, Processes
from pytest_guard.processes.ready import Http

__all__ = ["Factory", "Http", "LiveProcess", "LiveProcessError", "LiveProcessWarning", "start"]

PLUGIN = "guard-processes"


def start(config: pytest.Config) -> Processes:
    """The plugin of this run, which ends its processes when pytest ends."""
    processes = Processes(config)
    config.add_cleanup(processes.end_all)
    return processes


def of(config: pytest.Config) -> Processes:
    """The plugin of this run; started when the first test asks for it."""
    found = config.pluginmanager.get_plugin(PLUGIN)
    if found is None:
        found = start(config)
        config.pluginmanager.register(found, PLUGIN)
        config.add_cleanup(lambda: config.pluginmanager.unregister(found))
    assert isinstance(found, Processes)
    return found
