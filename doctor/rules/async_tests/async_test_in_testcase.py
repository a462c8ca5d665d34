"""An async test method of a plain `unittest.TestCase` passes without being run.

## Why

`unittest.TestCase` calls the method, gets a coroutine, and throws it away. Nothing in it is run, and the test passes
whatever it asserts; all there is to see are a RuntimeWarning ("coroutine … was never awaited") and a
DeprecationWarning. No async plugin takes part in such tests, whatever its mode is, and whatever marks they bear:
`@pytest.mark.asyncio` on the class or on the method changes nothing.

See https://docs.python.org/3/library/unittest.html#unittest.IsolatedAsyncioTestCase.

## Instead

`unittest.IsolatedAsyncioTestCase`, or a class that is no TestCase together with an async plugin. Then mend the test: it
runs for the first time.

## Fix safety

Replacing the base class is right, but tests that never ran may fail, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Problem, Related, Severity
from doctor.model.sources import SourceFile, Sources, Test
from doctor.rules.async_tests._cases import drops_coroutines, rebased
from doctor.rules.classes import Found, World
from doctor.rules.closure import definition
from doctor.rules.decorators import are_harmless
from doctor.rules.phrases import plural, uses
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile, sources: Sources, modules: Modules) -> Iterator[Problem]:
    world = World(sources=sources, modules=modules)
    lost: dict[str, list[Test]] = {}
    for test in test_file.tests:
        if test.is_async and test.unittest and test.class_name and not wrapped(test, test_file, sources):
            lost.setdefault(test.class_name, []).append(test)
    for name, tests in lost.items():
        klass = world.find(name, test_file)
        if klass and drops_coroutines(klass, world):
            yield problem(klass, tests)


def wrapped(test: Test, file: SourceFile, sources: Sources) -> bool:
    """Does a decorator stand before the method that may run it, or is it skipped?"""
    home = sources.get(test.file) if test.file else file
    function = definition(sources, file, test)
    skipped = any(mark.name == "skip" for mark in test.marks)
    return home is None or function is None or skipped or not are_harmless(function.decorators, home)


def problem(klass: Found, tests: list[Test]) -> Problem:
    count = f"{plural(len(tests), 'async test')} of '{klass.klass.name}'" if tests[1:] else f"async '{tests[0].name}'"
    return Problem(
        place=tests[0].place,
        message=f"{count} {'pass' if tests[1:] else 'passes'} without being run: unittest.TestCase awaits nothing",
        label="never awaited",
        related=(Related(klass.klass.place, "a plain TestCase"), *uses([test.place for test in tests[1:]], "nor this")),
        consequence=f"the test passes; RuntimeWarning: coroutine '{tests[0].function}' was never awaited",
        help="derive the class from unittest.IsolatedAsyncioTestCase",
        fix=rebased(klass),
    )
