"""An async fixture yields within a cancel scope, and is torn down in another task.

## Why

A task group or cancel scope of anyio has to be left in the task that entered it. pytest-asyncio sets an async generator
fixture up in one task and tears it down in another: `async with anyio.create_task_group() as group: yield group` ends
with `RuntimeError: Attempted to exit cancel scope in a different task than it was entered in`, whatever the test did
(https://github.com/pytest-dev/pytest-asyncio/issues/1191). So do clients that open such a group, as `aconnect_ws` of
httpx-ws (https://github.com/frankie567/httpx-ws/issues/78) and `stdio_client` and `ClientSession` of mcp.

`asyncio.TaskGroup` and `asyncio.timeout` may be left in another task, and nothing is said of them.

## Instead

Hand out the context manager, which the test enters itself:

```python
@pytest.fixture
def workers():
    return anyio.create_task_group


async def test_hub(workers):
    async with workers() as group: ...
```

Or let anyio run tests and fixtures, by `@pytest.mark.anyio` in place of pytest-asyncio: it keeps one task for both.

## Fix safety

There is none: the tests have to be written otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.cancel_scopes import HeldScope
from doctor.model.collection_marks import CollectionMarks
from doctor.model.config import CommandLine, IniValues
from doctor.model.findings import Problem, Related, Severity
from doctor.model.plugins import Plugins
from doctor.model.sources import Fixture, Fixtures, SourceFile, Sources, Test
from doctor.rules.async_tests._loops import is_run
from doctor.rules.async_tests._runners import Runners, is_loaded, runner_of, runners
from doctor.rules.closure import closure
from doctor.rules.phrases import uses
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(
    cancel_scopes: tuple[HeldScope, ...],
    sources: Sources,
    fixtures: Fixtures,
    plugins: Plugins,
    ini: IniValues,
    command_line: CommandLine,
    collection_marks: CollectionMarks,
) -> Iterator[Problem]:
    if not cancel_scopes or not is_loaded(plugins, "pytest-asyncio"):
        return
    found = runners(plugins, ini, command_line, sources, collection_marks)
    for scope in cancel_scopes:
        fixture = fixture_of(scope, sources)
        if fixture and is_run(fixture, found.asyncio == "auto") and found.anyio != "auto":
            tests = [test for file, test in sources.tests if is_user(test, file, fixture, found, fixtures, plugins)]
            if tests:
                yield problem(scope, fixture, tests)


def fixture_of(scope: HeldScope, sources: Sources) -> Fixture | None:
    file = sources.get(scope.file)
    return next((each for each in file.fixtures if each.function == scope.function), None) if file else None


def is_user(
    test: Test, file: SourceFile, fixture: Fixture, found: Runners, fixtures: Fixtures, plugins: Plugins
) -> bool:
    """Is it an async test that pytest-asyncio runs, and that comes to use this fixture?"""
    visible = fixtures.of(file.path, fixture.name, test.class_name)
    if not test.is_async or not visible or visible.fixture != fixture:
        return False
    reached = closure(file.path, set(test.requests), fixtures, plugins, test.class_name)
    is_anyio = "anyio_backend" in reached or any(mark.name == "anyio" for mark in test.marks)
    return fixture.name in reached and not is_anyio and runner_of(test, file, found, fixtures, plugins) == "asyncio"


def problem(scope: HeldScope, fixture: Fixture, tests: list[Test]) -> Problem:
    short = scope.helper or scope.maker.rpartition(".")[2]
    by = f", which opens {scope.maker}(…)" if scope.helper else ""
    return Problem(
        place=scope.place,
        message=f"fixture '{fixture.name}' yields within {short}(…){by}, and pytest-asyncio tears it down in "
        "another task",
        label="holds a cancel scope",
        related=(Related(fixture.place, "the fixture"), *uses([test.place for test in tests])),
        consequence=f"the tear-down of '{tests[0].name}' fails: RuntimeError: Attempted to exit cancel scope in a "
        "different task than it was entered in",
        help=f"hand out the context manager, and write `async with {fixture.name}() as …:` in the tests; or let "
        "anyio run tests and fixtures",
    )
