"""A `parametrize` gives tests a fixture's function in place of what the fixture makes.

## Why

`@pytest.mark.parametrize("db", [sqlite_db, memory_db])` hands over the decorated functions: pytest sets no fixture up
for them. Calling one is an error, and a check like `assert db is not None` holds whatever the fixture does
(https://github.com/pytest-dev/pytest/issues/349).

Nothing is said where plain functions are among the values: it may be the function that is tested.

## Instead

The names, and `request.getfixturevalue(name)` in the test or in a fixture; or `params` of one fixture; or
`pytest_lazy_fixtures.lf("sqlite_db")`.

## Fix safety

There is no fix: the test has to ask for the fixture in another way.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.sources import Expr, Mark, SourceFile
from doctor.rules.markers._parametrize import behind, items, of_tests, read
from doctor.rules.phrases import listing, uses
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    fixtures = plain_fixtures(test_file)
    for mark in of_tests(test_file) if fixtures else ():
        found = read(mark)
        if found and not mark.expr.argument(2, "indirect"):
            columns = by_name(items(behind(found, test_file).values))
            handed = [item for column in columns for item in column if only_fixtures(column, fixtures)]
            if handed and not looks_them_up(mark, test_file):
                yield problem(handed)


def plain_fixtures(file: SourceFile) -> frozenset[str]:
    """Functions of the module that are fixtures, and that nothing else of their name stands for."""
    assigned = {name for name, _ in file.assigned}
    names = [function.qualname for function in file.functions if not function.class_name]
    return frozenset(
        each.function
        for each in file.fixtures
        if not each.class_name
        and each.decorator.endswith(".fixture")
        and each.function not in assigned
        and names.count(each.function) == 1
    )


def looks_them_up(mark: Mark, file: SourceFile) -> bool:
    """Does the test take `request`, by which the function's name may lead to the fixture?"""
    return any("request" in test.requests for test in file.tests if mark in test.marks)


def by_name(parts: tuple[Expr, ...]) -> list[list[Expr]]:
    """What each of the names is given, without constants."""
    rows = [
        each.parts if each.kind in ("tuple", "list") or str(each.value) == "pytest.param" else (each,) for each in parts
    ]
    width = min((len(row) for row in rows), default=0)
    return [[row[index] for row in rows if row[index].kind != "constant"] for index in range(width)]


def only_fixtures(column: list[Expr], fixtures: frozenset[str]) -> bool:
    """Are all of them fixtures? Beside plain functions one may be meant as the function that it is."""
    return all(each.kind == "name" and each.value in fixtures for each in column)


def problem(handed: list[Expr]) -> Problem:
    names = list(dict.fromkeys(str(each.value) for each in handed))
    quoted = listing(names)
    first = handed[0]
    return Problem(
        place=first.place,
        message=f"the test is given the function of fixture {quoted} itself, not what the fixture makes",
        label="a fixture's function",
        related=uses([each.place for each in handed[1:]], "here too"),
        consequence="pytest sets no fixture up for it; what the test checks is the decorated function",
        help=f'parametrize with the names ("{names[0]}"), and ask request.getfixturevalue(name) in the test',
    )
