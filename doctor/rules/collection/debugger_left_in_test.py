"""A debugger is left in a test.

## Why

`breakpoint()` and `pdb.set_trace()` wait for somebody who types. In CI, and wherever nothing is to be read from the
standard input, pytest ends there, with all tests that are left: "Exit: Quitting debugger", or `BdbQuit`
(https://docs.pytest.org/en/stable/how-to/failures.html#setting-breakpoints). With pytest-xdist the worker has no
terminal to ask.

## Instead

Take it out. `pytest --pdb` stops at failures, `--trace` at the beginning of each test.

## Fix safety

Safe: the statement goes, where nothing else stands in its line.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, RemoveLines
from doctor.model.flows import Slip
from doctor.model.sources import SourceFile
from doctor.rules.collection._meant_to_fail import MARKS
from doctor.rules.collection._slips import slips
from doctor.rules.registry import rule

PHASES = ("setUp", "tearDown", "setUpClass", "tearDownClass", "setup_method", "teardown_method", "asyncSetUp")


@rule(severity=Severity.WARNING, since="0.1")
def check(file: SourceFile) -> Iterator[Problem]:
    found = list(slips(file, "stopped", anywhere=True))
    run = set(run_in(file)) if found else set()
    for slip in found:
        if slip.within in run or slip.within.rpartition(".")[2] in PHASES:
            yield problem(slip)


def run_in(file: SourceFile) -> Iterator[str]:
    """The functions of the file that pytest calls."""
    yield from (test.function for test in file.tests if not any(mark.name in MARKS for mark in test.marks))
    yield from (fixture.function for fixture in file.fixtures)


def problem(slip: Slip) -> Problem:
    lines = slip.others[0] if slip.others else None
    return Problem(
        place=slip.place,
        message=f"{slip.name}() waits here for somebody who types",
        label="stops here",
        consequence="where nobody does, as in CI, pytest ends here or the test fails: Exit: Quitting debugger, BdbQuit",
        help="take it out; `pytest --pdb` and `--trace` stop without it",
        fix=Fix(f"take {slip.name}() out", (RemoveLines(lines),), safe=True) if lines else None,
    )
