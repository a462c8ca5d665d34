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
from doctor.rules.plugins._imports import Reached, is_installed, placed, reached
from doctor.rules.registry import rule

PATTERN = re.compile(r"/[^/]*\.py[-.]")  # `secrets.py-dist`, `settings.py.example`: to be copied


@rule(severity=Severity.ERROR, since="0.1")
def check(sources: Sources, modules: Modules, config: PytestConfig) -> Iterator[Problem]:
    lost: dict[str, dict[str, tuple[Reached, str]]] = {}  # package → module → who imports it, and what makes it
    for each in reached(sources, modules, config):
        name = "" if each.perhaps else absent(each, modules)
        made_from = modules.unbuilt_from(name, each.file) if name and not is_installed(name, modules) else ""
        if made_from and (exact := placed(each, modules, name[len(each.module) + 1 :])):
            lost.setdefault(name.partition(".")[0], {}).setdefault(name, (exact, made_from))
    for found in lost.values():
        yield problem(found)


def absent(each: Reached, modules: Modules) -> str:
    """The first module within a package that the import asks for, and that is not there."""
    for name in (each.module, *(f"{each.module}.{name}" for name in each.names if name != "*")):
        outer = modules.find(name.rpartition(".")[0], each.file) if "." in name else None
        is_within = outer is not None and outer.origin == "project" and bool(outer.file)
        if (
            is_within
            and modules.find(name, each.file) is None
            and not (name != each.module and may_have(name, each, modules))
        ):
            return name
    return ""


def may_have(name: str, each: Reached, modules: Modules) -> bool:
    """May what the import names be no module, but something that the package gives this name? An import of its own is
    no sign of that."""
    found, last = modules.find(each.module, each.file), name.rpartition(".")[2]
    is_other = found is not None and found.file != each.file
    if found is None or (is_other and modules.binds(found, last)):  # far cheaper than to ask for all names
        return True
    names = modules.names(found)
    return names is None or (is_other and last in names)


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
