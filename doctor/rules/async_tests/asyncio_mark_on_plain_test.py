"""A test that is no coroutine carries the mark asyncio, where warnings are errors.

## Why

pytest-asyncio warns of each such test: "is marked with '@pytest.mark.asyncio' but it is not an async function". With
`filterwarnings = error` the test fails. Most often the mark stands above a whole module or class that holds plain
tests, too (https://github.com/pytest-dev/pytest-asyncio/pull/275).

Where warnings are no errors nothing is said.

## Instead

The mark on the coroutines alone; or `asyncio_mode = auto`, in which none needs it, and no mark.

## Fix safety

A mark that stands on such a test itself is taken away when asked for. Marks of modules and classes are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.environment import Distributions
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, RemoveLines
from doctor.model.plugins import Plugins
from doctor.model.sources import Mark, SourceFile, Sources, Test
from doctor.rules.async_tests._runners import is_loaded
from doctor.rules.filters import Filter, error_filter
from doctor.rules.phrases import uses
from doctor.rules.registry import rule

SINCE = (0, 21)
TEXT = "is marked with '@pytest.mark.asyncio' but it is not an async function"


@rule(severity=Severity.ERROR, since="0.1")
def check(
    sources: Sources,
    plugins: Plugins,
    distributions: Distributions,
    config: PytestConfig,
    ini: IniValues,
    command_line: CommandLine,
) -> Iterator[Problem]:
    version = distributions.version("pytest-asyncio")
    if version is None or version < SINCE or not is_loaded(plugins, "pytest-asyncio"):
        return
    error = error_filter(config, ini, command_line, "PytestWarning", TEXT)
    for file in sources.collected if error else ():
        marked: dict[Mark, list[Test]] = {}
        for test in file.tests:
            if not (test.is_async or test.unittest or test.open or test.file) and is_plain(test, file):
                mark = next((each for each in test.marks if each.name == "asyncio"), None)
                if mark and error:
                    marked.setdefault(mark, []).append(test)
        yield from (problem(mark, tests, error) for mark, tests in marked.items() if error)


def is_plain(test: Test, file: SourceFile) -> bool:
    """Does nothing but marks stand on it, which make no coroutine of it?"""
    function = file.function(test.function)
    return function is not None and all(str(each.value).startswith("pytest.mark.") for each in function.decorators)


def problem(mark: Mark, tests: list[Test], error: Filter) -> Problem:
    is_own = mark.target == "function"
    related = () if is_own else uses([test.place for test in tests], "no coroutine")
    where = (Related(error.place, "this makes an error of it"),) if error.place else ()
    return Problem(
        place=mark.place,
        message=f"the mark asyncio holds for '{tests[0].name}', which is no coroutine, and warnings are errors",
        label="warned of by pytest-asyncio",
        related=(*related, *where),
        consequence=f"the test fails: PytestWarning: The test {TEXT}",
        help="take the mark away"
        if is_own
        else "mark the coroutines alone, or take the mark away and set asyncio_mode = auto",
        fix=Fix("take the mark away", (RemoveLines(mark.expr.place),)) if is_own else None,
    )
