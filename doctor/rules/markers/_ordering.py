"""Marks of pytest-ordering beside its successor, which knows another one."""

from __future__ import annotations

from doctor.model.environment import Distributions
from doctor.model.plugins import Plugins
from doctor.model.sources import Mark, Sources

OLD, NEW, SINCE = "run", "pytest-order", (0, 8)
GIVEN = ("order", "before", "after")
HOOKS = ("pytest_collection_modifyitems", "pytest_itemcollected", "pytest_collection_finish", "pytest_generate_tests")


def passed_over(sources: Sources, plugins: Plugins, distributions: Distributions) -> list[Mark]:
    """The marks `run(order=2)` that nothing looks at: pytest-order is there, pytest-ordering is not, and the project
    has no hook that may look at them."""
    version = distributions.version(NEW)
    is_there = any(plugin.distribution == NEW for plugin in plugins.active)
    if version is None or version < SINCE or not is_there or not plugins.complete or plugins.with_marker(OLD):
        return []
    if any(function.name in HOOKS for file in sources.reaching_others for function in file.functions):
        return []
    found: list[Mark] = []
    for file in sources.collected:
        marks = [mark for mark in file.marks if mark.name == OLD]
        if all(any(mark.expr.keyword(name) for name in GIVEN) for mark in marks):
            found += [mark for mark in marks if not any(is_beside(mark, each) for each in file.marks)]
    return found


def is_beside(mark: Mark, other: Mark) -> bool:
    """Is it the mark of the new plugin, of the same test?"""
    return other.name == "order" and other.owner == mark.owner
