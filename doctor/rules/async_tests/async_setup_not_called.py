"""`asyncSetUp` or `asyncTearDown` in a plain `unittest.TestCase`, which never calls it.

## Why

`asyncSetUp` and `asyncTearDown` belong to `unittest.IsolatedAsyncioTestCase`. A plain `unittest.TestCase` knows `setUp`
and `tearDown` alone: the others are methods that nobody calls, and neither pytest nor Python says so. Tests run without
what is set up there, and nothing is ended
(https://docs.python.org/3/library/unittest.html#unittest.IsolatedAsyncioTestCase.asyncSetUp).

## Instead

```python
class MailTest(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self): ...
```

Nothing is said where the project itself names the method somewhere, and so may call it.

## Fix safety

The base is replaced only when asked for: what is set up for the first time may fail.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.async_setups import AsyncSetup, Lacking
from doctor.model.environment import Modules
from doctor.model.findings import Problem, Related, Severity
from doctor.model.record import Record
from doctor.model.sources import Function, Sources, Test
from doctor.rules.async_tests._cases import drops_coroutines, rebased
from doctor.rules.classes import Found, World
from doctor.rules.registry import rule


class Used(Record):
    """A class whose tests run, and what it comes to."""

    klass: Found
    line: tuple[Found, ...]
    tests: tuple[Test, ...]
    is_plain: bool


@rule(severity=Severity.ERROR, since="0.1")
def check(async_setups: tuple[AsyncSetup, ...], sources: Sources, modules: Modules) -> Iterator[Problem]:
    if not async_setups:
        return
    world = World(sources, modules)
    every: dict[object, list[Used]] = {}
    for user in used(sources, world):
        for above in user.line:
            every.setdefault(above.key, []).append(user)
    for each in async_setups:
        file = sources.get(each.file)
        klass = file.class_(each.owner) if file else None
        method = file.function(f"{each.owner}.{each.name}") if file else None
        if file is None or klass is None or method is None or method.decorators or method.branch:
            continue
        owner = Found(file, klass)
        users = every.get(owner.key, [])
        is_plain = drops_coroutines(owner, world) and all(user.is_plain for user in users)
        if is_plain and any(user.tests for user in users):
            yield problem(owner, method, lacked(each, owner, users))


def used(sources: Sources, world: World) -> Iterator[Used]:
    """The test cases that are collected, each with its plain tests."""
    for file in sources.collected:
        for name in {test.class_name: None for test in file.tests if test.unittest and test.class_name}:
            klass = world.find(name, file)
            if klass is not None:
                line = tuple(each for each in world.lineage(klass) if isinstance(each, Found))
                tests = (test for test in file.tests if test.class_name == name and not test.is_async)
                kept = tuple(test for test in tests if not any(mark.name.startswith("skip") for mark in test.marks))
                yield Used(klass, line, kept, drops_coroutines(klass, world))


def lacked(setup: AsyncSetup, owner: Found, users: list[Used]) -> Lacking | None:
    """What a test of the class itself reads and does not find, where nothing else can have set it."""
    own = next((user for user in users if user.klass.key == owner.key), None)
    if own is None or any(each.file != owner.file for each in own.line):
        return None
    names = {test.function for test in own.tests}
    methods = {name for each in own.line for name in each.klass.methods}
    missed = (each for each in setup.lacking if each.test in names and each.attribute not in methods)
    return None if methods & {"__getattr__", "__new__", "__init__"} else next(missed, None)


def problem(owner: Found, method: Function, lacking: Lacking | None) -> Problem:
    name = owner.klass.name
    related = (Related(owner.klass.place, "a plain TestCase"),)
    silent = "nothing is set up" if method.name == "asyncSetUp" else "nothing is ended"
    error = f"AttributeError: '{name}' object has no attribute '{lacking.attribute}'" if lacking else ""
    return Problem(
        place=method.place,
        message=f"'{method.qualname}' is never called: unittest.TestCase knows no {method.name}",
        label="nobody calls it",
        related=(*related, Related(lacking.place, "read here")) if lacking else related,
        consequence=error or f"{silent}, and nothing says so",
        help="derive the class from unittest.IsolatedAsyncioTestCase",
        fix=rebased(owner),
        severity=Severity.ERROR if lacking else Severity.WARNING,
    )
