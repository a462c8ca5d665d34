"""A mock of the module counts the calls of all tests, and several tests ask whether there was one.

## Why

`SEND = MagicMock()` at the top of a file is made once. What one test has called is still counted in the next:
`SEND.assert_called_once()` holds for the test that runs first, and fails in the others ("Called 2 times"), or the other
way round in another order (https://docs.python.org/3/library/unittest.mock.html#unittest.mock.Mock.reset_mock).

## Instead

A fixture that makes a new mock for each test; or `SEND.reset_mock()` in a fixture with `autouse=True`.

## Fix safety

There is no fix: where the code under test gets the mock from has to change, too.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.flows import Held, Use
from doctor.model.sources import SourceFile
from doctor.rules.phrases import uses
from doctor.rules.registry import rule

ONCE = ("assert_called_once", "assert_called_once_with")
NEVER = ("assert_not_called",)


@rule(severity=Severity.WARNING, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    for held in test_file.flows.held:
        if held.kind == "mock of module" and not held.shared and not is_emptied(held):
            tests = {test.function for test in test_file.tests if not test.file}
            for name, asked in counted(held, tests).items():
                if len({use.within for use in asked}) > 1:
                    yield problem(held, name, asked)


def is_emptied(held: Held) -> bool:
    return any("reset_mock" in use.what or use.how in ("returned", "yielded", "writes") for use in held.uses)


def counted(held: Held, tests: set[str]) -> dict[str, list[Use]]:
    """What is counted ("" for the mock itself, "send" of a child) → the tests' questions, if one asks for one call."""
    found: dict[str, list[Use]] = {}
    for use in held.uses:
        child, _, last = use.what.rpartition(".")
        if use.how == "method" and last in (*ONCE, *NEVER) and use.within in tests:
            found.setdefault(child, []).append(use)
    return {child: asked for child, asked in found.items() if any(use.what.rpartition(".")[2] in ONCE for use in asked)}


def problem(held: Held, child: str, asked: list[Use]) -> Problem:
    name = f"{held.name}.{child}" if child else held.name
    return Problem(
        place=held.expr.place,
        message=f"'{name}' is made once for all tests of the file, and several ask how often it was called",
        label="counts the calls of all tests",
        related=uses([use.place for use in asked], "asks for its own calls"),
        consequence="one of them fails, by the order in which they run: Expected to have been called once. Called 2 "
        "times.",
        help=f"make '{held.name}' in a fixture, or call {held.name}.reset_mock() in a fixture with autouse=True",
    )
