"""anyio runs each test a second time on trio, which is not installed.

## Why

Up to version 4.11 anyio's fixture `anyio_backend` has two parameters, asyncio and trio, whether trio is installed or
not. Each test that anyio runs is there twice, and the one with `[trio]` fails: "No module named 'trio'". From 4.12 on
the fixture only has the backends that are installed.

See https://anyio.readthedocs.io/en/stable/testing.html.

## Instead

Say which backend the tests are for, with a fixture of the project's own in the root conftest.py:

    @pytest.fixture
    def anyio_backend():
        return "asyncio"

or install trio.

## Fix safety

The fixture is written into the root conftest.py. Whether the tests are meant for trio is the author's to know, so it is
not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.collection_marks import CollectionMarks
from doctor.model.config import CommandLine, IniValues
from doctor.model.environment import Distributions
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.plugins import Plugins
from doctor.model.rewrites import AddCode
from doctor.model.sources import Fixtures, SourceFile, Sources, Test
from doctor.rules.async_tests._runners import is_loaded, runner_of, runners
from doctor.rules.markers._parametrize import read
from doctor.rules.phrases import plural, uses
from doctor.rules.registry import rule
from doctor.rules.spelling import spelled

NAME = "anyio_backend"


@rule(severity=Severity.ERROR, since="0.1")
def check(
    sources: Sources,
    plugins: Plugins,
    fixtures: Fixtures,
    distributions: Distributions,
    ini: IniValues,
    command_line: CommandLine,
    collection_marks: CollectionMarks,
) -> Iterator[Problem]:
    version = distributions.version("anyio")
    if not version or version >= (4, 12) or distributions.get("trio") or not distributions.complete:
        return
    if not is_loaded(plugins, "anyio"):
        return
    found = runners(plugins, ini, command_line, sources, collection_marks)
    tests = [
        test
        for file, test in sources.tests
        if test.is_async
        and not chosen(test, file, fixtures)
        and runner_of(test, file, found, fixtures, plugins) == "anyio"
    ]
    if tests:
        yield problem(tests, distributions).replace(fix=backend_named(sources))


def chosen(test: Test, file: SourceFile, fixtures: Fixtures) -> bool:
    """Does the project say the backend itself, by a fixture or by `parametrize`?"""
    if file.path in fixtures.open or any(fixture.name == NAME for fixture in file.fixtures):
        return True
    visible = fixtures.of(file.path, NAME)
    given = [found for mark in test.marks if (found := read(mark))]
    return visible is None or visible.fixture is not None or any(NAME in (each.names or (NAME,)) for each in given)


def backend_named(sources: Sources) -> Fix | None:
    """A fixture of the project's own, as wide as anyio's."""
    conftest = sources.get("conftest.py")
    if conftest and (conftest.fault or any(function.name == NAME for function in conftest.functions)):
        return None
    fixture, imports = spelled(conftest, "pytest.fixture") if conftest else ("pytest.fixture", ())
    text = f'@{fixture}(scope="module")\ndef {NAME}():\n    return "asyncio"'
    head = "" if conftest else "import pytest\n\n\n"
    return Fix("define a fixture anyio_backend in conftest.py", (AddCode("conftest.py", head + text), *imports))


def problem(tests: list[Test], distributions: Distributions) -> Problem:
    anyio = distributions.get("anyio")
    return Problem(
        place=tests[0].place,
        message=f"anyio {anyio.version if anyio else ''} runs {plural(len(tests), 'test')} on trio, too, which is not "
        "installed",
        label="run with [asyncio] and [trio]",
        related=uses([test.place for test in tests[1:]], "this one, too"),
        consequence=f"{tests[0].name}[trio] fails: ModuleNotFoundError: No module named 'trio'",
        help="define a fixture anyio_backend in conftest.py that returns 'asyncio', install trio, or use anyio 4.12",
    )
