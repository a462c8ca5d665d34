"""An async test starts an event loop while its own is running.

## Why

An async test runs in an event loop. `asyncio.run()` and `loop.run_until_complete()` refuse to start within one:
`RuntimeError: asyncio.run() cannot be called from a running event loop`, and what they were given is never awaited
(https://docs.python.org/3/library/asyncio-runner.html#asyncio.run).

## Instead

`await` it. What must have a loop of its own runs in a thread: `await asyncio.to_thread(asyncio.run, main())`.

## Fix safety

`await` takes the place of the call only when asked for: the test goes on then, and may fail.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.sources import Call, SourceFile, Sources
from doctor.rules.registry import rule

STARTS = {"asyncio.run": "asyncio.run()", "anyio.run": "anyio.run()", "trio.run": "trio.run()"}
NESTING = ("nest_asyncio", "nest_asyncio2")


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile, sources: Sources) -> Iterator[Problem]:
    tests = {test.function for test in test_file.tests if test.is_async and not test.file}
    found = list(within(tests, test_file)) if tests else []
    if found and not any(each.module in NESTING for file in sources for each in file.imports):
        yield from found


def within(tests: set[str], file: SourceFile) -> Iterator[Problem]:
    """The calls in these tests that start a loop, or come to one that does."""
    for call in file.calls:
        if call.within not in tests or call.branch or call.guarded:
            continue
        if starts(call, file):
            yield problem(call)
        elif inner := started_by(call, file):
            yield by_helper(call, inner)


def started_by(call: Call, file: SourceFile) -> Call | None:
    """The call that starts a loop in the plain function of the file that is called, whatever is handed to it."""
    function = file.function(call.name)
    if function is None or function.is_async or function.decorators or function.yields or function.branch:
        return None
    if [each.qualname for each in file.functions].count(call.name) > 1 or file.value(call.name) is not None:
        return None
    inside = file.calls_in(call.name)
    if any("running" in each.name for each in inside):
        return None  # it asks whether a loop is running
    found = next((each for each in inside if not (each.branch or each.guarded) and starts(each, file)), None)
    leaves = found is not None and any(place.line < found.place.line for place in function.returns)
    return None if leaves else found


def starts(call: Call, file: SourceFile) -> bool:
    if call.name in STARTS:
        return not any(each.alias == "run" and each.module == "asyncio" and each.guarded for each in file.imports)
    owner, _, last = call.name.rpartition(".")
    return last == "run_until_complete" and (owner in ("loop", "event_loop") or owner.startswith("asyncio.get_"))


def by_helper(call: Call, inner: Call) -> Problem:
    what = STARTS.get(inner.name, "run_until_complete()")
    test = call.within.rpartition(".")[2]
    return Problem(
        place=call.place,
        message=f"'{test}' is async, and calls '{call.name}', which calls {what} while the test's own event loop is "
        "running",
        label="starts a loop",
        related=(Related(inner.place, what),),
        consequence=f"RuntimeError: {what} cannot be called from a running event loop"
        if inner.name == "asyncio.run"
        else "RuntimeError: this event loop is already running",
        help=f"let '{test}' be a plain test, or write `await asyncio.to_thread({call.name}, …)`",
    )


def problem(call: Call) -> Problem:
    what = STARTS.get(call.name, "run_until_complete()")
    parts = call.expr.parts
    is_plain = len(parts) == 1 and not call.expr.keywords and call.place.line == call.place.end_line
    is_whole = is_plain and call.name != "anyio.run" and parts[0].kind == "call"
    start = call.place.replace(end_line=call.place.line, end_column=parts[0].place.column) if is_whole else call.place
    end = call.place.replace(line=call.place.end_line, column=call.place.end_column - 1)
    return Problem(
        place=call.place,
        message=f"'{call.within.rpartition('.')[2]}' is async, and calls {what} while its own event loop is running",
        label="a loop is running already",
        consequence=f"RuntimeError: {what} cannot be called from a running event loop"
        if call.name == "asyncio.run"
        else "RuntimeError: this event loop is already running",
        help="write `await` in place of it",
        fix=Fix(f"await it in place of {what}", (Replace(start, "(await "), Replace(end, ")"))) if is_whole else None,
    )
