"""Which tests an expression of `-m` fits, where all that marks tests is seen."""

from __future__ import annotations

from doctor.model.config import CommandLine
from doctor.model.markers import Markers
from doctor.model.plugins import Kind, Plugins
from doctor.model.sources import SourceFile, Sources, Test
from doctor.rules.markers._expression import added_at_run_time, held, names, truth

HOOKS = (
    *("pytest_collection_modifyitems", "pytest_itemcollected", "pytest_collect_file", "pytest_pycollect_makeitem"),
    *("pytest_ignore_collect", "pytest_collect_directory"),
)
TAME = (  # they mark no test with a mark that is not their own, and collect no other files
    *("pytest-asyncio", "pytest-xdist", "pytest-cov", "pytest-timeout", "pytest-mock", "pytest-rerunfailures", "anyio"),
    *("pytest-django", "pytest-randomly", "pytest-order", "pytest-env", "pytest-sugar", "pytest-socket"),
    *("hypothesis", "time-machine"),
)
OTHER_TESTS = ("--doctest-modules", "--doctest-glob", "--doctest-plus")


def is_open(markers: Markers, sources: Sources, plugins: Plugins, command_line: CommandLine) -> bool:
    """May tests be marked, or other ones be collected, in a way that is not seen?"""
    hooks = {function.name for file in sources.reaching_others for function in file.functions}
    strangers = (each for each in plugins.active if each.kind is not Kind.BUILTIN and each.distribution not in TAME)
    hooks |= {impl.specname or impl.name for plugin in strangers for impl in plugin.provided.hookimpls}
    faulty = any(file.fault or file.imported_marks for file in sources.collected)
    is_other = bool(command_line.all(*OTHER_TESTS)) or faulty or bool(added_at_run_time(sources))
    return markers.open or is_other or not plugins.complete or not hooks.isdisjoint(HOOKS)


def all_known(text: str, markers: Markers, sources: Sources, plugins: Plugins) -> bool:
    """Of names that nobody knows marker-expression-unknown speaks; plugins give their marks to tests by themselves, and
    `pytest.param(…, marks=…)` gives them to a test for one of its values."""
    found = {name for name, _ in names(text) or ()}
    known = {*markers.registered, *(mark.name for _, mark in sources.marks)}
    of_values = {mark.name for _, mark in sources.marks if mark.target == "param"} | held(sources)
    return found <= known - of_values and not any(plugins.with_marker(name) for name in found)


def by_mark(text: str, file: SourceFile, test: Test) -> bool | None:
    marks = {mark.name for mark in test.marks}
    return None if test.open else truth(text, marks.__contains__)
