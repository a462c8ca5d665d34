"""Tests import from the project's own folder, which plain `pytest` does not put on sys.path.

## Why

`pytest` puts the folder of each test file on sys.path (the first one upwards without an `__init__.py`), but not the
folder that it is called in: that is what `python -m pytest` does. So `from shop import price` in `tests/test_price.py`
ends with `ModuleNotFoundError: No module named 'shop'`, though `shop` lies beside `tests`, and the same tests pass for
whoever calls `python -m pytest`.

It is a warning where the project's own calls (in CI, a Makefile and so on) are plain ones, and an error where there is
nothing to install besides. Where no file has a call it is a note: people may call `python -m pytest`.

An `__init__.py` in the project's folder has the same effect on tests that lie in packages: pytest takes the folder
itself for a package, and puts the one above on sys.path (https://github.com/pytest-dev/pytest/issues/2589).

See https://docs.pytest.org/en/stable/explanation/pythonpath.html#pytest-vs-python-m-pytest and
https://docs.pytest.org/en/stable/explanation/goodpractices.html#tests-outside-application-code.

## Instead

Remove an `__init__.py` of the project's folder; it is none. Install the project (`pip install -e .`), or say where its
code is: `pythonpath = .` (from pytest 7 on). A conftest.py in the folder has the same effect.

## Fix safety

`pythonpath` comes first on sys.path, so what lies there may hide an installed module: it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from doctor.model.calls import Calls
from doctor.model.config import CommandLine, PytestConfig
from doctor.model.environment import Declared, Modules, Tree, Variables
from doctor.model.findings import Problem, Severity
from doctor.model.places import Place
from doctor.model.sources import Sources
from doctor.rules.cures import item_added
from doctor.rules.phrases import listing, uses
from doctor.rules.plugins._imports import reached
from doctor.rules.registry import rule

ROOT = "__init__.py"


@rule(severity=Severity.WARNING, since="0.1")
def check(
    sources: Sources,
    modules: Modules,
    config: PytestConfig,
    calls: Calls,
    declared: Declared,
    variables: Variables,
    tree: Tree,
    command_line: CommandLine,
) -> Iterator[Problem]:
    if variables.set("PYTHONSAFEPATH"):
        return  # see project-not-importable-in-safe-path
    found: dict[str, dict[str, Place]] = {}  # module → file → its first import there
    for each in takewhile(lambda each: each.via is None, reached(sources, modules, config)):
        top = each.module.partition(".")[0]
        module = None if each.perhaps else modules.find(each.module, each.importer)
        # without a file it is a bare folder, which may only be called like what is to be installed
        if module and module.file and module.origin == "cwd" and modules.certain(top, each.importer):
            found.setdefault(top, {}).setdefault(each.file, each.place)
    if not found:
        return
    mode = command_line.last("--import-mode")
    is_package = tree.has(ROOT) and not (mode and mode.value == "importlib")
    shifted = {
        module: files
        for module, files in found.items()
        if is_package and all(is_within_packages(file, tree) for file in files)
    }
    if shifted:
        yield of_package(shifted, calls, declared)
        found = {module: files for module, files in found.items() if module not in shifted}
    if found:
        yield problem(found, config, calls, declared)


def is_within_packages(file: str, tree: Tree) -> bool:
    """Is each folder around the file, up to the project's own, a package?"""
    parts = file.split("/")
    return all(tree.has("/".join((*parts[:count], ROOT))) for count in range(1, len(parts)))


def of_package(found: dict[str, dict[str, Place]], calls: Calls, declared: Declared) -> Problem:
    """The folder is itself a package to pytest."""
    names, places = list(found), list(dict.fromkeys(place for files in found.values() for place in files.values()))
    return Problem(
        place=Place(ROOT, 1, 1, 1, 1),
        message=f"this {ROOT} has plain `pytest` put the folder above the project on sys.path, not the one of "
        + listing(names),
        label="makes the project's folder a package",
        related=uses(places, "found by `python -m pytest` alone"),
        consequence=f"{stopping(places[0])}: ModuleNotFoundError: No module named '{names[0]}'",
        help=f"remove {ROOT}, or set pythonpath = . in pytest's configuration",
        severity=severity(calls, declared),
    )


def stopping(first: Place) -> str:
    return "pytest stops" if first.file.endswith("conftest.py") else "none of the tests of such a file runs"


def problem(found: dict[str, dict[str, Place]], config: PytestConfig, calls: Calls, declared: Declared) -> Problem:
    first, *others = list(dict.fromkeys(place for files in found.values() for place in files.values()))
    names = list(found)
    lie = "lies" if len(names) == 1 else "lie"
    cures = ["`pip install -e .`"] if declared.name else []
    has_key = config.version >= (7,)
    cures.append("set pythonpath = . in pytest's configuration" if has_key else "put a conftest.py into the folder")
    return Problem(
        place=first,
        message=f"{listing(names)} {lie} in the project's folder, which plain `pytest` does not put on sys.path",
        label="found by `python -m pytest` alone",
        related=uses(others, "so is this"),
        consequence=f"{stopping(first)}: ModuleNotFoundError: No module named '{names[0]}'",
        help=", or ".join((*cures, "always call `python -m pytest`")),
        severity=severity(calls, declared),
        fix=item_added(config, "pythonpath", ".") if config.rootdir == "." and has_key else None,
    )


def severity(calls: Calls, declared: Declared) -> Severity:
    """By what the project's own calls do."""
    if not calls.calls or any(call.finds_here for call in calls.calls):
        return Severity.NOTE
    return Severity.ERROR if declared.name is None else Severity.WARNING
