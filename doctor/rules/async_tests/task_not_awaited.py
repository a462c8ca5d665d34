"""An async test starts tasks that check something, and does not wait for them.

## Why

`asyncio.create_task(check())` and `asyncio.gather(…)` without `await` only ask the loop to run something later. The
test ends before, its loop is closed, and the tasks are cancelled: assertions in them are never reached, or fail without
a word ("Task exception was never retrieved")
(https://docs.python.org/3/library/asyncio-task.html#asyncio.create_task).

## Instead

`await check()`, `await asyncio.gather(…)`, or keep the task and await it at the end.

Nothing is said of tasks in the background: only `gather` of async functions, and functions of the file that assert
something, are meant to be waited for.

## Fix safety

`await` is not written unasked: the assertions begin to count.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.sources import Call, Function, SourceFile
from doctor.rules.registry import rule

TASKS = ("asyncio.create_task", "asyncio.ensure_future")


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    tests = {test.function for test in test_file.tests if test.is_async and not test.file}
    for call in test_file.calls if tests else ():
        if (
            call.within in tests
            and call.is_statement
            and not call.awaited
            and not call.branch
            and is_lost(call, test_file)
        ):
            yield problem(call)


def is_lost(call: Call, file: SourceFile) -> bool:
    if call.name == "asyncio.gather":
        return bool(call.expr.parts)
    first = call.expr.parts[0] if call.expr.parts else None
    if call.name not in TASKS or first is None or first.kind != "call":
        return False
    found = own(str(first.value), call, file)
    return found is not None and found.is_async and found.asserts


def own(name: str, call: Call, file: SourceFile) -> Function | None:
    """The function of the file, or of the test, that is called."""
    return file.function(f"{call.within}.<locals>.{name}") or file.function(name)


def problem(call: Call) -> Problem:
    last = call.name.rpartition(".")[2]
    start = call.place.replace(end_line=call.place.line, end_column=call.place.column)
    return Problem(
        place=call.place,
        message=f"what {last} starts is not waited for: the test ends before",
        label="not awaited",
        consequence="it is cancelled when the test ends: what it asserts never counts",
        severity=Severity.ERROR if last == "gather" else Severity.WARNING,  # another one may show that it went well
        help="put await before it" if last == "gather" else "await the function itself, or keep the task and await it",
        fix=Fix(f"await {last}(…)", (Replace(start, "await "),)),
    )
