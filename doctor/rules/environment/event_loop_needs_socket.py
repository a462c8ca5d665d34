"""pytest-socket refuses the socket that each event loop needs.

## Why

An asyncio event loop opens a pair of sockets to wake itself up. `--disable-socket` refuses these like all others: each
async test ends with `SocketBlockedError: A test tried to use socket.socket.` before its first line, and so does each
test of a client that brings its own loop, such as Starlette's TestClient.

See https://github.com/miketheman/pytest-socket/issues/7 and https://github.com/miketheman/pytest-socket/pull/54.

## Instead

Add `--allow-unix-socket`: the pair is one of Unix sockets, which do not reach the network.

## Fix safety

Safe: no test reaches the network by it that did not before, and those that could not begin are run.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from doctor.model.collection_marks import CollectionMarks
from doctor.model.config import CommandLine, GivenOption, PytestConfig, Source
from doctor.model.environment import Interpreter
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import AddItem, Fix
from doctor.model.places import Place
from doctor.model.plugins import Plugins
from doctor.model.sources import SourceFile, Sources, Test
from doctor.rules.cures import home, may_edit
from doctor.rules.phrases import uses
from doctor.rules.registry import rule

RUNNERS = ("pytest-asyncio", "anyio", "pytest-aiohttp")
OPENS = ("enable_socket", "allow_hosts", "skip", "skipif", "trio")
FIXTURES = ("socket_enabled", "anyio_backend")


@rule(severity=Severity.ERROR, since="0.1")
def check(
    command_line: CommandLine,
    config: PytestConfig,
    plugins: Plugins,
    sources: Sources,
    interpreter: Interpreter,
    collection_marks: CollectionMarks,
) -> Iterator[Problem]:
    option = command_line.last("--disable-socket")
    plugin = plugins.of_distribution("pytest-socket")
    others = command_line.all("--allow-unix-socket", "--allow-hosts", "--force-enable-socket")
    if option is None or not plugin or not plugin.active or others or is_opened(sources):
        return
    if not (collection_marks.complete and collection_marks.names.isdisjoint(OPENS)):
        return
    if not any(each.distribution in RUNNERS for each in plugins.active):
        return  # async-test-not-run speaks of these
    without = collection_marks.skipped.union(OPENS)
    found = [test.place for file, test in sources.tests if test.is_async and is_met(file, test, without)]
    if found:
        yield problem(option, found, config)


def is_opened(sources: Sources) -> bool:
    """Does a conftest or plugin of the project open sockets itself, or choose another kind of loop?"""
    for file in sources.reaching_others:
        if any(each.module.startswith(("pytest_socket", "trio")) for each in file.imports):
            return True
        if any(
            fixture.autouse and set(FIXTURES) & {param.name for param in fixture.params} for fixture in file.fixtures
        ):
            return True
        if any(fixture.name in ("anyio_backend", "event_loop", "socket_enabled") for fixture in file.fixtures):
            return True
    return False


def is_met(file: SourceFile, test: Test, without: Set[str]) -> bool:
    marked = any(mark.name in without for mark in test.marks)
    fixtures = {fixture.name for fixture in file.fixtures}
    return not marked and not set(FIXTURES) & ({*test.requests} | fixtures)


def problem(option: GivenOption, found: list[Place], config: PytestConfig) -> Problem:
    return Problem(
        place=option.place,
        message="--disable-socket of pytest-socket refuses the pair of sockets that an event loop needs",
        label="all sockets are refused",
        related=uses(found, "an async test"),
        consequence="error at setup of each async test: SocketBlockedError: A test tried to use socket.socket.",
        help="add --allow-unix-socket beside --disable-socket",
        fix=fix(option, config),
    )


def fix(option: GivenOption, config: PytestConfig) -> Fix | None:
    where = home(config)
    if where is None or option.source is not Source.ADDOPTS or not may_edit(option.place):
        return None
    return Fix("add '--allow-unix-socket' to addopts", (AddItem(*where, "addopts", "--allow-unix-socket"),), safe=True)
