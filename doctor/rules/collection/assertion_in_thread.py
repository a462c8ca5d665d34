"""A test asserts in a function that a thread runs, where a failure ends the thread only.

## Why

An exception in a thread does not reach the test. pytest warns of it (PytestUnhandledThreadExceptionWarning), and the
test passes (https://github.com/cupy/cupy/pull/5265).

## Instead

Assert in the test, behind `join()`, on what the thread has left; or let a `ThreadPoolExecutor` run the function and ask
`future.result()`, which raises what was raised. `filterwarnings = error` makes the warning a failure.

## Fix safety

There is no fix.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.findings import Problem, Related, Severity
from doctor.model.sources import SourceFile
from doctor.rules.collection._slips import slips
from doctor.rules.filters import error_filter
from doctor.rules.registry import rule

CATEGORY = "PytestUnhandledThreadExceptionWarning"


@rule(severity=Severity.WARNING, since="0.1")
def check(test_file: SourceFile, config: PytestConfig, ini: IniValues, command_line: CommandLine) -> Iterator[Problem]:
    found = list(slips(test_file, "threaded"))
    if not found or error_filter(config, ini, command_line, CATEGORY, "Exception in thread"):
        return
    marked = {test.function for test in test_file.tests if any(mark.name == "filterwarnings" for mark in test.marks)}
    for slip in found:
        if slip.within not in marked:
            yield Problem(
                place=slip.place,
                message=f"the assertion stands in '{slip.name}', which a thread runs: the test does not see it fail",
                label="ends the thread only",
                related=tuple(Related(place, "run here") for place in slip.others),
                consequence=f"'{slip.within}' passes when it fails; only a warning says so: {CATEGORY}",
                help="assert behind `join()`, or use a ThreadPoolExecutor and ask `future.result()`",
            )
