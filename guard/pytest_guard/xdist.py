"""What is different under pytest-xdist: each worker is a process, and only the controller reports."""

from __future__ import annotations

import os
from typing import Any

import pytest


def is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


def is_controller(config: pytest.Config) -> bool:
    """Whether workers run the tests for this process."""
    names = ("xdist", "xdist.plugin")  # by its entry point, or by `-p` with the module
    if is_worker(config) or not any(map(config.pluginmanager.has_plugin, names)):
        return False  # without the plugin, as where the sandbox keeps it out, its options have no effect
    return bool(getattr(config.option, "tx", None) or getattr(config.option, "numprocesses", 0))


def workers(config: pytest.Config) -> int:
    """How many processes run the tests beside this one; 0 without pytest-xdist or `-n`."""
    if is_worker(config):
        return int(config.workerinput.get("workercount", 1))  # type: ignore[attr-defined]
    specs = [str(each).partition("*") for each in getattr(config.option, "tx", None) or ()]  # "popen" or "3*popen"
    return sum(int(number) if star and number.isdecimal() else 1 for number, star, _ in specs)


def worker_id() -> str:
    """ "gw0" in a worker, "master" in a process without workers."""
    return os.environ.get("PYTEST_XDIST_WORKER", "master")


def tell_controller(config: pytest.Config, key: str, value: Any) -> None:
    """Gives a value of JSON's types to the controller, which sees it in `told` when the worker has finished."""
    config.workeroutput[key] = value  # type: ignore[attr-defined]


def told(node: Any, key: str) -> Any:
    """What a worker told, in the hook `pytest_testnodedown(node, error)`; None of one that crashed."""
    return getattr(node, "workeroutput", {}).get(key)
