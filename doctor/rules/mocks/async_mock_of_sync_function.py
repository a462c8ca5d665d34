"""A function that is not async is replaced by an AsyncMock, whose calls nobody awaits.

## Why

A call of an `AsyncMock` gives a coroutine. Code that is not async does not await it: it goes on with the coroutine,
which is true in every condition and has none of the result's attributes, and what the mock should give or raise
never comes. Python warns at most ("coroutine 'AsyncMockMixin._execute_mock_call' was never awaited", see
https://docs.python.org/3/library/unittest.mock.html#unittest.mock.AsyncMock).

## Instead

Leave the mock to `patch`, which makes a `MagicMock` of a plain function and an `AsyncMock` of an async one; or write
`MagicMock(return_value=…)`.

Nothing is said where the module that calls the function, or the test, has anything async in it.

## Fix safety

There is no fix: what the mock should give or raise is for the test's author to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Confidence, Problem, Related, Severity
from doctor.model.sources import Expr, Function, SourceFile, Sources
from doctor.rules.classes import World
from doctor.rules.mocks._targets import ASYNC, Patched, definition, patched
from doctor.rules.registry import rule

PLAIN = ("staticmethod", "classmethod", "typing.override", "typing_extensions.override", "functools.cache")


@rule(severity=Severity.WARNING, since="0.1")
def check(test_file: SourceFile, sources: Sources, modules: Modules) -> Iterator[Problem]:
    world = World(sources, modules)
    for each in patched(test_file):
        mock = async_mock(each)
        found = definition(each.target, test_file, world) if mock and each.is_text else None
        if mock and found and is_sync(found[1]) and nobody_awaits(each, found[0], test_file, world):
            yield told(each, mock, *found)


def async_mock(each: Patched) -> Expr | None:
    """The AsyncMock that takes the place."""
    if each.new_callable:
        return each.new_callable if each.new_callable.value in ASYNC else None
    return each.new if each.new and each.new.kind == "call" and each.new.value in ASYNC else None


def is_sync(function: Function) -> bool:
    plain = all(str(each.value) in PLAIN for each in function.decorators)
    return not function.is_async and not function.branch and plain


def nobody_awaits(each: Patched, home: SourceFile, file: SourceFile, world: World) -> bool:
    """Is there nothing async where the function is defined and where it is called, nor in the test?"""
    caller = world.file_of(each.target.rpartition(".")[0], file.path)
    function = file.function(each.within)
    if caller is None or (function and function.is_async) or each.target.rpartition(".")[2] in file.flows.awaited:
        return False
    return not any(
        one.flows.awaited
        or any(function.is_async for function in one.functions)
        or any(imported.module.partition(".")[0] in ("asyncio", "anyio", "trio") for imported in one.imports)
        for one in (home, caller)
    )


def told(each: Patched, mock: Expr, home: SourceFile, function: Function) -> Problem:
    return Problem(
        place=mock.place,
        message=f"'{each.target}' is not async, and is replaced by an AsyncMock, which nobody awaits",
        label="gives a coroutine",
        related=(Related(function.place, "a plain function"),),
        consequence="the code under test gets a coroutine in place of the result; RuntimeWarning: coroutine "
        "'AsyncMockMixin._execute_mock_call' was never awaited",
        help="leave the AsyncMock out: `patch` makes a MagicMock of a plain function; or write MagicMock(…)",
        confidence=Confidence.MEDIUM,
    )
