"""The `-m` or `-k` of addopts deselects every test.

## Why

`addopts = -m integration` holds in each call that has no `-m` of its own. Where no test bears the mark, or all bear one
that is left out, pytest ends with `N deselected` and exit code 5, and has tested nothing.

See https://docs.pytest.org/en/stable/example/markers.html#marking-test-functions-and-selecting-them-for-a-run and
https://github.com/aiondemand/aiondemand/issues/241.

## Instead

Mark the tests, or give the expression in the calls that want it.

Nothing is said where a plugin or conftest may mark tests, or collect other ones, and where a call of the project gives
an expression of its own.

## Fix safety

Taking the option out makes the tests run, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls, option_of
from doctor.model.config import CommandLine, GivenOption, PytestConfig, Source
from doctor.model.findings import Problem, Severity
from doctor.model.markers import Markers
from doctor.model.plugins import Kind, Plugins
from doctor.model.sources import SourceFile, Sources, Test
from doctor.rules.config._winner import is_chosen
from doctor.rules.cures import option_removed
from doctor.rules.markers._expression import added_at_run_time, names, truth
from doctor.rules.phrases import plural
from doctor.rules.registry import rule

HOOKS = ("pytest_collection_modifyitems", "pytest_itemcollected", "pytest_collect_file", "pytest_pycollect_makeitem")
TAME = (  # they mark no test with a mark that is not their own, and collect no other files
    *("pytest-asyncio", "pytest-xdist", "pytest-cov", "pytest-timeout", "pytest-mock", "pytest-rerunfailures", "anyio"),
    *("pytest-django", "pytest-randomly", "pytest-order", "pytest-env", "pytest-sugar", "pytest-socket"),
)
OTHER_TESTS = ("--doctest-modules", "--doctest-glob", "--doctest-plus")


@rule(severity=Severity.ERROR, since="0.1")
def check(
    config: PytestConfig, command_line: CommandLine, markers: Markers, sources: Sources, plugins: Plugins, calls: Calls
) -> Iterator[Problem]:
    last = (command_line.last("-m"), command_line.last("-k"))
    given = [option for option in last if option and option.value and option.source is Source.ADDOPTS]
    if not given or is_chosen(config) or is_open(markers, sources, plugins, command_line):
        return
    tests = list(sources.tests)
    for option in (each for each in given if not each.place.file.startswith("../")):  # see config-above-project
        asked_otherwise = any(option_of(word.text) == option.name for call in calls.calls for word in call.words)
        tell = by_mark if option.name == "-m" else by_keyword
        if asked_otherwise or not tests or (option.name == "-m" and not all_known(option, markers, sources, plugins)):
            continue
        if all(tell(option, file, test) is False for file, test in tests):
            yield problem(option, len(tests))
            return


def is_open(markers: Markers, sources: Sources, plugins: Plugins, command_line: CommandLine) -> bool:
    """May tests be marked, or other ones be collected, in a way that is not seen?"""
    hooks = {function.name for file in sources.reaching_others for function in file.functions}
    strangers = (each for each in plugins.active if each.kind is not Kind.BUILTIN and each.distribution not in TAME)
    hooks |= {impl.specname or impl.name for plugin in strangers for impl in plugin.provided.hookimpls}
    faulty = any(file.fault or file.imported_marks for file in sources.collected)
    is_other = bool(command_line.all(*OTHER_TESTS)) or faulty or bool(added_at_run_time(sources))
    return markers.open or is_other or not plugins.complete or not hooks.isdisjoint(HOOKS)


def all_known(option: GivenOption, markers: Markers, sources: Sources, plugins: Plugins) -> bool:
    """Of names that nobody knows marker-expression-unknown speaks; plugins give their marks to tests by themselves."""
    found = {name for name, _ in names(option.value or "") or ()}
    known = {*markers.registered, *(mark.name for _, mark in sources.marks)}
    return found <= known and not any(plugins.with_marker(name) for name in found)


def by_mark(option: GivenOption, file: SourceFile, test: Test) -> bool | None:
    marks = {mark.name for mark in test.marks}
    return None if test.open else truth(option.value or "", marks.__contains__)


def by_keyword(option: GivenOption, file: SourceFile, test: Test) -> bool | None:
    """`-k` looks for parts of names: of the test, its classes, its file and the folders above, and of its marks."""
    marks = [mark.name for mark in test.marks]
    if test.open or "parametrize" in marks or test.requests:
        return None  # ids of parameters are names, too
    told = " ".join((test.name, test.function, test.class_name, file.path, *marks)).lower()
    return truth(option.value or "", lambda name: name.lower() in told)


def problem(option: GivenOption, count: int) -> Problem:
    what = "the one test" if count == 1 else f"all {plural(count, 'test')}"
    return Problem(
        place=option.place,
        message=f"'{option.text()}' in addopts deselects {what}",
        label="nothing is run",
        consequence="pytest ends with exit code 5: all tests are deselected",
        help="give it in the calls that want it, or mark the tests that it means",
        fix=option_removed(option),
    )
