"""An `assert` tests something that is true whatever the code does.

## Why

`assert status == 200 or 201` is `(status == 200) or 201`, and 201 is true. So is a generator that nobody has asked yet
(`assert (row > 0 for row in rows)`), what `filter` and `map` make, a list that holds the answers
(`assert [row > 0 for row in rows]`), a text, and a function that is not called (`assert is_ready`); and no length is
below zero. The test passes with any result
(https://github.com/pola-rs/polars/pull/2202, https://github.com/alphagov/notifications-api/pull/4485,
https://github.com/EasyPost/easypost-python/pull/215).

## Instead

`assert status in (200, 201)`, `assert all(row > 0 for row in rows)`, `assert is_ready()`, `assert len(rows) > 0`.

Nothing is said of `assert True` and `… or True`, which somebody meant.

## Fix safety

A test that begins to check may fail, so nothing is changed unasked. Of lengths and texts it cannot be told what is
meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.outlines import Outlines
from doctor.model.slips import Slip
from doctor.model.sources import Fixtures, SourceFile, Sources
from doctor.rules.collection._slips import slips
from doctor.rules.cures import wrapped
from doctor.rules.fixtures._made import made_by_fixture
from doctor.rules.fixtures._requests import parametrized
from doctor.rules.outlined import outlined
from doctor.rules.phrases import uses
from doctor.rules.registry import rule

KINDS = ("or", "generator", "list", "length", "text", "function", "iterator")
WHY = {
    "or": "'or {name}' is always true: the assertion cannot fail",
    "generator": "the assertion is of a generator, which is always true: nothing of it is asked",
    "iterator": "the assertion is of what {name}() makes, which is always true, also when nothing is in it",
    "list": "the assertion is of a list of answers, which is true as soon as it holds one, also False",
    "length": "'{name}' is never below 0: the assertion cannot fail",
    "text": "the assertion is of a text, which is always true",
    "function": "'{name}' is a function, which is always true: the assertion does not call it",
}
HELP = {
    "or": "write `{text}`, or compare with each of the values",
    "generator": "write `assert all(…)`, or `any(…)`",
    "iterator": "write `assert list({name}(…))`, or `all(…)` and `any(…)` around it",
    "list": "write `assert all(…)`, or `any(…)`",
    "length": "compare with 1, or with the number that is expected: `assert {name} > 0`",
    "text": "write what is to hold before it: the text is what an assertion says when it fails",
    "function": "call it: `assert {name}()`",
}


@rule(severity=Severity.ERROR, since="0.1")
def check(
    test_file: SourceFile, modules: Modules, outlines: Outlines, sources: Sources, fixtures: Fixtures
) -> Iterator[Problem]:
    lengths: list[Slip] = []
    for slip in slips(test_file, *KINDS):
        if slip.how == "length":
            lengths.append(slip)
        elif slip.how != "function" or is_function(*made(slip, test_file, sources, fixtures), modules, outlines):
            yield problem(slip)
    if lengths:  # they come in dozens
        more = uses([each.place for each in lengths[1:]], "never below 0 either")
        yield problem(lengths[0]).replace(related=more)


def made(slip: Slip, file: SourceFile, sources: Sources, fixtures: Fixtures) -> tuple[str, SourceFile]:
    """The method of what a fixture makes, for `<user>.is_active`, and the file in which the fixture names its class."""
    of, _, method = slip.name.rpartition(".")
    if not of.startswith("<"):
        return slip.name, file
    tests = [test for test in file.tests if test.function == slip.within]
    is_given = any(of[1:-1] in parametrized(test) for test in tests)
    if is_given or len(fixtures.visible.get(file.path, {}).get(of[1:-1], ())) != 1:
        return "", file
    of, home = made_by_fixture(of, file, sources, fixtures)
    return f"{of}.{method}", home


def is_function(name: str, file: SourceFile, modules: Modules, outlines: Outlines) -> bool:
    """Is it a function of the project, or a method of a class, as it is defined there once?"""
    return any(wanted in outline.functions for outline, wanted in outlined(name, file, modules, outlines))


def problem(slip: Slip) -> Problem:
    name = slip.name.rpartition(".")[2] if slip.how == "function" else slip.name
    return Problem(
        place=slip.place,
        message=WHY[slip.how].format(name=name),
        label="always true",
        consequence="the assertion holds whatever the code under test does",
        help=HELP[slip.how].format(name=name, text=slip.text or "value in (…)"),
        fix=mended(slip),
        severity=Severity.WARNING if slip.how == "length" else None,  # it may be there to say that there is a length
    )


def mended(slip: Slip) -> Fix | None:
    place = slip.place
    if slip.how == "or" and slip.text and place.line == place.end_line:
        return Fix(f"write `{slip.text}`", (Replace(place, slip.text),))
    if slip.how == "generator":
        return Fix("ask whether all of it is true", wrapped(place, "all", ""))
    if slip.how == "iterator" and slip.name == "filter":
        return Fix("ask whether there is any", wrapped(place, "list(", ")"))
    if slip.how == "list":
        return Fix("ask whether all of it is true", wrapped(place, "all(", ")"))
    return Fix("call it", wrapped(place, "", "()")) if slip.how == "function" else None
