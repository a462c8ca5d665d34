"""A test uses the synchronous fixtures of pytest-playwright where an event loop of asyncio is wanted.

## Why

pytest-playwright hands out objects of Playwright's synchronous API, which keeps an event loop of its own running in
the main thread from the first test that asks for `page`, `browser` or `playwright` until the session ends. An async
test that asks for them, or that comes after such a test, cannot start its loop: "Runner.run() cannot be called from a
running event loop", or "It looks like you are using Playwright Sync API inside the asyncio loop".

See https://github.com/microsoft/playwright-pytest/issues/167 and
https://playwright.dev/python/docs/test-runners#async-fixtures.

## Instead

Make the test a plain function, or install pytest-playwright-asyncio in place of pytest-playwright, whose fixtures are
async and of session scope. Browser tests and async tests of one suite are called apart: `pytest tests/unit`, then
`pytest tests/e2e`.

## Fix safety

There is no fix: which of the two APIs the tests are to use is for you to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.collection_marks import CollectionMarks
from doctor.model.config import CommandLine, IniValues
from doctor.model.findings import Problem, Related, Severity
from doctor.model.plugins import Plugins
from doctor.model.sources import Fixtures, SourceFile, Sources, Test
from doctor.rules.async_tests._runners import Runners, runner_of, runners
from doctor.rules.closure import closure
from doctor.rules.phrases import plural
from doctor.rules.registry import rule

OWNER = "pytest-playwright"
Found = tuple[SourceFile, Test, str]  # a test, and the fixture of the plugin that it comes to use


@rule(severity=Severity.ERROR, since="0.1")
def check(
    sources: Sources,
    plugins: Plugins,
    fixtures: Fixtures,
    ini: IniValues,
    command_line: CommandLine,
    collection_marks: CollectionMarks,
) -> Iterator[Problem]:
    plugin = plugins.of_distribution(OWNER)
    if not plugin or not plugin.active or not plugin.provided.fixture("playwright"):
        return
    known = runners(plugins, ini, command_line, sources, collection_marks)
    if not known.asyncio or known.unknown:
        return
    users = [(file, test, name) for file, test in sources.tests if (name := asks(file, test, fixtures, plugins))]
    wrong = [each for each in users if is_run(each[1], each[0], known, fixtures, plugins)]
    if wrong:
        yield direct(wrong)
    elif users and not command_line.last("-m", "-k", "-n", "--numprocesses", "--deselect"):
        yield from after(users[0], sources, known, fixtures, plugins)


def asks(file: SourceFile, test: Test, fixtures: Fixtures, plugins: Plugins) -> str:
    """The fixture of pytest-playwright that the test asks for, if `playwright` is what it comes to use."""
    reached = closure(file.path, set(test.requests), fixtures, plugins, test.class_name)
    own = fixtures.of(file.path, "playwright", test.class_name)
    if "playwright" not in reached or (own and own.fixture):
        return ""
    return next((name for name in test.requests if name in reached), "")


def is_run(test: Test, file: SourceFile, known: Runners, fixtures: Fixtures, plugins: Plugins) -> bool:
    return test.is_async and runner_of(test, file, known, fixtures, plugins) == "asyncio"


def direct(wrong: list[Found]) -> Problem:
    _, test, name = wrong[0]
    more = plural(len(wrong) - 1, "more test") if len(wrong) > 1 else ""
    return Problem(
        place=test.place,
        message=f"'{test.name}' is async, and asks for '{name}' of pytest-playwright, which is synchronous"
        + (f"; so do {more}" if more else ""),
        label="a loop is running already",
        related=tuple(Related(each.place, "so does this") for _, each, _ in wrong[1:3]),
        consequence="the test fails: RuntimeError: Runner.run() cannot be called from a running event loop",
        help="make it a plain function without await, or install pytest-playwright-asyncio in its place",
    )


def after(user: Found, sources: Sources, known: Runners, fixtures: Fixtures, plugins: Plugins) -> Iterator[Problem]:
    """Async tests that come later than the first one that starts Playwright."""
    every = [(file, test) for file, test in sources.tests]
    start = every.index((user[0], user[1]))
    late = [(file, test) for file, test in every[start + 1 :] if is_run(test, file, known, fixtures, plugins)]
    if late and is_in_order([file.path for file, _ in every]):
        _, test = late[0]
        yield Problem(
            place=test.place,
            message=f"'{test.name}' is async, and runs after '{user[1].name}', whose fixture '{user[2]}' of "
            "pytest-playwright keeps a loop running until the session ends",
            label="a loop is running already",
            related=(Related(user[1].place, "starts Playwright's synchronous API"),),
            consequence=f"what comes after it fails ({plural(len(late), 'async test')}): "
            "RuntimeError: Runner.run() cannot be called from a running event loop",
            help="call browser tests and async tests apart, or install pytest-playwright-asyncio in place of "
            "pytest-playwright",
        )


def is_in_order(paths: list[str]) -> bool:
    """Do all lie in one folder, so that pytest comes to them by their names?"""
    return len({path.rpartition("/")[0] for path in paths}) == 1 and paths == sorted(paths)
