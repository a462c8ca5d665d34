"""A test class that uses mocks does not follow the project's memory pattern.

## Why

A mock keeps everything that it was called with, and mocks of mocks keep each other in cycles that only the garbage
collector takes apart. In a worker of pytest-xdist that runs thousands of tests the memory grows until the collector
comes round (as in https://github.com/pytest-dev/pyfakefs/issues/1267). Some projects therefore want, of each class that
makes `AsyncMock` or `MagicMock`: one worker for the class (`@pytest.mark.xdist_group`), and a `teardown_method` that
calls `gc.collect()`.

It is a matter of the house, and said only where the settings want it:

```toml
[tool.pytest-doctor.enforce]
memory-pattern = true
```

## Instead

```python
@pytest.mark.xdist_group(name="orders")
class TestOrders:
    def teardown_method(self):
        gc.collect()
```

An autouse fixture that collects behind its `yield` serves as well.

## Fix safety

There is no fix: the name of the group is for the author to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.enforced import Enforced
from doctor.model.findings import Problem, Related, Severity
from doctor.model.sources import Class, Fixtures, SourceFile, Sources
from doctor.rules.registry import rule

MOCKS = ("MagicMock", "AsyncMock")
TEARDOWNS = ("teardown_method", "tearDown", "teardown_class", "tearDownClass")


@rule(severity=Severity.WARNING, since="0.1")
def check(enforced: Enforced, sources: Sources, fixtures: Fixtures) -> Iterator[Problem]:
    if not enforced.memory_pattern or enforced.place is None:
        return
    for file in sources.collected:
        tested = {test.function.rpartition(".")[0] for test in file.tests if not test.file and test.class_name}
        for klass in file.classes:
            if klass.qualname in tested and uses_mocks(klass, file):
                lacks = tuple(lacking(klass, file, sources, fixtures))
                if lacks:
                    yield Problem(
                        place=klass.place,
                        message=f"class '{klass.name}' uses mocks and has {' and '.join(lacks)}",
                        related=(Related(enforced.place, "wanted here"),),
                        consequence="what its mocks keep stays in the worker's memory until the collector comes round",
                        help=f'add `@pytest.mark.xdist_group(name="{klass.name.lower()}")`, and a `teardown_method` '
                        "that calls `gc.collect()`",
                    )


def uses_mocks(klass: Class, file: SourceFile) -> bool:
    inside = f"{klass.qualname}."
    return any(call.within.startswith(inside) and call.name.rpartition(".")[2] in MOCKS for call in file.calls)


def lacking(klass: Class, file: SourceFile, sources: Sources, fixtures: Fixtures) -> Iterator[str]:
    marks = [mark for mark in file.marks if mark.name == "xdist_group" and mark.owner in ("", klass.qualname)]
    if not marks:
        yield "no 'xdist_group'"
    if not any(name in klass.methods for name in TEARDOWNS) and not collects(file, sources, fixtures):
        yield "no tear-down that collects garbage"


def collects(file: SourceFile, sources: Sources, fixtures: Fixtures) -> bool:
    """Does an automatic fixture that the file sees call `gc.collect`?"""
    for found in fixtures.visible.get(file.path, {}).values():
        home = sources.get(found[0].origin)
        fixture = found[0].fixture
        calls = home.calls if found[0].autouse and home and fixture else ()
        if any(call.name == "gc.collect" and fixture and call.within == fixture.function for call in calls):
            return True
    return False
