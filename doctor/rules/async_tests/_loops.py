"""The scope of the event loop that pytest-asyncio gives to fixtures and tests, version by version."""

from __future__ import annotations

from doctor.model.config import IniValue, IniValues
from doctor.model.record import Record
from doctor.model.sources import Fixture, Fixtures, Sources, Test
from doctor.rules.scopes import SCOPES

FIXTURE_KEY = "asyncio_default_fixture_loop_scope"
TEST_KEY = "asyncio_default_test_loop_scope"
Version = tuple[int, ...]


class LoopScope(Record):
    """A loop's scope and what decides it: "argument", "ini", "event_loop", "default"."""

    scope: str
    by: str
    value: IniValue | None = None


def of_fixture(
    fixture: Fixture, path: str, version: Version, ini: IniValues, fixtures: Fixtures, sources: Sources
) -> LoopScope | None:
    """The scope of the loop that runs an async fixture, None where it cannot be told.

    Up to 0.22 all share the fixture `event_loop`, of function scope unless the project overrides it. 0.23 takes the
    fixture's own scope. From 0.24 on `loop_scope` says it, then the configuration, then the fixture's own scope.
    """
    if version < (0, 23):
        return by_event_loop(path, fixtures, sources) or LoopScope("function", "default")
    if version < (0, 24):
        return LoopScope(fixture.scope, "default")
    own = fixture.expr if fixture.decorator.startswith("pytest_asyncio.") else None
    given = own.keyword("loop_scope") if own else None
    if given is not None and given.value is not None:
        found = LoopScope(given.text, "argument") if given.text in SCOPES else None
    else:
        found = configured(FIXTURE_KEY, ini, fixture.scope)
    if found and found.scope == "function" and version < (1,):
        return by_event_loop(path, fixtures, sources) or found
    return found


def configured(key: str, ini: IniValues, default: str) -> LoopScope | None:
    value = ini.get(key)
    text = value.value if value else None
    if text in (None, "", "fixture-scope"):
        return LoopScope(default, "default")
    return LoopScope(str(text), "ini", value) if text in SCOPES else None


def by_event_loop(path: str, fixtures: Fixtures, sources: Sources) -> LoopScope | None:
    """The scope of the project's own `event_loop`, if this file sees one; with it the loop is as wide as that."""
    visible = fixtures.of(path, "event_loop")
    own = [visible.fixture] if visible and visible.fixture else []
    if not own and path not in fixtures.visible:
        own = [each for file in sources for each in file.fixtures if each.name == "event_loop"]
    return LoopScope(own[0].scope or "session", "event_loop") if own else None


def of_test(test: Test, version: Version, ini: IniValues) -> str | None:
    """The scope of the loop that runs an async test, None where it cannot be told."""
    mark = next((mark for mark in test.marks if mark.name == "asyncio"), None)
    given = (mark.expr.keyword("loop_scope") or mark.expr.keyword("scope")) if mark else None
    if given is not None:
        return given.text if given.text in SCOPES else None
    value = ini[TEST_KEY] if version >= (0, 26) else None
    if value in (None, ""):
        return "function"
    return str(value) if value in SCOPES else None


def of_each_test(test: Test, path: str, version: Version, ini: IniValues, fixtures: Fixtures, sources: Sources) -> bool:
    """Is it certain that each async test has a loop of its own? Before 1.0 a fixture `event_loop` decides."""
    by = by_event_loop(path, fixtures, sources) if version < (1,) else None
    return of_test(test, version, ini) == "function" and (by is None or by.scope == "function")


def is_run(fixture: Fixture, auto: bool) -> bool:
    """Does pytest-asyncio run this fixture? Those that ask for `anyio_backend` are anyio's."""
    asks = {param.name for param in fixture.params}
    return (auto or fixture.decorator.startswith("pytest_asyncio.")) and "anyio_backend" not in asks
