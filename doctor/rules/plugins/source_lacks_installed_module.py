"""The project's own package is imported from its source, which lacks a module that the installed package has.

## Why

A test folder with an `__init__.py`, a conftest.py at the top, and tests within the package put the folder of the source
on sys.path, before what is installed. A module that is compiled or written when the package is built is only in the
installed one: Python finds the package in the source, and not the module, and calls that a circular import at times.

See https://docs.pytest.org/en/stable/explanation/pythonpath.html and
https://docs.pytest.org/en/stable/explanation/goodpractices.html#choosing-an-import-mode.

## Instead

Build it in place: `pip install -e .`. Or let pytest leave sys.path as it is, with `--import-mode=importlib`: then the
installed package is what the tests import.

## Fix safety

There is no fix: which of the two is to be tested is for the project to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig
from doctor.model.environment import Modules, Tree
from doctor.model.findings import Problem, Related, Severity
from doctor.model.sources import Sources
from doctor.rules.phrases import plural
from doctor.rules.plugins._imports import Reached, around, is_installed, reached
from doctor.rules.plugins._installed import hidden, packages
from doctor.rules.registry import rule

MOVES = ("sys.path.remove", "sys.path.pop")


@rule(severity=Severity.ERROR, since="0.1")
def check(sources: Sources, modules: Modules, config: PytestConfig, tree: Tree) -> Iterator[Problem]:
    doubled = {top for top in packages(tree) if is_installed(top, modules)}
    if not doubled or any(call.name in MOVES for file in around(sources) for call in file.calls):
        return  # what the source hides is found where the tests' package takes the source out of the way
    lost: dict[str, dict[str, Reached]] = {}
    for each in reached(sources, modules, config):
        top = each.module.partition(".")[0]
        for name in hidden(each, modules) if top in doubled and not each.perhaps else ():
            lost.setdefault(top, {}).setdefault(name, each)
    for top, found in lost.items():
        yield problem(top, found, modules)


def problem(top: str, found: dict[str, Reached], modules: Modules) -> Problem:
    name, first = next(iter(found.items()))
    home = modules.find(top, first.importer)
    folder = home.file.rpartition("/")[0] if home else top
    more = f" (as {plural(len(found) - 1, 'more module')})" if len(found) > 1 else ""
    return Problem(
        place=first.place,
        message=f"'{top}' is imported from {folder}, and '{name}'{more} is only in the installed one, which this hides",
        label="not in the source",
        related=(Related(first.via, "imports it by way of other modules"),) if first.via else (),
        consequence=f"no test that comes here runs: ModuleNotFoundError: No module named '{name}', or ImportError",
        help="build it in place with `pip install -e .`, or call pytest with --import-mode=importlib",
    )
