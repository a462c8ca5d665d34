"""An async fixture that anyio runs is wider than the fixture `anyio_backend`.

## Why

anyio lets each async fixture ask for `anyio_backend`, which has scope module unless the project defines its own. A
fixture of scope session (or package) may not ask for a narrower one: every test that uses it ends with a ScopeMismatch
at setup, which names a fixture that nobody wrote.

See https://anyio.readthedocs.io/en/stable/testing.html#using-async-fixtures-with-higher-scopes.

## Instead

    @pytest.fixture(scope="session")
    def anyio_backend():
        return "asyncio"

in the conftest.py.

## Fix safety

The fixture is added to the conftest.py in rootdir. All tests of anyio run on asyncio alone then, so it is not done
unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.collection_marks import CollectionMarks
from doctor.model.config import CommandLine, IniValues
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Change, Fix, Replace
from doctor.model.plugins import Plugins
from doctor.model.rewrites import AddCode
from doctor.model.sources import Fixture, Fixtures, SourceFile, Sources, Test, VisibleFixture
from doctor.rules.async_tests._runners import Runners, is_loaded, runner_of, runners
from doctor.rules.closure import closure
from doctor.rules.cures import literal
from doctor.rules.phrases import plural
from doctor.rules.registry import rule
from doctor.rules.scopes import SCOPES, is_narrower, is_wide
from doctor.rules.spelling import spelled

NAME = "anyio_backend"


@rule(severity=Severity.ERROR, since="0.1")
def check(
    sources: Sources,
    plugins: Plugins,
    fixtures: Fixtures,
    ini: IniValues,
    command_line: CommandLine,
    collection_marks: CollectionMarks,
) -> Iterator[Problem]:
    suspects = {each.name for file in sources for each in file.fixtures if each.is_async and is_wide(each.scope)}
    if not suspects or not is_loaded(plugins, "anyio"):
        return
    found = runners(plugins, ini, command_line, sources, collection_marks)
    lost: dict[Fixture, list[tuple[Test, VisibleFixture]]] = {}
    for file, test in sources.tests:
        for fixture, backend in too_wide(file, test, suspects, found, fixtures, plugins):
            lost.setdefault(fixture, []).append((test, backend))
    for fixture, uses in lost.items():
        yield problem(fixture, [test for test, _ in uses], uses[0][1]).replace(fix=mended(fixture, uses[0][1], sources))


def too_wide(
    file: SourceFile, test: Test, suspects: set[str], found: Runners, fixtures: Fixtures, plugins: Plugins
) -> Iterator[tuple[Fixture, VisibleFixture]]:
    """The async fixtures that the test comes to use and that are wider than the backend which it sees."""
    if not test.is_async or file.path in fixtures.open:
        return
    backend = fixtures.of(file.path, NAME, test.class_name)
    if backend is None or backend.scope not in SCOPES or runner_of(test, file, found, fixtures, plugins) != "anyio":
        return
    for name in sorted(closure(file.path, set(test.requests), fixtures, plugins, test.class_name) & suspects):
        visible = fixtures.of(file.path, name, test.class_name)
        fixture = visible.fixture if visible else None
        is_ours = fixture is not None and fixture.is_async and fixture.decorator == "pytest.fixture"
        if fixture and is_ours and is_narrower(backend.scope, fixture.scope):
            yield fixture, backend


def mended(fixture: Fixture, backend: VisibleFixture, sources: Sources) -> Fix | None:
    """A backend that is as wide: the project's own with another scope, or one in the conftest.py."""
    title = f"define anyio_backend with scope '{fixture.scope}' in conftest.py"
    if backend.fixture:
        scope = backend.fixture.expr.keyword("scope") if backend.fixture.expr else None
        if scope is None or scope.text is None:
            return None
        return Fix(f"give anyio_backend the scope '{fixture.scope}'", (Replace(scope.place, literal(fixture.scope)),))
    conftest = sources.get("conftest.py")
    if conftest and (conftest.fault or any(function.name == NAME for function in conftest.functions)):
        return None
    name, imports = spelled(conftest, "pytest.fixture") if conftest else ("pytest.fixture", ())
    text = f'@{name}(scope="{fixture.scope}")\ndef {NAME}():\n    return "asyncio"'
    changes: tuple[Change, ...] = (
        AddCode("conftest.py", ("" if conftest else "import pytest\n\n\n") + text),
        *imports,
    )
    return Fix(title, changes)


def problem(fixture: Fixture, tests: list[Test], backend: VisibleFixture) -> Problem:
    place = backend.place if backend.fixture else None
    return Problem(
        place=fixture.place,
        message=f"async fixture '{fixture.name}' has scope '{fixture.scope}', and anyio runs it with 'anyio_backend', "
        f"which has scope '{backend.scope}'",
        label=f"scope {fixture.scope}",
        related=(
            Related(tests[0].place, f"used here, by {plural(len(tests), 'test')} in all"),
            *((Related(place, f"scope {backend.scope}"),) if place else ()),
        ),
        consequence=f"error at setup of '{tests[0].name}': ScopeMismatch: You tried to access the {backend.scope} "
        f"scoped fixture anyio_backend with a {fixture.scope} scoped request object",
        help=f"define a fixture anyio_backend with scope '{fixture.scope}' in conftest.py",
    )
