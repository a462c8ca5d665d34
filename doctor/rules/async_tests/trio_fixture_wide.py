"""An async fixture for pytest-trio has a wider scope than the function.

## Why

pytest-trio runs each test in an event loop of its own, and its fixtures in the same: they have the scope "function".
One of another scope is refused: "RuntimeError: Trio fixtures must be function-scope"
(https://github.com/python-trio/pytest-trio/issues/51, https://github.com/python-trio/pytest-trio/issues/89).

Only fixtures that are certainly run by pytest-trio are told: with `trio_mode`, async ones.

## Instead

Take the scope away; what is wide and need not be async, as a server in a thread of its own, goes into a plain fixture.

## Fix safety

The scope is taken away only when asked: what the fixture makes is then made for each test.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.collection_marks import CollectionMarks
from doctor.model.config import CommandLine, IniValues
from doctor.model.findings import Problem, Severity
from doctor.model.plugins import Plugins
from doctor.model.sources import Fixture, Fixtures, Sources
from doctor.rules.async_tests._runners import Runners, runners
from doctor.rules.fixtures._requests import Asking, is_open
from doctor.rules.registry import rule
from doctor.rules.scopes import rescoped

WIDE = ("class", "module", "package", "session")
PLAIN = ("pytest.fixture", "pytest.yield_fixture")


@rule(severity=Severity.ERROR, since="0.1")
def check(
    sources: Sources,
    fixtures: Fixtures,
    plugins: Plugins,
    ini: IniValues,
    command_line: CommandLine,
    collection_marks: CollectionMarks,
) -> Iterator[Problem]:
    found = runners(plugins, ini, command_line, sources, collection_marks)
    if not found.trio or found.unknown or "auto" in (found.asyncio, found.anyio):
        return
    if any(mark.name == "anyio" for _, mark in sources.marks):
        return
    refused = {fixture for file in sources for fixture in file.fixtures if is_refused(fixture, found)}
    asking = Asking(sources, fixtures)
    for file in sources.collected if refused else ():
        names = {fixture.name for fixture in refused}
        if names.isdisjoint(fixtures.visible.get(file.path, {})):
            continue
        for test in file.tests:
            used = refused.intersection(asking.used(file, test)) if not is_open(file, test, sources) else ()
            for fixture in sorted(used, key=lambda each: each.place):
                refused.discard(fixture)
                yield problem(fixture, test.name)


def is_refused(fixture: Fixture, found: Runners) -> bool:
    return fixture.scope in WIDE and found.trio == "auto" and fixture.is_async and fixture.decorator in PLAIN


def problem(fixture: Fixture, test: str) -> Problem:
    scope = fixture.expr.keyword("scope") if fixture.expr else None
    return Problem(
        place=fixture.expr.place if fixture.expr and scope else fixture.place,
        message=f"fixture '{fixture.name}' has the scope {fixture.scope}, and pytest-trio runs it",
        label="not of a function's scope",
        consequence=f"error at setup of '{test}': RuntimeError: Trio fixtures must be function-scope",
        help="take the scope away",
        fix=rescoped(fixture, "function"),
    )
