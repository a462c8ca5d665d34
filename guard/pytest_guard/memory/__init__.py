"""Memory: limits, what each file and test adds, and an end with a report before the kernel's signal 9.

`start` puts the parts of one process together: `limits` says what it may use, `collection` and `tests` measure and
stop, `watcher` looks while a test runs, `report` prints; with pytest-xdist `controller` prints what the workers tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

MEMORY_EXIT_CODE = 88  # the run was stopped because of memory


def start(config: pytest.Config) -> object:
    """Raises pytest.UsageError where a setting is wrong."""
    from pytest_guard import xdist

    if xdist.is_controller(config):
        from pytest_guard.memory.controller import Controller

        return Controller(config)
    from pytest_guard.memory.process import Process

    return Process(config)
