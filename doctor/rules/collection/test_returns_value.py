"""A test returns what it should assert, so it passes whatever the value is.

## Why

pytest calls a test for its exceptions, and a value that it returns is dropped. `return result == expected` passes when
the two differ; a `PytestReturnNotNoneWarning` is all that shows (nothing at all for an async test or a
`unittest.TestCase`).

See https://docs.pytest.org/en/stable/how-to/assert.html#returning-non-none-value-in-test-functions.

## Instead

Write `assert` instead of `return`. When other code needs the value, put it in a function of its own that the test and
the other code call.

## Fix safety

A test that begins to check may fail, so `assert` is not written unasked, and only for truth values.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.findings import Confidence, Problem, Related, Severity
from doctor.model.fixes import Fix
from doctor.model.places import Place
from doctor.model.rewrites import AssertReturn
from doctor.model.sources import Expr, Function, SourceFile, Sources, Test
from doctor.rules.filters import Filter, error_filter
from doctor.rules.registry import rule

TAKES_THE_VALUE = ("mpl_image_compare", "array_compare")  # pytest-mpl, pytest-arraydiff
HOOKS = ("pytest_pyfunc_call", "pytest_runtest_call", "pytest_runtest_protocol", "pytest_pycollect_makeitem")
TRUTHS = frozenset({"isinstance", "issubclass", "callable", "hasattr", "all", "any", "bool"})
TRUTH_METHODS = (
    "startswith",
    "endswith",
    "exists",
    "is_file",
    "is_dir",
    "issubset",
    "isdisjoint",
    "isdigit",
    "array_equal",
)


@rule(severity=Severity.ERROR, since="0.1")
def check(
    test_file: SourceFile, config: PytestConfig, ini: IniValues, command_line: CommandLine, sources: Sources
) -> Iterator[Problem]:
    returning = [
        (test, function)
        for test in test_file.tests
        if not test.file and (function := test_file.function(test.function)) and function.returns
    ]
    if not returning or own_runner(sources):
        return
    error = error_filter(config, ini, command_line, "PytestReturnNotNoneWarning", "Expected None")
    for test, function in returning:
        if not function.yields and not function.is_nested and plain(function, test) and not waits(test_file, test):
            found = problem(test_file, test, function, error)
            if found:
                yield found


def own_runner(sources: Sources) -> bool:
    """Does a conftest or plugin of the project run the tests itself? It may use what they return."""
    return any(hook.name in HOOKS for file in sources for hook in file.provided.hookimpls)


def waits(file: SourceFile, test: Test) -> bool:
    """Is it a test of Twisted's own TestCase, which waits for the Deferred that it returns?"""
    return test.unittest and any(each.module.startswith("twisted.trial") for each in file.imports)


def plain(function: Function, test: Test) -> bool:
    """Is there nothing around the test that may use the value?"""
    if test.open or any(mark.name in TAKES_THE_VALUE for mark in test.marks):
        return False
    names = [str(each.value or "") for each in function.decorators]
    return all(
        name.startswith(("pytest.mark.", "unittest.mock.patch", "unittest.skip")) or name == "staticmethod"
        for name in names
    )


def problem(file: SourceFile, test: Test, function: Function, error: Filter | None) -> Problem | None:
    truths = [value.place for value in function.returned if is_truth(value, file)]
    if all(value.value is True for value in function.returned):
        truths = []  # it says that it has come to its end
    values = [value.place for value in function.returned if is_value(value, file)]
    places = truths or values
    if not places:
        return None  # what a call returns may be None
    raises = error and not function.is_async and not test.unittest
    is_constant = all(value.kind == "constant" for value in function.returned)
    what = "a value" if not truths else "True or False" if is_constant else "a comparison"
    return Problem(
        place=nearest_return(places[0], function),
        message=f"'{test.name}' returns {what} instead of using assert",
        label="return where assert is meant" if truths else "this value is dropped",
        related=related(places, function, error if raises else None),
        consequence=consequence(function, test, error),
        help="write 'assert …' instead of 'return …'" if truths else "assert on the value, or take the return out",
        fix=Fix(
            "write assert in place of return",
            tuple(AssertReturn(nearest_return(place, function)) for place in truths),
        )
        if truths
        else None,
        severity=severity(bool(truths), bool(raises), checks(function, file), only_helpers(function, file)),
        confidence=Confidence.HIGH if truths else Confidence.MEDIUM,
    )


def checks(function: Function, file: SourceFile) -> bool:
    """Does the test check something before it returns?"""
    if function.asserts:
        return True
    return any(call.name.startswith("pytest.") for call in file.calls_in(function.qualname))


def only_helpers(function: Function, file: SourceFile) -> bool:
    """Is what it returns the answer of a function of this file that checks nothing either?"""
    called = [file.function(str(value.value or "")) for value in function.returned if value.kind == "call"]
    return bool(called) and all(each and each.returns and not each.asserts for each in called)


def severity(truths: bool, raises: bool, checked: bool, only_helpers: bool) -> Severity:
    if raises or (truths and not checked):
        return Severity.ERROR
    return Severity.WARNING if truths or (only_helpers and not checked) else Severity.NOTE


def nearest_return(value: Place, function: Function) -> Place:
    """The `return` statement of a value."""
    before = [place for place in function.returns if not value < place]
    return before[-1] if before else value


def related(places: list[Place], function: Function, error: Filter | None) -> tuple[Related, ...]:
    found = [Related(nearest_return(place, function), "and here") for place in places[1:]]
    if error and error.place:
        found.append(Related(error.place, "makes the warning an error"))
    return tuple(found)


def consequence(function: Function, test: Test, error: Filter | None) -> str:
    if function.is_async or test.unittest:
        return "the test passes whatever it compares; nothing is said"
    words = "PytestReturnNotNoneWarning: … Did you mean to use `assert` instead of `return`?"
    return (
        f"the test fails: {words}"
        if error
        else f"the test passes whatever the value is; only a warning says so: {words}"
    )


def is_truth(value: Expr, file: SourceFile) -> bool:
    """Is it certainly a truth value?"""
    if value.kind == "constant":
        return isinstance(value.value, bool)
    if value.kind == "call":
        name = str(value.value or "")
        return (name in TRUTHS and not file.function(name)) or name.rpartition(".")[2] in TRUTH_METHODS
    if value.kind == "other":  # and, or
        return len(value.parts) > 1 and all(is_truth(part, file) for part in value.parts)
    return value.kind == "comparison"


def is_value(value: Expr, file: SourceFile) -> bool:
    """Is it most likely not None?"""
    if value.kind == "constant":
        return value.value is not None
    if value.kind == "call":
        called = file.function(str(value.value or ""))
        return bool(called and called.returns and not called.is_async)
    return value.kind in (
        *("comparison", "list", "tuple", "set", "dict", "fstring", "comprehension"),
        *("name", "attribute", "subscript"),
    )
