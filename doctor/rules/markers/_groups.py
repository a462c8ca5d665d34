"""Which tests pytest-xdist is to keep together."""

from __future__ import annotations

from doctor.model.sources import Mark, Sources
from doctor.rules.spreading import Workers, parts

GROUP = "xdist_group"
SCHEDULER = "pytest_xdist_make_scheduler"


def is_marked(sources: Sources) -> bool:
    return any(mark.name == GROUP for file in sources.collected for mark in file.marks)


def is_scheduled(sources: Sources) -> bool:
    """Does a scheduler of the project's own see to it?"""
    return any(function.name == SCHEDULER for file in sources.reaching_others for function in file.functions)


def apart(sources: Sources, workers: Workers) -> list[list[Mark]]:
    """The marks of each group whose tests may come to different workers."""
    found: dict[str, list[Mark]] = {}
    spread_over: dict[str, set[str]] = {}
    for file, test in sources.tests:
        for mark in test.marks:
            name = mark.expr.argument(0, "name") if mark.name == GROUP else None
            if name and name.text:
                found.setdefault(name.text, []).append(mark)
                spread_over.setdefault(name.text, set()).update(parts(file, test, workers))
    return [marks for name, marks in found.items() if len(spread_over[name]) > 1]
