"""What the parts of one run share, so that none reads what another has just read."""

from __future__ import annotations

import pytest

from pytest_guard.memory.resident import Resident, resident

SHARED = pytest.StashKey[Resident]()


def shared(config: pytest.Config) -> Resident:
    """The reader of this run; closed with it."""
    if SHARED not in config.stash:
        config.stash[SHARED] = resident()
        config.add_cleanup(config.stash[SHARED].close)
    return config.stash[SHARED]
