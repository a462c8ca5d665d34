"""A test is decorated with `@pytest.fixture`, and is no test any more.

## Why

pytest collects no fixtures as tests. A function that is called `test_…`, asserts something, gives nothing back and is
asked for by nobody is never run: the decorator was left when the lines were copied
(https://docs.pytest.org/en/stable/explanation/goodpractices.html#conventions-for-python-test-discovery).

## Instead

Take the decorator away; or, where it is a fixture, give it a name that says so.

## Fix safety

The decorator is taken away only when asked for: the test that starts to run may fail.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import IniValues
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.places import Place
from doctor.model.sources import Fixture, Function, SourceFile, Sources
from doctor.rules.fixtures._requests import asked_for
from doctor.rules.naming import fits, patterns
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(ini: IniValues, sources: Sources) -> Iterator[Problem]:
    names = patterns(ini, "python_functions")
    found = [
        (file, fixture, function)
        for file in sources.collected
        for fixture in file.fixtures
        if fits(fixture.name, names) and not fixture.autouse and (function := test_of(fixture, file))
    ]
    wanted = asked_for(sources) if found else None
    if wanted is None:
        return
    for file, fixture, function in found:
        if fixture.name not in wanted and function.name not in file.referenced:
            yield problem(fixture, function)


def test_of(fixture: Fixture, file: SourceFile) -> Function | None:
    """The function of the fixture, if it does what a test does."""
    function = file.function(fixture.function)
    if function is None or function.place != fixture.place or function.name != fixture.name:
        return None
    return function if function.asserts and not function.returns and not function.yields else None


def problem(fixture: Fixture, function: Function) -> Problem:
    decorator = fixture.expr.place if fixture.expr else function.place
    is_alone = len(function.decorators) == 1 and decorator.line == decorator.end_line == function.place.line - 1
    return Problem(
        place=function.place,
        message=f"'{function.name}' is a fixture that nobody asks for, and so no test",
        label="never run",
        consequence="pytest collects no fixtures, without a word",
        help="take the decorator away, if it is meant as a test",
        fix=Fix("take the decorator away", (Replace(whole_line(decorator), ""),)) if is_alone else None,
    )


def whole_line(decorator: Place) -> Place:
    return decorator.replace(column=1, end_line=decorator.line + 1, end_column=1)
