"""`asyncSetUp` or `asyncTearDown` of a TestCase is no coroutine.

## Why

`unittest.IsolatedAsyncioTestCase` awaits `asyncSetUp` before each test, and `asyncTearDown` behind it. A plain method
of that name gives it nothing to await: each test of the class fails
(https://docs.python.org/3/library/unittest.html#unittest.IsolatedAsyncioTestCase.asyncSetUp).

## Instead

`async def asyncSetUp(self):`, or the name `setUp`.

## Fix safety

`async` is written before it when asked for: the tests begin to run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.places import Place
from doctor.model.sources import Function, Sources
from doctor.rules.classes import ASYNC_CASES, Found, World
from doctor.rules.registry import rule

PLAIN = {"asyncSetUp": "setUp", "asyncTearDown": "tearDown"}


@rule(severity=Severity.ERROR, since="0.1")
def check(sources: Sources, modules: Modules) -> Iterator[Problem]:
    if not any(name in klass.methods for file in sources for klass in file.classes for name in PLAIN):
        return
    world = World(sources, modules)
    found: dict[Place, Function] = {}
    for file in sources.collected:
        for name in {test.class_name for test in file.tests if test.unittest}:
            klass = file.class_(name)
            line = list(world.lineage(Found(file, klass))) if klass else []
            if any(each in ASYNC_CASES for each in line if isinstance(each, str)):
                found.update({each.place: each for each in plain(line)})
    yield from (problem(each) for each in found.values())


def plain(line: Iterable[Found | str]) -> Iterator[Function]:
    """The methods that unittest awaits, as the first of these classes has them, and that are plain."""
    known = [each for each in line if isinstance(each, Found)]
    for name in PLAIN:
        own = (each.file.function(f"{each.klass.qualname}.{name}") for each in known)
        function = next(filter(None, own), None)
        if function and is_plain(function):
            yield function


def is_plain(function: Function) -> bool:
    """Does it give back nothing that could be awaited?"""
    return not (function.is_async or function.returns or function.decorators or function.branch)


def problem(function: Function) -> Problem:
    place = function.place
    start = place.replace(column=place.column - len("def "), end_column=place.column - len("def "))
    return Problem(
        place=place,
        message=f"'{function.qualname}' is no coroutine, and unittest awaits it",
        label="not async",
        consequence=f"the tests of '{function.class_name}' fail: there is nothing to await",
        help=f"write `async def {function.name}(self)`, or name it `{PLAIN[function.name]}`",
        fix=Fix("make it async", (Replace(start, "async "),)),
    )
