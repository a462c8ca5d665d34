"""A fixture makes something on one event loop, and the test uses it on another.

## Why

pytest-asyncio runs a session-scoped fixture on a loop of that scope, and tests on a loop of their own unless they say
otherwise. Connections, client sessions, servers and tasks belong to the loop that they were made on: used on another
one they fail with "attached to a different loop", or hang, for their own loop does not run meanwhile.

See https://github.com/pytest-dev/pytest-asyncio/issues/944.

## Instead

Run both on one loop: `@pytest.mark.asyncio(loop_scope="session")` on the tests or their module, or
`asyncio_default_test_loop_scope = session` for all (pytest-asyncio 0.26 and newer); or make the fixture's loop as
narrow as the tests'.

The finding is made only where the fixture's own body is seen to make such a thing.

## Fix safety

All tests run on the loop of the fixture where pytest-asyncio has a key for that and none is set. Which of the two loops
is right depends on the tests, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.collection_marks import CollectionMarks
from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.environment import Distributions
from doctor.model.findings import Confidence, Problem, Related, Severity
from doctor.model.plugins import Plugins
from doctor.model.sources import Call, Fixture, Fixtures, SourceFile, Sources, Test
from doctor.rules.async_tests._loops import TEST_KEY, is_run, of_fixture, of_test
from doctor.rules.async_tests._runners import is_loaded, runner_of, runners
from doctor.rules.closure import closure
from doctor.rules.cures import key_set
from doctor.rules.phrases import uses
from doctor.rules.registry import rule

# Calls whose result belongs to the loop that runs at that moment.
BOUND = frozenset(
    {
        *("asyncio.create_task", "asyncio.ensure_future", "asyncio.open_connection", "asyncio.start_server"),
        *("asyncio.create_subprocess_exec", "asyncio.create_subprocess_shell", "aiohttp.ClientSession"),
        *("asyncpg.create_pool", "asyncpg.connect", "aiomysql.create_pool", "aiomysql.connect", "nats.connect"),
        *("asyncio.get_running_loop", "asyncio.get_running_loop().create_future", "asyncio.Queue", "asyncio.Lock"),
        *("asyncio.Event", "asyncio.Condition", "asyncio.Semaphore", "asyncio.TaskGroup"),
        *("aio_pika.connect", "aio_pika.connect_robust", "websockets.connect", "psycopg.AsyncConnection.connect"),
    }
)


@rule(severity=Severity.WARNING, since="0.1")
def check(
    sources: Sources,
    fixtures: Fixtures,
    plugins: Plugins,
    distributions: Distributions,
    ini: IniValues,
    command_line: CommandLine,
    config: PytestConfig,
    collection_marks: CollectionMarks,
) -> Iterator[Problem]:
    version = distributions.version("pytest-asyncio")
    makers = list(bound_fixtures(sources)) if version and is_loaded(plugins, "pytest-asyncio") else []
    if not version or not makers:
        return
    found = runners(plugins, ini, command_line, sources, collection_marks)
    for file, fixture, call in makers:
        loop = of_fixture(fixture, file.path, version, ini, fixtures, sources)
        if not loop or not is_run(fixture, found.asyncio == "auto") or version < (0, 23):
            continue
        others = [
            test
            for home, test in sources.tests
            if test.is_async
            and sees(home, fixture, fixtures)
            and fixture.name in closure(home.path, set(test.requests), fixtures, plugins, test.class_name)
            and runner_of(test, home, found, fixtures, plugins) == "asyncio"
            and of_test(test, version, ini) not in (None, loop.scope)
        ]
        if others:
            scope = of_test(others[0], version, ini) or ""
            marked = any(mark.name == "asyncio" and mark.expr.keywords for test in others for mark in test.marks)
            fix = None
            if version >= (0, 26) and not marked and not config.setting(TEST_KEY):
                fix = key_set(config, TEST_KEY, loop.scope)
            yield problem(fixture, loop.scope, call, others, scope, version).replace(fix=fix)


def bound_fixtures(sources: Sources) -> Iterator[tuple[SourceFile, Fixture, Call]]:
    """Async fixtures wider than a function that make something which belongs to a loop."""
    for file in sources:
        for fixture in file.fixtures:
            if fixture.is_async and fixture.scope not in ("", "function"):
                call = next((each for each in file.calls_in(fixture.function) if each.name in BOUND), None)
                if call:
                    yield file, fixture, call


def sees(file: SourceFile, fixture: Fixture, fixtures: Fixtures) -> bool:
    """Is this fixture the one that the file's tests get by its name?"""
    visible = fixtures.of(file.path, fixture.name)
    return bool(visible and visible.fixture == fixture)


def problem(
    fixture: Fixture, loop: str, call: Call, tests: list[Test], scope: str, version: tuple[int, ...]
) -> Problem:
    setting = f" or set {TEST_KEY} = {loop}" if version >= (0, 26) else ""
    argument = "loop_scope" if version >= (0, 24) else "scope"
    return Problem(
        place=fixture.place,
        message=f"fixture '{fixture.name}' runs on the {loop} loop, and tests that use it on a loop of scope '{scope}'",
        label=f"runs on the {loop} loop",
        related=(Related(call.place, "belongs to the loop that runs here"), *uses([test.place for test in tests])),
        consequence="RuntimeError: … attached to a different loop, or the test hangs",
        help=f'mark the tests with @pytest.mark.asyncio({argument}="{loop}"){setting}',
        confidence=Confidence.MEDIUM,
    )
