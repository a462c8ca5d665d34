"""A test calls an async function and does not await it.

## Why

The call makes a coroutine and runs nothing of it. What the test means to do, or to check, does not happen; Python only
warns, once the coroutine is thrown away ("coroutine … was never awaited").

## Instead

Put `await` before the call; in a test that is not async, `asyncio.run(…)` around it.

The finding is made only for calls that stand alone as a statement, of `asyncio.sleep` and of async functions that the
same file defines once, without decorators.

## Fix safety

No fix is offered: what runs for the first time may fail.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.sources import Call, SourceFile, Sources
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(sources: Sources) -> Iterator[Problem]:
    for file in sources.collected:
        lost = [call for call in file.calls if call.is_statement and not call.awaited and call.within]
        if lost:
            coroutines = async_functions(file) | {"asyncio.sleep"}
            inner = {function.qualname: function.is_async for function in file.functions}
            for call in lost:
                if call.name in coroutines and call.within in inner:
                    yield problem(call, inner[call.within])


def async_functions(file: SourceFile) -> set[str]:
    """Module-level coroutine functions that nothing else of their name could stand for."""
    names = [function.name for function in file.functions if not function.class_name]
    taken = {param.name for function in file.functions for param in function.params} | {key for key, _ in file.assigned}
    return {
        function.name
        for function in file.functions
        if function.is_async
        and not (function.class_name or function.is_nested or function.decorators or function.yields or function.branch)
        and names.count(function.name) == 1
        and function.name not in taken
    }


def problem(call: Call, in_async: bool) -> Problem:
    return Problem(
        place=call.place,
        message=f"'{call.name}' is async, and this call is not awaited",
        label="runs nothing",
        consequence=f"RuntimeWarning: coroutine '{call.name.rpartition('.')[2]}' was never awaited; the test goes on",
        help="put await before it" if in_async else f"write asyncio.run({call.name}(…)), or make the test async",
    )
