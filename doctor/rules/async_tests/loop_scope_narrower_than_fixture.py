"""An async fixture outlives the event loop that it is to run on.

## Why

A fixture of session scope cannot use a loop that lives for one test: pytest stops its setup with a ScopeMismatch, as
with any fixture that asks for a narrower one. Which loop a fixture gets differs: up to pytest-asyncio 0.22 the
function-scoped `event_loop`, in 0.23 one of the fixture's own scope, from 0.24 on the one that `loop_scope` or
`asyncio_default_fixture_loop_scope` names, and the fixture's own scope when neither does.

See https://pytest-asyncio.readthedocs.io/en/stable/how-to-guides/change_fixture_loop.html.

## Instead

Give the fixture a loop that is as wide: `@pytest_asyncio.fixture(scope="session", loop_scope="session")`, or
`asyncio_default_fixture_loop_scope = session` for all. Tests that use what is bound to that loop (connections, tasks)
need it too: `@pytest.mark.asyncio(loop_scope="session")`.

## Fix safety

A wider loop is shared by more tests, so neither `loop_scope` is written unasked, nor, before pytest-asyncio 0.23, a
fixture `event_loop`.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.environment import Distributions
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix
from doctor.model.plugins import Plugins
from doctor.model.rewrites import AddCode, SetArgument
from doctor.model.sources import Fixture, Fixtures, Sources
from doctor.rules.async_tests._loops import FIXTURE_KEY, LoopScope, is_run, of_fixture
from doctor.rules.async_tests._runners import asyncio_mode, is_loaded
from doctor.rules.closure import closure
from doctor.rules.cures import key_set
from doctor.rules.phrases import uses
from doctor.rules.registry import rule
from doctor.rules.scopes import SCOPES, is_narrower
from doctor.rules.spelling import spelled

DECORATORS = ("pytest_asyncio.fixture",)  # from 1.2 on it runs plain functions on the loop, too


@rule(severity=Severity.ERROR, since="0.1")
def check(
    sources: Sources,
    fixtures: Fixtures,
    plugins: Plugins,
    distributions: Distributions,
    ini: IniValues,
    command_line: CommandLine,
    config: PytestConfig,
) -> Iterator[Problem]:
    version = distributions.version("pytest-asyncio")
    wide = [
        (file, each)
        for file in sources
        for each in file.fixtures
        if each.scope != "function" and (each.is_async or (each.decorator in DECORATORS and (version or ()) >= (1, 2)))
    ]
    if not wide or not version or not is_loaded(plugins, "pytest-asyncio"):
        return
    auto = asyncio_mode(ini, command_line) == "auto"
    by_ini: list[tuple[Fixture, LoopScope]] = []
    for file, fixture in wide:
        if is_run(fixture, auto):
            loop = of_fixture(fixture, file.path, version, ini, fixtures, sources)
            narrow = loop and is_narrower(loop.scope, fixture.scope)
            if loop and narrow and is_used(fixture, sources, fixtures, plugins):
                if loop.by == "argument":
                    yield problem([(fixture, loop)], version, config)
                else:
                    by_ini.append((fixture, loop))
    if by_ini:
        found = problem(by_ini, version, config)
        yield found if found.fix else found.replace(fix=with_loop(by_ini, version, sources))


def is_used(fixture: Fixture, sources: Sources, fixtures: Fixtures, plugins: Plugins) -> bool:
    """Does any test come to use it that anyio does not run?"""
    has_anyio = is_loaded(plugins, "anyio")
    for file, test in sources.tests:
        if is_seen(fixture, file.path, fixtures):
            reached = closure(file.path, set(test.requests), fixtures, plugins, test.class_name)
            by_anyio = "anyio_backend" in reached or any(mark.name == "anyio" for mark in test.marks)
            if fixture.name in reached and not (has_anyio and by_anyio):
                return True
    return False


def is_seen(fixture: Fixture, path: str, fixtures: Fixtures) -> bool:
    visible = fixtures.of(path, fixture.name)
    return bool(visible and visible.fixture == fixture)


def problem(found: list[tuple[Fixture, LoopScope]], version: tuple[int, ...], config: PytestConfig) -> Problem:
    fixture, loop = found[0]
    names = "', '".join(each.name for each, _ in found[:4])
    more = f" and {len(found) - 4} more" if len(found) > 4 else ""
    related = [Related(loop.value.place, "the loop's scope is set here")] if loop.value and loop.value.place else []
    if found[1:]:
        subject = f"async fixtures '{names}'{more} have scopes up to '{widest(found)}', and {source(loop, 'them')}"
    else:
        subject = f"async fixture '{names}' has scope '{fixture.scope}', and {source(loop, 'it')}"
    return Problem(
        place=fixture.place,
        message=f"{subject} of scope '{loop.scope}'",
        label=f"scope '{fixture.scope}'",
        related=(*related, *uses([each.place for each, _ in found[1:]], "the same here")),
        consequence=f"ScopeMismatch: You tried to access the {loop.scope} scoped fixture {runner(loop, version)} "
        f"with a {fixture.scope} scoped request object",
        help=cure(fixture, version),
        fix=widened([each for each, _ in found], version) or configured(found, version, config),
    )


def widened(fixtures: list[Fixture], version: tuple[int, ...]) -> Fix | None:
    """A loop as wide as the fixture for each; None where loop_scope is not known, or plain pytest.fixture is used."""
    own = [each for each in fixtures if each.expr and each.decorator.startswith("pytest_asyncio.") and each.scope]
    if version < (0, 24) or len(own) < len(fixtures):
        return None
    changes = [SetArgument(each.expr.place, "loop_scope", f'"{each.scope}"') for each in own if each.expr]
    names = " and ".join(f"'{each.name}'" for each in own)
    return Fix(f'give {names} loop_scope="{own[0].scope}"', tuple(changes))


def configured(found: list[tuple[Fixture, LoopScope]], version: tuple[int, ...], config: PytestConfig) -> Fix | None:
    """The key for all fixtures, where it is the key that says how wide their loops are."""
    if version < (0, 24) or any(loop.by == "argument" for _, loop in found):
        return None
    return key_set(config, FIXTURE_KEY, widest(found))


def with_loop(found: list[tuple[Fixture, LoopScope]], version: tuple[int, ...], sources: Sources) -> Fix | None:
    """A fixture `event_loop` of their scope beside the fixtures."""
    files = {fixture.place.file for fixture, _ in found}
    home = sources.get(files.pop()) if len(files) == 1 else None
    if (
        version >= (0, 23)
        or home is None
        or any(each.name == "event_loop" for file in sources for each in file.fixtures)
    ):
        return None
    decorator, imports = spelled(home, "pytest.fixture")
    new_loop, more = spelled(home, "asyncio.new_event_loop")
    scope = widest(found)
    body = f"    loop = {new_loop}()\n    yield loop\n    loop.close()"
    code = AddCode(home.path, f'@{decorator}(scope="{scope}")\ndef event_loop():\n{body}')
    return Fix(f"define a fixture event_loop of scope '{scope}' in {home.path}", (code, *imports, *more))


def widest(found: list[tuple[Fixture, LoopScope]]) -> str:
    return max((fixture.scope for fixture, _ in found), key=SCOPES.index)


def source(loop: LoopScope, it: str) -> str:
    if loop.by == "argument":
        return f"loop_scope gives {it} an event loop"
    if loop.by == "ini":
        return f"{FIXTURE_KEY} gives {it} an event loop (loop_scope)"
    return f"the fixture event_loop gives {it} an event loop (there is no loop_scope before pytest-asyncio 0.24)"


def runner(loop: LoopScope, version: tuple[int, ...]) -> str:
    """The fixture that pytest's message names."""
    if version >= (1, 1):
        return f"_{loop.scope}_scoped_runner"
    return f"_{loop.scope}_event_loop" if version >= (1,) else "event_loop"


def cure(fixture: Fixture, version: tuple[int, ...]) -> str:
    if version < (0, 23):
        return f"define a fixture event_loop of scope '{fixture.scope}' in conftest.py, or update pytest-asyncio"
    scope = fixture.scope
    return f'give the fixture loop_scope="{scope}" (@pytest_asyncio.fixture), or set {FIXTURE_KEY} = {scope}'
