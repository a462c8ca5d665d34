"""A test asks a strategy for an `.example()`, which warns, and warnings are errors here.

## Why

`.example()` is for people at a prompt: in a program it gives a NonInteractiveExampleWarning, which `filterwarnings =
error` makes an error of (https://github.com/HypothesisWorks/hypothesis/pull/2104).

## Instead

`@given(st.integers())`, which tries many values, and shows the smallest one that fails; `data.draw(…)` within the test.

## Fix safety

There is no fix: the test gets a parameter, and what it asserts has to hold for all values.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.findings import Problem, Related, Severity
from doctor.model.sources import SourceFile
from doctor.rules.collection._meant_to_fail import certain_slips
from doctor.rules.filters import error_filter
from doctor.rules.registry import rule

WARNING = "NonInteractiveExampleWarning"
SAYS = "The `.example()` method is good for exploring strategies, but should only be used interactively."
FILTERING = ("warnings.simplefilter", "warnings.filterwarnings", "warnings.catch_warnings")


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile, config: PytestConfig, ini: IniValues, command_line: CommandLine) -> Iterator[Problem]:
    found = list(certain_slips(test_file, "example"))
    error = error_filter(config, ini, command_line, WARNING, SAYS) if found else None
    if error is None or any(call.name in FILTERING for call in test_file.calls):
        return
    filtered = {test.function for test in test_file.tests if any(mark.name == "filterwarnings" for mark in test.marks)}
    for slip in found:
        if slip.within not in filtered:
            yield Problem(
                place=slip.place,
                message=f"'{slip.name}.example()' warns in a test, and warnings are errors",
                label="for people at a prompt",
                related=(Related(error.place, "makes it an error"),) if error.place else (),
                consequence=f"'{slip.within}' fails: {WARNING}",
                help="give the strategy to `@given(…)`, and take the value as a parameter",
            )
