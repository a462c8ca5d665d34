"""A plugin that measures within one process: blocks of tests run in turn with the guard's hooks and without them.

Whole processes differ by more than the guard costs; neighbouring blocks of one process do not. `GUARD_BLOCKS` names the
plugins that are taken away for every second block, and the file that gets the microseconds of CPU time of each block.
"""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

SIZE = 50  # tests of a block


def pytest_runtestloop(session: pytest.Session) -> bool:
    """In the place of pytest's own, and without its looks for what ends a run."""
    names, file = os.environ["GUARD_BLOCKS"].split("=")
    manager, items, spent = session.config.pluginmanager, session.items, []
    parts = {name: manager.getplugin(name) for name in names.split(",") if manager.has_plugin(name)}
    for number, first in enumerate(range(0, len(items) - SIZE, SIZE)):
        for name, part in parts.items():
            if number % 2:
                manager.unregister(part)
            elif not manager.is_registered(part):
                manager.register(part, name)
        began = time.process_time_ns()
        for index in range(first, first + SIZE):
            session.config.hook.pytest_runtest_protocol(item=items[index], nextitem=items[index + 1])
        spent.append((time.process_time_ns() - began) / 1000 / SIZE)
    for name, part in parts.items():
        if not manager.is_registered(part):
            manager.register(part, name)
    Path(file).write_text(json.dumps(spent), encoding="utf-8")
    return True
