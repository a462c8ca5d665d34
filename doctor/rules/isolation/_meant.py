"""What tests do on purpose: they collect things for a report, and come in an order."""

from __future__ import annotations

from doctor.rules.isolation._owners import Owner

DECLARED = frozenset(
    {"order", "dependency", "incremental", "run", "xdist_group", "depends", "flow", "steps", "sequential"}
)
# What tests write on purpose, for a report at the end of the run or to begin with.
COLLECTED = (
    *("cache", "result", "report", "record", "metric", "timing", "stat", "summary", "collect", "coverage", "log"),
    *("captured", "called", "seen", "history", "stash", "context", "dependency_overrides"),
)


def is_declared(owner: Owner) -> bool:
    """Do marks or numbers in its name say that it has its place in an order?"""
    if any(mark.name in DECLARED for test in owner.tests for mark in test.marks):
        return True
    first, _, rest = owner.function.name.removeprefix("test").lstrip("_").partition("_")
    is_letter = first in ("a", "b", "c", "d") and bool(rest)  # `test_a` alone is any test
    return first[:1].isdigit() or is_letter or first.rstrip("0123456789") in ("step", "t")
