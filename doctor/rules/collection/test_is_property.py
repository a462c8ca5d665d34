"""A test is a property, which pytest does not run.

## Why

pytest collects functions. What `@property` makes of a method is none: the test is never run, and nothing says so
(https://docs.pytest.org/en/stable/explanation/goodpractices.html#conventions-for-python-test-discovery).

Only properties that assert something are spoken of, and that nothing in the file reads.

## Instead

A plain method; where it is none of the tests, a name that does not begin with `test`.

## Fix safety

The decorator is taken away when asked for: the test begins to run.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import IniValues
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, RemoveLines
from doctor.model.sources import Function, SourceFile
from doctor.rules.naming import fits, patterns
from doctor.rules.registry import rule

PROPERTIES = ("property", "functools.cached_property")


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile, ini: IniValues) -> Iterator[Problem]:
    names, classes = patterns(ini, "python_functions"), patterns(ini, "python_classes")
    for function in test_file.functions:
        is_named = fits(function.name, names) and fits(function.class_name, classes)
        if is_named and is_property(function) and function.name not in test_file.referenced:
            yield problem(function)


def is_property(function: Function) -> bool:
    decorators = [str(each.value) for each in function.decorators]
    does_check = function.asserts and not function.returns
    return bool(function.class_name) and does_check and len(decorators) == 1 and decorators[0] in PROPERTIES


def problem(function: Function) -> Problem:
    decorator = function.decorators[0]
    return Problem(
        place=function.place,
        message=f"test '{function.qualname}' is a property, and pytest runs no properties",
        label="never run",
        consequence="it is not collected, without a word",
        help="take the decorator away",
        fix=Fix("take the decorator away", (RemoveLines(decorator.place),)),
    )
