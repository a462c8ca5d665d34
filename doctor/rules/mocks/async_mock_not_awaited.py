"""An AsyncMock is called, and what it hands back is never awaited.

## Why

Calling an `AsyncMock`, or a method of one, gives a coroutine. As long as nobody awaits it, nothing happens: no
`side_effect` runs, no exception is raised, and `assert_awaited` fails. An assertion of the result is one of the
coroutine, which is always true. Python says so only when the coroutine is thrown
away, in a warning that belongs to no line: `RuntimeWarning: coroutine 'AsyncMockMixin._execute_mock_call' was never
awaited` (https://docs.python.org/3/library/unittest.mock.html#unittest.mock.AsyncMock).

## Instead

`await mock()`. Where the method is not async in the real object, give it `spec=` of the class, or set
`mock.method = Mock()`.

## Fix safety

There is no fix: it may be the mock that is of the wrong kind.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.flows import Held, Use
from doctor.model.sources import SourceFile
from doctor.rules.mocks._holders import owner_of
from doctor.rules.registry import rule

SYNC = ("assert_", "reset_mock", "attach_mock", "configure_mock", "mock_add_spec", "return_value", "side_effect", "_")


@rule(severity=Severity.WARNING, since="0.1")
def check(file: SourceFile) -> Iterator[Problem]:
    if file.collected or file.role in ("conftest", "plugin"):
        for held in file.flows.held:
            use = dropped(held, file) if held.kind == "mock" and not held.shared else None
            if use:
                yield told(held, use)


def dropped(held: Held, file: SourceFile) -> Use | None:
    """The first call whose coroutine is dropped, where each call must give one."""
    if held.root != "local" or held.expr.parts or owner_of(file, held.within) is None:
        return None
    if any(name not in ("return_value", "side_effect", "name") for name, _ in held.expr.keywords):
        return None
    if any(use.what in ("configure_mock", "attach_mock", "mock_add_spec") for use in held.uses):
        return None
    written = {use.what for use in held.uses if use.how == "writes"}
    for use in held.uses:
        parts = use.what.split(".")
        is_sync = any(part.startswith(SYNC) for part in parts) or parts[0] in written
        is_lost = (use.statement or use.asserted) and not use.awaited and not is_replaced(parts, held)
        if use.how == "method" and is_lost and not is_sync:
            return use
    return None


def is_replaced(parts: list[str], held: Held) -> bool:
    """May a child further down, by which the call comes, be something else: `client.orders.name = Mock()`?"""
    deep = {use.what for use in held.uses if use.how == "reads" and "." in use.what}
    return any(".".join(parts[: count + 1]) in deep for count in range(1, len(parts)))


def told(held: Held, use: Use) -> Problem:
    called = held.name if use.what == "()" else f"{held.name}.{use.what}"
    return Problem(
        place=use.place,
        message=f"'{called}' is an AsyncMock, and this call of it is never awaited",
        label="gives a coroutine that nobody awaits",
        consequence="RuntimeWarning: coroutine 'AsyncMockMixin._execute_mock_call' was never awaited; "
        + (
            "what is asserted is the coroutine, which is always true, and equal to itself alone"
            if use.asserted
            else "no side effect happens, and `assert_awaited` fails"
        ),
        help=f"write `await {called}(…)`, or make it a Mock if it stands for something that is not async",
    )
