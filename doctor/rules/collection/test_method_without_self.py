"""A method that is a test or fixture does not take `self`: it fails, or gets the object in the place of a fixture.

## Why

Python hands the object to the first parameter of a method, whatever its name. `def test_total():` in a class fails with
a `TypeError`; in `def test_total(cart):` the name `cart` is the test object, and the fixture of that name is
never set up. A fixture without any parameter stops the collection: "invalid method signature".

See https://docs.pytest.org/en/stable/explanation/goodpractices.html#conventions-for-python-test-discovery and, of
`pytest_generate_tests` in a class, https://github.com/pytest-dev/pytest/issues/11289.

## Instead

Write `def test_total(self, cart):`, or make it a `@staticmethod`.

## Fix safety

`self` is not added unasked: the body may have been written with either meaning in mind.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix
from doctor.model.rewrites import AddParameter
from doctor.model.sources import Fixtures, Function, SourceFile
from doctor.rules.registry import rule

GENERATE = "pytest_generate_tests"


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile, fixtures: Fixtures) -> Iterator[Problem]:
    methods = [test for test in test_file.tests if test.class_name and not test.file and not test.open]
    tests = {test.function for test in methods}
    unittests = {test.function for test in methods if test.unittest}
    for function in test_file.functions:
        if function.qualname in tests and is_plain(function):
            if function.qualname in unittests and function.params:
                continue  # no fixture comes there: whatever the first parameter is called, it is the test
            for found in problem(function, test_file, fixtures):
                if not replaced(function, test_file):
                    yield found
    owners = {test.class_name for test in methods if not test.unittest}
    for function in test_file.functions:
        if function.name == GENERATE and function.class_name in owners and not function.decorators:
            yield from of_hook(function)
    for fixture in test_file.fixtures:
        maker = test_file.function(fixture.function) if fixture.class_name in owners else None
        if maker and len(maker.decorators) == 1 and not maker.branch and maker.place == fixture.place:
            yield from problem(maker, test_file, fixtures, "fixture")


def of_hook(function: Function) -> Iterator[Problem]:
    """`pytest_generate_tests` of a class, which pytest calls on an object."""
    first = function.params[0] if function.params else None
    if function.branch or (first and (first.name != "metafunc" or first.kind not in ("plain", "positional-only"))):
        return
    given = "takes 0 positional arguments" if first is None else "the object has no attribute 'parametrize'"
    params = ", ".join(["self", *(param.name for param in function.params)])
    yield Problem(
        place=function.place,
        message=f"the hook '{function.qualname}' takes no self",
        label="self is missing",
        consequence=f"the collection of '{function.class_name}' fails: {given}",
        help=f"write 'def {GENERATE}({params})'",
        fix=Fix(f"give '{GENERATE}' self", (AddParameter(function.place, "self", first=True),)),
    )


def is_plain(function: Function) -> bool:
    return not function.branch and all(
        str(each.value or "").startswith(("pytest.mark.", "unittest.skip")) for each in function.decorators
    )


def replaced(function: Function, file: SourceFile) -> bool:
    """Is the method made static behind its back: `test_x = staticmethod(test_x)`?"""
    return function.name in file.referenced


def problem(function: Function, file: SourceFile, fixtures: Fixtures, kind: str = "test") -> Iterator[Problem]:
    first = function.params[0] if function.params else None
    if first and first.name in ("self", "cls"):
        return
    if first is None or first.kind == "keyword-only":
        words = f"TypeError: {function.qualname}() takes 0 positional arguments but 1 was given"
        consequence = f"the test fails: {words}" if kind == "test" else "collection stops: invalid method signature"
        message, place = f"{kind} method '{function.qualname}' takes no self", function.place
    elif first.kind in ("plain", "positional-only") and fixtures.of(file.path, first.name):
        consequence = f"'{first.name}' is the object; the fixture '{first.name}' is not set up for it"
        message, place = f"{kind} method '{function.qualname}' has '{first.name}' where self belongs", first.place
    else:
        return
    found = fixtures.of(file.path, first.name) if first else None
    params = ", ".join(["self", *(param.name for param in function.params)])
    yield Problem(
        place=place,
        message=message,
        label="self is missing",
        related=(Related(found.place, "the fixture"),) if found and found.place else (),
        consequence=consequence,
        help=f"write 'def {function.name}({params})'",
        fix=Fix(f"give '{function.name}' self", (AddParameter(function.place, "self", first=True),)),
    )
