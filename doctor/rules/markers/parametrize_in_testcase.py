"""`parametrize` on a method of `unittest.TestCase` gives it no values.

## Why

unittest calls the methods of a TestCase, with nothing but `self`. pytest does not parametrize them: the values are
dropped, and the call fails for want of an argument.

See https://docs.pytest.org/en/stable/how-to/unittest.html#pytest-features-in-unittest-testcase-subclasses.

## Instead

`self.subTest(…)` in a loop, or a class that is no TestCase.

## Fix safety

A loop with `subTest` takes the place of the mark, where the method lies in the class itself and bears one such mark:
not unasked, for it is one test then, for which `setUp` runs once.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.rewrites import RunSubtests
from doctor.model.sources import Function, Mark, SourceFile, Sources, Test
from doctor.rules.classes import World
from doctor.rules.closure import arguments, definition
from doctor.rules.markers._parametrize import read
from doctor.rules.phrases import listing, plural, uses
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile, sources: Sources, modules: Modules) -> Iterator[Problem]:
    found: dict[Mark, list[Test]] = {}
    world = World(sources=sources, modules=modules)
    for test in test_file.tests:
        function = definition(sources, test_file, test) if test.unittest and not test.open else None
        for mark in test.marks if function else ():
            given = read(mark)
            if not function or not given or not set(given.names or ()) & arguments(function):
                continue
            if world.is_testcase(test.class_name, test_file):
                found.setdefault(mark, []).append(test)
    for mark, tests in found.items():
        function = definition(sources, test_file, tests[0])
        yield problem(mark, tests, function).replace(fix=looped(mark, tests, sources, test_file))


def looped(mark: Mark, tests: list[Test], sources: Sources, file: SourceFile) -> Fix | None:
    """The values are gone through in the method."""
    test = tests[0]
    function = definition(sources, file, test)
    alone = sum(each.name == "parametrize" for each in test.marks) == 1 and len({each.function for each in tests}) == 1
    if function is None or not alone or function.place.file != mark.place.file:
        return None
    if not any(each.place == mark.place for each in function.decorators):
        return None
    return Fix(f"loop over the values in '{test.name}'", (RunSubtests(function.place, mark.place),))


def missing(function: Function | None) -> str:
    """Python's words for what unittest does not give."""
    wanted = [each for each in function.params[1:] if not each.has_default] if function else []
    plain = [each.name for each in wanted if each.kind == "plain"]
    named = [each.name for each in wanted if each.kind == "keyword-only"]
    kind = "positional" if plain else "keyword-only"
    return f"{plural(len(plain or named), f'required {kind} argument')}: {listing(plain or named, most=9)}"


def problem(mark: Mark, tests: list[Test], function: Function | None) -> Problem:
    given = read(mark)
    names = (given.names if given else None) or ("value",)
    loop = f"for {', '.join(names)} in …: with self.subTest({', '.join(f'{name}={name}' for name in names)}): …"
    return Problem(
        place=mark.place,
        message=f"parametrize gives no values to '{tests[0].name}', a method of a unittest.TestCase",
        label="without effect in a TestCase",
        related=uses([test.place for test in tests], "gets no values"),
        consequence=f"the test fails: TypeError: {tests[0].function}() missing {missing(function)}",
        help=f"write `{loop}` in '{tests[0].name}', or take unittest.TestCase away from '{tests[0].class_name}'",
    )
