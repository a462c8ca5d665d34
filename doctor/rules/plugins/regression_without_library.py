"""A test asks for `num_regression` or the like, and the library that it works with is not installed.

## Why

pytest-regressions brings neither numpy nor pandas nor Pillow along: they are extras. Its fixtures import them when they
are used: "ModuleNotFoundError: 'Pandas' library is an optional dependency and must be installed explicitly when the
fixture 'check' is used" (https://github.com/ESSS/pytest-regressions/issues/44).

## Instead

`pytest-regressions[dataframe]`, `pytest-regressions[num]` or `pytest-regressions[image]` among the requirements of the
tests.

## Fix safety

Environments are changed by their owners: there is no fix.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Distributions, Modules
from doctor.model.findings import Problem, Severity
from doctor.model.places import Place
from doctor.model.plugins import Plugins
from doctor.model.sources import Fixtures, SourceFile, Sources
from doctor.rules.excused import excused_tests
from doctor.rules.fixtures._requests import is_open_file
from doctor.rules.importorskip import is_package_skipped
from doctor.rules.phrases import uses
from doctor.rules.registry import rule

NEEDED = {  # fixture → what it imports first, and the extra that brings it
    "num_regression": (("numpy", "pandas"), "num"),
    "dataframe_regression": (("pandas", "numpy"), "dataframe"),
    "ndarrays_regression": (("numpy",), "num"),
    "image_regression": (("PIL", "numpy"), "image"),
}


@rule(severity=Severity.ERROR, since="0.1")
def check(
    sources: Sources, fixtures: Fixtures, plugins: Plugins, distributions: Distributions, modules: Modules
) -> Iterator[Problem]:
    plugin = plugins.of_distribution("pytest-regressions")
    if plugin is None or not plugin.active or not distributions.complete:
        return
    for name, (needed, extra) in NEEDED.items():
        absent: dict[str, list[Place]] = {}
        for file in sources.collected:
            if is_open_file(file, sources, fixtures, modules) or is_package_skipped(file, sources, modules):
                continue
            asking = list(asked_in(file, name, fixtures))
            lacks = next((each for each in needed if is_absent(each, file, modules)), "") if asking else ""
            if lacks:
                absent.setdefault(lacks, []).extend(asking)
        for library, places in absent.items():
            yield problem(name, library, extra, places)


def asked_in(file: SourceFile, name: str, fixtures: Fixtures) -> Iterator[Place]:
    passed_over: frozenset[str] | None = None
    for test in file.tests:
        if name in test.requests and not test.open and not test.file:
            passed_over = excused_tests(file) if passed_over is None else passed_over
            found = fixtures.of(file.path, name, test.class_name)
            if test.function not in passed_over and not (found and found.place):
                yield test.place


def is_absent(library: str, file: SourceFile, modules: Modules) -> bool:
    return modules.certain(library, file.path) and modules.find(library, file.path) is None


def problem(name: str, library: str, extra: str, places: list[Place]) -> Problem:
    shown = {"PIL": "Pillow"}.get(library, library)
    return Problem(
        place=places[0],
        message=f"fixture '{name}' of pytest-regressions needs {shown}, which is not installed",
        label="asks for it",
        related=uses(places[1:], "asks for it, too"),
        consequence=f"the test fails when it calls check: ModuleNotFoundError for {shown}",
        help=f"install pytest-regressions[{extra}]",
    )
