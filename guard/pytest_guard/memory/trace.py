"""Which lines have allocated what is there: tracemalloc, where it is asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from pytest_guard import settings
from pytest_guard.memory.resident import MB

LINES = 5


def start(config: pytest.Config) -> Callable[[], list[str]]:
    """A function that gives the lines that hold most, and none where nothing is traced."""
    if settings.text(config, "guard_memory_trace") == "off":
        return list
    import tracemalloc

    if not tracemalloc.is_tracing():
        tracemalloc.start()
        config.add_cleanup(tracemalloc.stop)
    return _lines


def peak() -> float:
    """Megabytes, 0 where nothing is traced."""
    tracemalloc = sys.modules.get("tracemalloc")
    return tracemalloc.get_traced_memory()[1] / MB if tracemalloc and tracemalloc.is_tracing() else 0.0


def _lines() -> list[str]:
    import tracemalloc

    found = tracemalloc.take_snapshot().statistics("lineno")[:LINES]
    places = [(each.traceback[0], each) for each in found]
    return [
        f"allocated at {place.filename}:{place.lineno}: {each.size / MB:.1f}MB in {each.count:,} blocks"
        for place, each in places
    ]
