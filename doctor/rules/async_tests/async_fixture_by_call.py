"""An async test asks for an async fixture by `request.getfixturevalue`, while its loop is running.

## Why

A fixture that is asked for in the test's body is set up there and then. For an async one the plugin has to run the
event loop, which already runs the test: pytest-asyncio and anyio end with "RuntimeError: … loop is already running",
with trio the test hangs (https://github.com/pytest-dev/pytest-asyncio/issues/112,
https://github.com/agronholm/anyio/issues/720).

## Instead

A parameter of the test, so that the fixture is set up before; or a plain fixture between the two, which may call
`request.getfixturevalue`, for it is set up before the test runs.

## Fix safety

There is no fix: the name may be one of several that the test chooses from.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.collection_marks import CollectionMarks
from doctor.model.config import CommandLine, IniValues
from doctor.model.findings import Problem, Related, Severity
from doctor.model.plugins import Plugins
from doctor.model.sources import Call, Fixture, Fixtures, SourceFile, Sources, Test
from doctor.rules.async_tests._runners import runners
from doctor.rules.closure import closure
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(
    sources: Sources,
    fixtures: Fixtures,
    plugins: Plugins,
    ini: IniValues,
    command_line: CommandLine,
    collection_marks: CollectionMarks,
) -> Iterator[Problem]:
    if not any(fixture.is_async for file in sources for fixture in file.fixtures):
        return
    found = runners(plugins, ini, command_line, sources, collection_marks)
    if found.unknown or not (found.asyncio or found.anyio) or found.trio:
        return
    for file in sources.collected:
        tests = {test.function: test for test in file.tests if test.is_async and not test.file and not test.open}
        for call in file.calls if tests and file.path not in fixtures.open else ():
            test = tests.get(call.within)
            fixture = asked(call, test, file, fixtures, plugins) if test else None
            if fixture:
                yield problem(call, call.within, fixture)


def asked(call: Call, test: Test, file: SourceFile, fixtures: Fixtures, plugins: Plugins) -> Fixture | None:
    """The async fixture that is asked for, if it is not there already."""
    name = call.expr.parts[0].text if call.name == "request.getfixturevalue" and call.expr.parts else None
    if name is None or call.guarded or call.branch:
        return None
    visible = fixtures.of(file.path, name, test.class_name)
    if visible is None or visible.fixture is None or not visible.fixture.is_async:
        return None
    there = closure(file.path, set(test.requests), fixtures, plugins, test.class_name)
    return None if name in there else visible.fixture


def problem(call: Call, test: str, fixture: Fixture) -> Problem:
    name = test.rpartition(".")[2]
    return Problem(
        place=call.place,
        message=f"'{name}' is async, and asks for async fixture '{fixture.name}' by getfixturevalue while its loop is "
        "running",
        label="set up here and now",
        related=(Related(fixture.place, "async"),),
        consequence="RuntimeError: the loop is already running, which the fixture needs to be set up",
        help=f"let '{name}' take '{fixture.name}' as a parameter",
    )
