"""The tests import a module of the project that its build makes, and nobody has built it.

## Why

An extension (`_speed.pyx`, `_native.c`, a crate), a `shop_pb2.py`, or a `_version.py` that is written while the package
is built, is not there in a fresh checkout. pytest imports the package from its source, which lacks the module, and
collection stops.

See https://github.com/pennmem/ptsa/issues/185, https://github.com/equinor/segyio/issues/511 and
https://setuptools.pypa.io/en/latest/userguide/ext_modules.html.

## Instead

Build it in place: `pip install -e .`, before the tests are run; in CI as a step of its own.

Nothing is said where an import hook, a conftest.py or the test itself may build it (pyximport, a subprocess), where the
import is guarded, and of what is installed: see source-lacks-installed-module.

## Fix safety

There is no fix: a build is started by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doctor.model.config import PytestConfig
from doctor.model.environment import Modules
from doctor.model.findings import Problem, Related, Severity
from doctor.model.sources import Sources
from doctor.rules.phrases import plural
from doctor.rules.plugins._imports import Reached, all_reached, is_installed, may_give
from doctor.rules.registry import rule

PATTERN = re.compile(r"/[^/]*\.py[-.]")  # `secrets.py-dist`, `settings.py.example`: to be copied


@rule(severity=Severity.ERROR, since="0.1")
def check(sources: Sources, modules: Modules, config: PytestConfig) -> Iterator[Problem]:
    lost: dict[str, dict[str, tuple[Reached, str]]] = {}  # package → module → who imports it, and what makes it
    for each in all_reached(sources, modules, config):
        asked = () if each.perhaps else each.asked
        name = next((name for name in asked if is_absent(name, each, modules)), "")
        if name and not is_installed(name, modules) and (made_from := modules.unbuilt_from(name, each.importer)):
            lost.setdefault(name.partition(".")[0], {}).setdefault(name, (each, made_from))
    for found in lost.values():
        yield problem(found)


def is_absent(name: str, each: Reached, modules: Modules) -> bool:
    """Is a module of the project not there, and nothing else by its name?"""
    outer, _, last = name.rpartition(".")
    package = modules.find(outer, each.importer) if outer else None
    if modules.find(name, each.importer) or (outer and not (package and package.origin == "project" and package.file)):
        return False
    if package is None or name == each.module:
        return True
    if package.file == each.file:  # an import of its own is no sign that it has the name
        return modules.names(package) is not None
    return not may_give(package, last, modules)


def problem(found: dict[str, tuple[Reached, str]]) -> Problem:
    name, (first, made_from) = next(iter(found.items()))
    others = f" and {plural(len(found) - 1, 'more module')} are" if len(found) > 1 else " is"
    is_pattern = bool(PATTERN.search(made_from))
    how = "from" if "/" in made_from and not made_from.endswith(".pyi") else "see"
    return Problem(
        place=first.place,
        message=f"'{name}'{others} not built ({how} {made_from})",
        label="not there" if is_pattern else "not built",
        related=(Related(first.via, "imports it by way of other modules"),) if first.via else (),
        consequence=f"no test that comes here runs: ModuleNotFoundError: No module named '{name}', or ImportError",
        help=f"make it from {made_from}" if is_pattern else "build it in place: pip install -e .",
    )
