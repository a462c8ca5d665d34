"""Python is told to take asserts out, and checks outside the test files are asserts.

## Why

`python -O` and PYTHONOPTIMIZE leave `assert` statements out. pytest rewrites those of test files, conftests and
plugins, so that they hold all the same; those in helper modules, and with `--assert=plain` all of them, check nothing,
and the tests pass. pytest warns: `assertions not in test modules or plugins will be ignored`.

See https://docs.pytest.org/en/stable/how-to/assert.html#assertion-introspection-details and
https://docs.python.org/3/using/cmdline.html#envvar-PYTHONOPTIMIZE.

## Instead

Run the tests without the option: unset PYTHONOPTIMIZE in the step that calls pytest. Nothing is said of such a step
where another one calls pytest without it.

## Fix safety

There is none: whether the tests are to run as production does is for people to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.config import CommandLine
from doctor.model.environment import Variables
from doctor.model.findings import Problem, Related, Severity
from doctor.model.places import ENVIRONMENT, Place, Word
from doctor.rules.registry import rule

NAME = "PYTHONOPTIMIZE"


@rule(severity=Severity.WARNING, since="0.1")
def check(
    variables: Variables, calls: Calls, command_line: CommandLine, unrewritten: tuple[Word, ...]
) -> Iterator[Problem]:
    mode = command_line.last("--assert")
    is_plain = bool(mode and mode.value == "plain")
    for place, text in dict.fromkeys(given(variables, calls)):
        if is_plain:
            yield plain(place, text)
        elif unrewritten:
            yield problem(place, text, unrewritten[0])


def given(variables: Variables, calls: Calls) -> Iterator[tuple[Place, str]]:
    """Where asserts are taken out, and by what."""
    if variables.get(NAME) not in (None, "", "0"):
        yield Place(ENVIRONMENT), NAME
    if any(not call.optimized and not any(each.name == NAME for each in call.settings) for call in calls.calls):
        return  # it is done beside a run with asserts
    for call in calls.calls:
        if call.optimized:
            yield call.optimized.place, call.optimized.text
        for each in call.settings:
            if each.name == NAME and each.value != "0":
                yield each.place, NAME


def problem(place: Place, text: str, helper: Word) -> Problem:
    return Problem(
        place=place,
        message=f"{text} takes asserts out, and '{helper.text}' of {helper.place.file} checks with one",
        label="takes asserts out",
        related=(Related(helper.place, "checks nothing then"),),
        consequence="it passes whatever it is given: pytest rewrites only test files, conftests and plugins",
        help=f"run the tests without {text}, or pytest.register_assert_rewrite the module in a conftest",
    )


def plain(place: Place, text: str) -> Problem:
    return Problem(
        place=place,
        message=f"{text} takes asserts out, and with --assert=plain pytest does not rewrite them",
        label="takes asserts out",
        consequence="ASSERTIONS ARE NOT EXECUTED and FAILING TESTS WILL PASS",
        help=f"run the tests without {text}",
        severity=Severity.WARNING if place.is_file else Severity.ERROR,
    )
