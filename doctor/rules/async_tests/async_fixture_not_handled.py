"""An async fixture that no plugin runs.

## Why

In its strict mode, which is the default, pytest-asyncio runs only fixtures that are declared with
`@pytest_asyncio.fixture`. An `async def` under plain `@pytest.fixture` is then nobody's: the test gets a coroutine or
an async generator in place of the value. pytest 8.4 warns of it (`PytestRemovedIn9Warning`), for 9 it is an error.

See https://docs.pytest.org/en/stable/deprecations.html#sync-test-depending-on-async-fixture and
https://pytest-asyncio.readthedocs.io/en/stable/concepts.html.

## Instead

`@pytest_asyncio.fixture`, or `asyncio_mode = auto`. Tests that anyio or pytest-trio run may use plain
`@pytest.fixture`: there it is right.

## Fix safety

`@pytest_asyncio.fixture` is safe: the fixture gives its value in place of a coroutine, and nothing else changes.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.collection_marks import CollectionMarks
from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Change, Fix
from doctor.model.plugins import Kind, Plugins
from doctor.model.rewrites import SetArgument, SetCalled
from doctor.model.sources import Fixture, Fixtures, SourceFile, Sources, Test
from doctor.rules.async_tests._loops import FIXTURE_KEY
from doctor.rules.async_tests._runners import Runners, runner_of, runners, uses_anyio
from doctor.rules.closure import closure
from doctor.rules.phrases import uses
from doctor.rules.registry import rule
from doctor.rules.scopes import is_narrower
from doctor.rules.spelling import spelled

PLAIN = ("pytest.fixture", "pytest.yield_fixture")


@rule(severity=Severity.ERROR, since="0.1")
def check(
    sources: Sources,
    fixtures: Fixtures,
    plugins: Plugins,
    ini: IniValues,
    command_line: CommandLine,
    config: PytestConfig,
    collection_marks: CollectionMarks,
) -> Iterator[Problem]:
    suspects = {each.name for file in sources for each in file.fixtures if each.is_async and each.decorator in PLAIN}
    if not suspects:
        return
    found = runners(plugins, ini, command_line, sources, collection_marks)
    if found.unknown or found.asyncio == "auto" or found.trio == "auto" or found.anyio == "auto" or sets_up(plugins):
        return
    users: dict[Fixture, list[Test]] = {}
    for file, test in sources.tests:
        for fixture in unhandled(test, file, suspects, found, fixtures, plugins):
            users.setdefault(fixture, []).append(test)
    for fixture, tests in users.items():
        plain = tests if is_for_anyio(sources, found) else [test for test in tests if is_marked(test)]
        if found.anyio and plain:
            yield of_anyio(fixture, plain, config)
            continue
        fix = declared(fixture, sources, ini) if found.asyncio else None
        yield problem(fixture, tests, found, config).replace(fix=fix)


def is_for_anyio(sources: Sources, found: Runners) -> bool:
    """Does the project leave its async tests to anyio alone?"""
    if found.asyncio or not found.anyio:
        return False
    names = {mark.name for _, mark in sources.marks} | {each.name for file in sources for each in file.fixtures}
    return not names.isdisjoint(("anyio", "anyio_backend"))


def is_marked(test: Test) -> bool:
    return any(mark.name == "anyio" for mark in test.marks)


def declared(fixture: Fixture, sources: Sources, ini: IniValues) -> Fix | None:
    """The decorator of pytest-asyncio in place of pytest's; None where the decorator is a variable of the file."""
    file = sources.get(fixture.place.file)
    function = file.function(fixture.function) if file else None
    if not file or not function or fixture.expr not in function.decorators:
        return None
    text, imports = spelled(file, "pytest_asyncio.fixture")
    changes: tuple[Change, ...] = (*imports, SetCalled(fixture.expr.place, text))
    if is_narrower(str(ini[FIXTURE_KEY] or ""), fixture.scope):
        changes += (SetArgument(fixture.expr.place, "loop_scope", f'"{fixture.scope}"'),)
    return Fix(f"declare '{fixture.name}' with @{text}", changes, safe=True)


def sets_up(plugins: Plugins) -> bool:
    """Does a plugin of the project set fixtures up in its own way?"""
    return any(
        impl.name == "pytest_fixture_setup"
        for plugin in plugins.active
        if plugin.kind not in (Kind.BUILTIN, Kind.INSTALLED)
        for impl in plugin.provided.hookimpls
    )


def unhandled(
    test: Test, file: SourceFile, suspects: set[str], found: Runners, fixtures: Fixtures, plugins: Plugins
) -> Iterator[Fixture]:
    """The async fixtures that this test comes to use and nobody runs."""
    if test.unittest or file.path in fixtures.open:
        return
    reached = closure(file.path, set(test.requests), fixtures, plugins, test.class_name) & suspects
    if not reached or not is_ours(test, file, found, fixtures, plugins):
        return
    for name in sorted(reached):
        visible = fixtures.of(file.path, name)
        if visible and visible.fixture and visible.fixture.is_async and visible.fixture.decorator in PLAIN:
            yield visible.fixture


def is_ours(test: Test, file: SourceFile, found: Runners, fixtures: Fixtures, plugins: Plugins) -> bool:
    """A test that pytest-asyncio runs in strict mode, or a plain function that reaches for an async fixture."""
    by_mark = test.is_async and is_marked(test)  # of others the mark does nothing
    by_anyio = by_mark or uses_anyio(test, file, fixtures, plugins)
    if found.anyio and by_anyio:
        return False
    if test.is_async:
        return runner_of(test, file, found, fixtures, plugins) == "asyncio"
    return not any(mark.name == "trio" for mark in test.marks)


def of_anyio(fixture: Fixture, plain: list[Test], config: PytestConfig) -> Problem:
    """Tests that are not async, marked or not (https://github.com/agronholm/anyio/issues/789)."""
    gets = "an async generator" if fixture.is_generator else "a coroutine"
    first, *others = plain
    cure = f"make '{first.name}' async" + ("" if is_marked(first) else " and mark it with @pytest.mark.anyio")
    return Problem(
        place=first.place,
        message=f"async fixture '{fixture.name}' is used by '{first.name}', which is not async: anyio sets it up for "
        "async tests only",
        label=f"'{first.name}' gets {gets}",
        related=(Related(fixture.place, "the async fixture"), *uses([test.place for test in others], "so is this")),
        consequence=consequence(fixture, first.name, gets, config.version),
        help=f"{cure}, or let it ask for anyio_backend",
        severity=Severity.WARNING if fixture.autouse and config.version < (9,) else Severity.ERROR,
    )


def problem(fixture: Fixture, tests: list[Test], found: Runners, config: PytestConfig) -> Problem:
    gets = "an async generator" if fixture.is_generator else "a coroutine"
    where = config.configfile.file if config.configfile else "the configuration"
    if found.asyncio:
        message = f"async fixture '{fixture.name}' is declared with @{fixture.decorator}, which pytest-asyncio leaves "
        message += "alone in strict mode"
        cure = f"declare it with @pytest_asyncio.fixture, or set asyncio_mode = auto in {where}"
    else:
        message = f"async fixture '{fixture.name}' is run by no plugin"
        cure = (
            f"install pytest-asyncio and declare it with @pytest_asyncio.fixture, or set asyncio_mode = auto in {where}"
        )
    return Problem(
        place=fixture.place,
        message=message,
        label=f"its users get {gets}",
        related=uses([test.place for test in tests]),
        consequence=consequence(fixture, tests[0].name, gets, config.version),
        help=cure,
    )


def consequence(fixture: Fixture, test: str, gets: str, version: tuple[int, ...]) -> str:
    who = f"'{test}'" if fixture.scope == "function" else "…"  # pytest names the node of the fixture's scope
    words = f"{who} requested an async fixture '{fixture.name}', with no plugin or hook that handled it"
    if version >= (9,):
        return f"the test errors: {words}"
    if version >= (8, 4):
        return f"the test gets {gets}; PytestRemovedIn9Warning: {words}"
    return f"the test gets {gets} in place of the value, and pytest says nothing"
