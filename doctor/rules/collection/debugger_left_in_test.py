"""A debugger is left in a test.

## Why

`breakpoint()` and `pdb.set_trace()` wait for somebody who types. In CI, and wherever nothing is to be read from the
standard input, the test fails there: `BdbQuit`, or, with IPython, "reading from stdin while output is captured"
(https://docs.pytest.org/en/stable/how-to/failures.html#setting-breakpoints). Where there is a terminal, the run stands
still until somebody types; with pytest-xdist the workers have none. Where PYTHONBREAKPOINT is set, nothing is said of
`breakpoint()`.

## Instead

Take it out. `pytest --pdb` stops at failures, `--trace` at the beginning of each test.

## Fix safety

Safe: the statement goes, where nothing else stands in its line.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Variables
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, RemoveLines
from doctor.model.slips import Slip
from doctor.model.sources import SourceFile
from doctor.model.xunit import OF_CLASSES, OF_MODULES
from doctor.rules.collection._slips import slips
from doctor.rules.excused import excused_tests
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(file: SourceFile, variables: Variables) -> Iterator[Problem]:
    found = list(slips(file, "stopped", anywhere=True))
    run = set(run_in(file)) if found else set()
    is_replaced = bool(variables.get("PYTHONBREAKPOINT"))
    for slip in found:
        if slip.within in run and not (is_replaced and slip.name == "breakpoint"):
            yield problem(slip)


def run_in(file: SourceFile) -> Iterator[str]:
    """The functions of the file that pytest calls."""
    passed_over = excused_tests(file)
    yield from (test.function for test in file.tests if test.function not in passed_over)
    yield from (fixture.function for fixture in file.fixtures)
    for each in file.functions:
        if not each.is_nested and each.name in (OF_CLASSES if each.class_name else OF_MODULES):
            yield each.qualname


def problem(slip: Slip) -> Problem:
    lines = slip.others[0] if slip.others else None
    return Problem(
        place=slip.place,
        message=f"{slip.name}() waits here for somebody who types",
        label="stops here",
        consequence="where nobody does, as in CI, the test fails: BdbQuit, or OSError: reading from stdin",
        help="take it out; `pytest --pdb` and `--trace` stop without it",
        fix=Fix(f"take {slip.name}() out", (RemoveLines(lines),), safe=True) if lines else None,
    )
