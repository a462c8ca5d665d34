"""The fixture `event_loop` is used, which pytest-asyncio 1.0 has removed.

## Why

Up to 0.26 pytest-asyncio ran tests on the loop of its fixture `event_loop`; projects asked for it, and overrode it to
get a wider loop. From 1.0 on there is no such fixture: who asks for it gets "fixture 'event_loop' not found", and a
fixture of that name in the project changes nothing.

See https://pytest-asyncio.readthedocs.io/en/stable/reference/changelog.html.

## Instead

Make the fixture that needs the loop `async def` and call `asyncio.get_running_loop()`. For a wider loop use
`loop_scope`, `asyncio_default_fixture_loop_scope` and `asyncio_default_test_loop_scope`; for another kind of loop the
fixture `event_loop_policy`.

## Fix safety

A fixture that overrides nothing goes, and its scope becomes that of all loops. Who asks for the loop becomes async and
awaits what it gave to `run_until_complete`; where more is done with the loop there is no fix. Neither is done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.environment import Distributions
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Change, Fix, SetKey
from doctor.model.places import Place
from doctor.model.plugins import Plugins
from doctor.model.rewrites import MakeAsync, RemoveDefinition, SetCalled
from doctor.model.sources import Fixture, Fixtures, SourceFile, Sources
from doctor.rules.async_tests._loops import FIXTURE_KEY, TEST_KEY
from doctor.rules.async_tests._runners import asyncio_mode, is_loaded
from doctor.rules.closure import definition
from doctor.rules.cures import home
from doctor.rules.phrases import plural, uses
from doctor.rules.registry import rule
from doctor.rules.spelling import decorated, spelled

NAME = "event_loop"


@rule(severity=Severity.ERROR, since="0.1")
def check(
    sources: Sources,
    fixtures: Fixtures,
    plugins: Plugins,
    distributions: Distributions,
    config: PytestConfig,
    ini: IniValues,
    command_line: CommandLine,
) -> Iterator[Problem]:
    version = distributions.version("pytest-asyncio")
    if not version or version < (1,) or not is_loaded(plugins, "pytest-asyncio"):
        return
    own = [each for file in sources for each in file.fixtures if each.name == NAME and not works_alone(each, file)]
    asked = list(requests(sources))
    text = ".".join(str(part) for part in version)
    lost = [place for file, place in asked if file.path not in fixtures.open and not fixtures.of(file.path, NAME)]
    if lost:
        mode = asyncio_mode(ini, command_line)
        yield removed(lost, text).replace(fix=awaiting(sources, mode))
    elif own and not asked and any(test.is_async for _, test in sources.tests):
        yield ignored(own, text).replace(fix=undefined(own, config))


def works_alone(fixture: Fixture, file: SourceFile) -> bool:
    """Is it automatic, or defined under a condition, such as the version of something?"""
    function = file.function(fixture.function)
    return fixture.autouse or bool(function and function.branch)


def requests(sources: Sources) -> Iterator[tuple[SourceFile, Place]]:
    """Where `event_loop` is asked for, fixtures first."""
    for file in sources:
        if file.collected or file.role in ("conftest", "plugin"):
            for fixture in file.fixtures:
                yield from ((file, each.place) for each in fixture.params if each.name == NAME and fixture.name != NAME)
            for call in file.calls:
                if call.name == "request.getfixturevalue" and call.expr.parts and call.expr.parts[0].text == NAME:
                    yield file, call.place
    for file in sources.collected:
        for test in file.tests:
            function = definition(sources, file, test) if NAME in test.requests and not test.unittest else None
            params = [param.place for param in function.params if param.name == NAME] if function else []
            yield from ((file, place) for place in params or ([test.place] if function else []))


def removed(asked: list[Place], version: str) -> Problem:
    return Problem(
        place=asked[0],
        message=f"fixture 'event_loop' is asked for; pytest-asyncio 1.0 removed it, and {version} is installed",
        label="no such fixture any more",
        related=uses(asked[1:], "asked for here too"),
        consequence="the test errors: fixture 'event_loop' not found",
        help="make it async and call asyncio.get_running_loop(), or keep pytest-asyncio below 1",
    )


def undefined(own: list[Fixture], config: PytestConfig) -> Fix | None:
    """The fixture goes; loops as wide as it was are asked for in the configuration."""
    where, scope = home(config), own[0].scope
    gone: tuple[Change, ...] = tuple(RemoveDefinition(each.place) for each in own)
    if scope == "function":
        return Fix("remove the fixture 'event_loop'", gone)
    if where is None or not scope:
        return None
    lacking = [key for key in (FIXTURE_KEY, TEST_KEY) if not (it := config.setting(key)) or it.value != scope]
    keys = tuple(SetKey(*where, key, scope) for key in lacking)
    return Fix(f"remove the fixture 'event_loop', and run all on the {scope} loop", (*gone, *keys))


def awaiting(sources: Sources, mode: str) -> Fix | None:
    """Those that ask for the loop become async; None where one does so by a call or a decorator of its own."""
    changes: dict[Change, None] = {}
    count = 0
    for file in sources:
        marked = {test.function for test in file.tests if any(mark.name == "asyncio" for mark in test.marks)}
        tests = {test.function for test in file.tests if NAME in test.requests and not test.file}
        makers = {each.function: each for each in file.fixtures if any(param.name == NAME for param in each.params)}
        if any(call.name.endswith("getfixturevalue") for call in file.calls):
            return None
        for function in file.functions:
            if function.qualname not in tests | makers.keys():
                continue
            count += 1
            changes[MakeAsync(function.place, NAME)] = None
            maker = makers.get(function.qualname)
            if mode == "strict" and maker and maker.expr and maker.decorator == "pytest.fixture":
                if maker.expr not in function.decorators:
                    return None
                text, imports = spelled(file, "pytest_asyncio.fixture")
                changes.update(dict.fromkeys((*imports, SetCalled(maker.expr.place, text))))
            elif mode == "strict" and not maker and function.qualname not in marked:
                changes.update(dict.fromkeys(decorated(file, function, "pytest.mark.asyncio")))
    return Fix(f"make {plural(count, 'function')} async in place of asking for event_loop", tuple(changes))


def ignored(own: list[Fixture], version: str) -> Problem:
    cure = "remove it; for another kind of loop define the fixture event_loop_policy"
    if own[0].scope not in ("", "function"):
        cure = f"set asyncio_default_fixture_loop_scope and asyncio_default_test_loop_scope to {own[0].scope}"
    return Problem(
        place=own[0].place,
        message=f"the fixture 'event_loop' overrides nothing: pytest-asyncio {version} no longer asks for it",
        label="without effect",
        related=uses([each.place for each in own[1:]], "without effect, too"),
        consequence="tests run on loops of pytest-asyncio's own: a new one for each test unless loop_scope is set",
        help=cure,
        severity=Severity.WARNING,
    )
