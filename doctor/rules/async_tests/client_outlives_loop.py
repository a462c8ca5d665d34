"""Async tests with event loops of their own use one client, whose connections belong to the first of them.

## Why

pytest-asyncio gives each test an event loop of its own, unless it is told otherwise. An engine of SQLAlchemy, a client
of Redis, MongoDB or httpx that a module makes once keeps its connections for the next test, whose loop is another one:
`RuntimeError: Event loop is closed`, or `… attached to a different loop`
(https://github.com/redis/redis-py/issues/3351, https://github.com/pytest-dev/pytest-asyncio/issues/413). The first test
passes, as does each one alone.

## Instead

One loop for all of them, `asyncio_default_test_loop_scope = session`, where there are async fixtures together with
`asyncio_default_fixture_loop_scope = session`; or a fixture that makes a client for each test; or, for an engine,
`create_async_engine(…, poolclass=NullPool)` or `await engine.dispose()` behind each test
(https://docs.sqlalchemy.org/en/20/orm/extensions/asyncio.html#using-multiple-asyncio-event-loops).

Nothing is said where the tests' files close, replace or patch the client, nor of SQLite and clients with a transport.

## Fix safety

All tests get one loop only when asked: what a test leaves in it, the next one meets.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from doctor.model.collection_marks import CollectionMarks
from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.environment import Distributions
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix
from doctor.model.plugins import Plugins
from doctor.model.shared_clients import ClientUse, SharedClient
from doctor.model.sources import Fixture, Fixtures, SourceFile, Sources, Test
from doctor.rules.async_tests._loops import FIXTURE_KEY, TEST_KEY, is_run, of_each_test, of_fixture
from doctor.rules.async_tests._runners import is_loaded, runner_of, runners
from doctor.rules.closure import way
from doctor.rules.cures import key_set
from doctor.rules.excused import needed_to_pass
from doctor.rules.phrases import uses
from doctor.rules.registry import rule

Met = tuple[Test, ClientUse]
Narrow = Mapping[tuple[str, str], Fixture]  # by file and function


@rule(severity=Severity.WARNING, since="0.1")
def check(
    shared_clients: tuple[SharedClient, ...],
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
    if not shared_clients or not version or not is_loaded(plugins, "pytest-asyncio"):
        return
    found = runners(plugins, ini, command_line, sources, collection_marks)
    alone = [
        (file, test)
        for file, test in needed_to_pass(sources)
        if test.is_async
        and of_each_test(test, file.path, version, ini, fixtures, sources)
        and runner_of(test, file, found, fixtures, plugins) == "asyncio"
    ]
    narrow = {
        (file.path, each.function): each
        for file in sources
        for each in file.fixtures
        if each.is_async
        and is_run(each, found.asyncio == "auto")
        and is_narrow(each, file, version, ini, fixtures, sources)
    }
    for client in shared_clients:
        met = [(test, use) for file, test in alone if (use := used_by(test, file, client, narrow, fixtures, plugins))]
        if len({test.place for test, _ in met}) > 1:
            keys = () if version < (0, 26) else (TEST_KEY, FIXTURE_KEY) if narrow else (TEST_KEY,)
            yield problem(client, met, keys).replace(fix=one_loop(keys, narrow, config))


def one_loop(keys: tuple[str, ...], narrow: Narrow, config: PytestConfig) -> Fix | None:
    """One loop for all tests, and for the fixtures that have been on the loop of their test: what those make for a test
    belongs to it."""
    is_said = any(each.expr and each.expr.keyword("loop_scope") for each in narrow.values())
    if is_said or any(config.setting(key) for key in keys):
        return None
    fixes = [fix for key in keys if (fix := key_set(config, key, "session"))]
    changes = tuple(change for fix in fixes for change in fix.changes)
    return Fix(fixes[0].title.replace(TEST_KEY, " and ".join(keys)), changes) if fixes else None


def is_narrow(
    fixture: Fixture, file: SourceFile, version: tuple[int, ...], ini: IniValues, fixtures: Fixtures, sources: Sources
) -> bool:
    loop = of_fixture(fixture, file.path, version, ini, fixtures, sources)
    return fixture.scope == "function" and loop is not None and loop.scope == "function"


def used_by(
    test: Test, file: SourceFile, client: SharedClient, narrow: Narrow, fixtures: Fixtures, plugins: Plugins
) -> ClientUse | None:
    """Where the test, or an async fixture that it comes to use, asks the client for something."""
    home = test.file or file.path
    own = next((use for use in client.uses if (use.file, use.function) == (home, test.function)), None)
    if own:
        return own
    for use in client.uses:
        fixture = narrow.get((use.file, use.function))
        steps = way(fixture.name, file.path, test.requests, fixtures, plugins, test.class_name) if fixture else None
        if steps and steps[-1].fixture == fixture:
            return use
    return None


def problem(client: SharedClient, met: list[Met], keys: tuple[str, ...]) -> Problem:
    maker = client.maker.rpartition(".")[2]
    first = met[0][1]
    by = f"by {first.by}()" if first.by else "used here"
    is_engine = maker == "create_async_engine"
    setting = f"set {' and '.join(keys)} = session" if keys else "let the tests share one loop"
    second = next(test for test, _ in met if test.place != met[0][0].place)
    return Problem(
        place=client.place,
        message=f"'{client.name}' is made once, and {len({test.place for test, _ in met})} tests use it on event loops "
        "of their own",
        label="keeps its connections for the next test",
        related=(Related(first.place, by), *uses([test.place for test, _ in met], "a test that uses it")),
        consequence=f"RuntimeError in '{second.name}', once '{met[0][0].name}' has run: Event loop is closed, or "
        "… attached to a different loop",
        help=f"{setting}, or make one in a fixture of each test"
        + (", or give the engine poolclass=NullPool for tests" if is_engine else ""),
    )
