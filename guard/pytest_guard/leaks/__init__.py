"""Finds what a test leaves changed in its process: variables, folders, modules, threads, descriptors, patches."""

from __future__ import annotations

import pytest

from pytest_guard import settings, xdist
from pytest_guard.leaks.plugin import Leaks, Told
from pytest_guard.leaks.watch import Watch


def start(config: pytest.Config) -> Leaks | Told:
    """The process that runs the tests looks; the controller of workers only tells what they found."""
    if xdist.is_controller(config):
        return Told(config)
    leaks = Leaks(config, watches(), settings.words(config, "guard_leaks_allow"))
    config.add_cleanup(leaks.close)
    return leaks


def watches() -> list[Watch]:
    """All that can be looked at on this system."""
    from pytest_guard.leaks import libraries, process, system

    kinds = (*process.KINDS, *system.KINDS, *libraries.KINDS)
    return [kind() for kind in kinds if kind.is_possible()]
