"""A step `@then` returns the comparison that it should assert.

## Why

pytest-bdd calls the function of a step for its exceptions. What it returns is dropped, unless the decorator has
`target_fixture`: `return basket.total == total` passes when the two differ, and nothing warns of it, as pytest does for
tests (https://github.com/pytest-dev/pytest-bdd/issues/98,
https://docs.pytest.org/en/stable/how-to/assert.html#returning-non-none-value-in-test-functions).

## Instead

Write `assert` instead of `return`.

## Fix safety

A step that begins to check may fail, so `assert` is not written unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Distributions
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.plugins import Plugins
from doctor.model.rewrites import AssertReturn
from doctor.model.sources import Function, SourceFile
from doctor.rules.collection._features import is_loaded
from doctor.rules.collection._steps import keyword_of
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(file: SourceFile, plugins: Plugins, distributions: Distributions) -> Iterator[Problem]:
    if not is_loaded(plugins) or (distributions.version("pytest-bdd") or ()) < (5,):
        return
    for function in file.functions:
        if is_then(function) and not function.asserts and function.name not in file.referenced and compares(function):
            yield problem(function)


def is_then(function: Function) -> bool:
    """Is it a Then alone, whose value goes nowhere?"""
    steps = [each for each in function.decorators if keyword_of(each) == "then"]
    is_alone = len(steps) == len(function.decorators)
    return bool(steps) and is_alone and not any(each.keyword("target_fixture") or each.keyword("**") for each in steps)


def compares(function: Function) -> bool:
    is_each = bool(function.returned) and all(each.kind == "comparison" for each in function.returned)
    return is_each and not function.yields and len(function.returned) == len(function.returns)


def problem(function: Function) -> Problem:
    places = function.returns
    return Problem(
        place=places[0],
        message=f"the step '{function.name}' returns a comparison instead of using assert",
        label="return where assert is meant",
        consequence="the scenario passes whatever it compares; nothing is said",
        help="write 'assert …' instead of 'return …'",
        fix=Fix("write assert in place of return", tuple(AssertReturn(place) for place in places)),
    )
