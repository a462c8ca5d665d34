"""A conftest or test file makes pytest end with 0, whatever the tests say.

## Why

`os._exit(0)` ends the process at once, with that code. In `pytest_sessionfinish`, `pytest_unconfigure` or a fixture,
often put there for a thread that does not end, and as `atexit.register(os._exit, 0)`, it takes the place of pytest's
own code: CI is green when tests fail.

See https://github.com/halucinator/halucinator/pull/22 and https://github.com/facebookresearch/momentum/pull/1312.

## Instead

End what is still running: threads made with `daemon=True`, executors that are shut down. Where it has to be
`os._exit`, give it the code that `pytest_sessionfinish(session, exitstatus)` is handed, in `pytest_unconfigure`, when
the summary is printed.

## Fix safety

`os._exit(exitstatus)` in place of `os._exit(0)`, and `atexit.register(os._exit, 0)` goes: runs may fail then that were
green, or hang, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, RemoveLines, Replace
from doctor.model.sources import Call, SourceFile
from doctor.rules.registry import rule

EXIT = "os._exit"
HOOKS = ("pytest_sessionfinish", "pytest_unconfigure", "pytest_terminal_summary")


@rule(severity=Severity.ERROR, since="0.1")
def check(file: SourceFile) -> Iterator[Problem]:
    if file.collected or file.role in ("conftest", "plugin"):
        for call in file.calls_of(EXIT, "atexit.register"):
            if not (call.branch or call.guarded) and ends_well(call, file):
                yield problem(call, file)


def ends_well(call: Call, file: SourceFile) -> bool:
    """Does it end the process with 0, at the end of the session or of a test?"""
    parts = call.expr.parts
    if call.name == EXIT:
        of_fixture = call.within in {fixture.function for fixture in file.fixtures}
        return len(parts) == 1 and is_nought(call) and (call.within in HOOKS or of_fixture)
    is_exit = len(parts) == 2 and parts[0].value == EXIT and is_nought(call)
    return is_exit and call.within in ("", "pytest_configure", "pytest_sessionstart", *HOOKS)


def is_nought(call: Call) -> bool:
    last = call.expr.parts[-1]
    return last.kind == "constant" and last.value == 0 and last.value is not False


def problem(call: Call, file: SourceFile) -> Problem:
    function = file.function(call.within)
    known = function is not None and any(param.name == "exitstatus" for param in function.params)
    where = f"'{call.within}' ends" if call.within else "This file makes Python end"
    return Problem(
        place=call.place,
        message=f"{where} the process by {EXIT}(0), whatever the tests say",
        label="in place of pytest's exit code",
        consequence="pytest ends with 0 when tests fail, and nobody hears of it",
        help="write os._exit(exitstatus)" if known else "take it out, and end the threads that are still running",
        fix=fix(call, known),
    )


def fix(call: Call, known: bool) -> Fix | None:
    if call.name == EXIT:
        last = call.expr.parts[-1].place
        return Fix("write os._exit(exitstatus)", (Replace(last, "exitstatus"),)) if known else None
    return Fix("take it out", (RemoveLines(call.place),)) if call.is_statement else None
