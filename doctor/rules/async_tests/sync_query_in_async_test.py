"""An async test or fixture asks Django's database with a method for sync code.

## Why

Django refuses queries that would block an event loop which is running: `SynchronousOnlyOperation: You cannot call this
from an async context - use a thread or sync_to_async` (https://docs.djangoproject.com/en/stable/topics/async/,
https://github.com/django/channels/issues/1464).

## Instead

The methods that begin with `a`: `await User.objects.acreate(…)`, `await User.objects.acount()`; or
`await sync_to_async(User.objects.create)(…)`. They ask in another thread, whose connection pytest-django does not roll
back: `@pytest.mark.django_db(transaction=True)`. Or fill the database in a fixture that is not async.

## Fix safety

There is none: the test has to be written otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.async_queries import AsyncQuery
from doctor.model.collection_marks import CollectionMarks
from doctor.model.config import CommandLine, IniValues
from doctor.model.django import is_model
from doctor.model.environment import Distributions
from doctor.model.findings import Problem, Related, Severity
from doctor.model.plugins import Plugins
from doctor.model.sources import Fixture, Fixtures, SourceFile, Sources, Test
from doctor.rules.async_tests._loops import is_run
from doctor.rules.async_tests._runners import Runners, runner_of, runners
from doctor.rules.closure import way
from doctor.rules.excused import needed_to_pass
from doctor.rules.registry import rule

RUNNERS = ("asyncio", "anyio")


@rule(severity=Severity.ERROR, since="0.1")
def check(
    async_queries: tuple[AsyncQuery, ...],
    sources: Sources,
    fixtures: Fixtures,
    plugins: Plugins,
    distributions: Distributions,
    ini: IniValues,
    command_line: CommandLine,
    collection_marks: CollectionMarks,
) -> Iterator[Problem]:
    asked: dict[tuple[str, str], list[AsyncQuery]] = {}
    for query in async_queries if (distributions.version("django") or ()) >= (3,) else ():
        if is_model(query.model):
            asked.setdefault((query.file, query.function), []).append(query)
    found = runners(plugins, ini, command_line, sources, collection_marks) if asked else Runners()
    running = [
        (file, test)
        for file, test in (needed_to_pass(sources) if asked else ())
        if test.is_async and runner_of(test, file, found, fixtures, plugins) in RUNNERS
    ]
    for (path, function), queries in asked.items():
        if test := failing(path, function, running, sources, fixtures, plugins, found):
            yield problem(queries, test)


def failing(
    path: str,
    function: str,
    running: list[tuple[SourceFile, Test]],
    sources: Sources,
    fixtures: Fixtures,
    plugins: Plugins,
    found: Runners,
) -> Test | None:
    """A test that is the function, or comes to use it as a fixture."""
    home = sources.get(path)
    if home is None or not is_plain(home, function):
        return None
    fixture = next((each for each in home.fixtures if each.function == function), None)
    for file, test in running:
        if fixture is None and (test.file or file.path, test.function) == (path, function):
            return test
        if fixture and is_run(fixture, found.asyncio == "auto") and uses(test, file, fixture, fixtures, plugins):
            return test
    return None


def is_plain(file: SourceFile, name: str) -> bool:
    """Is it decorated by marks and as a fixture alone?"""
    function = file.function(name)
    return function is not None and all(
        str(each.value).startswith(("pytest.mark.", "pytest.fixture", "pytest_asyncio.fixture"))
        for each in function.decorators
    )


def uses(test: Test, file: SourceFile, fixture: Fixture, fixtures: Fixtures, plugins: Plugins) -> bool:
    steps = way(fixture.name, file.path, test.requests, fixtures, plugins, test.class_name)
    return bool(steps and steps[-1].fixture == fixture)


def problem(queries: list[AsyncQuery], test: Test) -> Problem:
    first = queries[0]
    model = first.model.rpartition(".")[2]
    return Problem(
        place=first.place,
        message=f"'{first.function}' is async, and {model}.objects…{first.method}(…) is for sync code",
        label="asks the database within an event loop",
        related=tuple(Related(each.place, "here too") for each in queries[1:]),
        consequence=f"SynchronousOnlyOperation in '{test.name}': You cannot call this from an async context",
        help=f"write `await … .a{first.method}(…)`, with django_db(transaction=True), or do it in a fixture that is no "
        "async function",
    )
