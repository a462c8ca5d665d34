import os

import pytest

from ferry.timetable import Timetable

SANDBOX = os.environ.get("SANDBOX_ENABLED", "").lower() in ("1", "true", "yes")


def pytest_configure(config):
    """Keep the plugin that opens sockets out of the sandbox."""
    if SANDBOX:
        plugin = config.pluginmanager.get_plugin("rerunfailures")
        if plugin is not None:
            config.pluginmanager.unregister(plugin, name="rerunfailures")


@pytest.fixture
async def timetable():
    table = Timetable()
    for minute in (360, 480, 600):
        await table.add("Norr", minute)
    yield table
