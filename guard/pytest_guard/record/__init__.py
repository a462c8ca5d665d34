"""Keeps duration, memory and outcome of each test in an SQLite file, for `pytest-doctor trends` (docs/record.md)."""

from __future__ import annotations

import os

import pytest

from pytest_guard import settings, xdist
from pytest_guard.record.journal import Journal
from pytest_guard.record.recorder import Recorder
from pytest_guard.record.sampler import Sampler


def start(config: pytest.Config) -> Recorder | Sampler | None:
    """A worker only measures; whoever reports writes. A collection without a run is no run."""
    if xdist.is_worker(config):
        return Sampler(config)
    if config.option.collectonly:
        return None
    path = os.path.join(config.rootpath, os.path.expanduser(settings.text(config, "guard_record")))
    return Recorder(config, Journal(path))
