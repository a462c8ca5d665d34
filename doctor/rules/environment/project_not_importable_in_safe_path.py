"""PYTHONSAFEPATH keeps the working directory off sys.path, and the tests import from there.

## Why

`python -m pytest` puts the working directory on sys.path, which is how the tests of many projects find the code beside
them. With PYTHONSAFEPATH, `-P` or `-I` Python leaves it out, and the same call ends with `No module named …`.

See https://docs.python.org/3/using/cmdline.html#envvar-PYTHONSAFEPATH,
https://docs.pytest.org/en/stable/explanation/pythonpath.html and https://github.com/pytest-dev/pytest/issues/12546.

## Instead

Say where the code is: `pythonpath = .` in pytest's configuration, or install the project.

## Fix safety

`pythonpath` comes first on sys.path, so what lies there may hide an installed module: it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.config import PytestConfig
from doctor.model.environment import Declared, Modules, Variables
from doctor.model.findings import Problem, Severity
from doctor.model.places import ENVIRONMENT, Place
from doctor.model.sources import Sources
from doctor.rules.cures import item_added
from doctor.rules.phrases import uses
from doctor.rules.registry import rule

NAME = "PYTHONSAFEPATH"


@rule(severity=Severity.ERROR, since="0.1")
def check(
    variables: Variables, calls: Calls, declared: Declared, sources: Sources, modules: Modules, config: PytestConfig
) -> Iterator[Problem]:
    places = [Place(ENVIRONMENT)] if variables.set(NAME) else []
    if declared.name is None:  # else a step may install it
        places += dict.fromkeys(each.place for call in calls.calls for each in call.settings if each.name == NAME)
    imports = imported(sources, modules) if places else {}
    for place in places if imports else ():
        yield problem(place, imports, config)


def imported(sources: Sources, modules: Modules) -> dict[str, Place]:
    """What only the working directory has, and where it is imported first."""
    found: dict[str, Place] = {}
    for file in (*sources.conftests, *sources.collected):
        for each in file.imports:
            if each.guarded or each.level or not each.module or each.module in found:
                continue
            module = modules.find(each.module, file.path)
            if module and module.origin == "cwd" and modules.certain(each.module.partition(".")[0], file.path):
                found[each.module] = each.place
    return found


def problem(place: Place, imports: dict[str, Place], config: PytestConfig) -> Problem:
    name = next(iter(imports)).partition(".")[0]
    return Problem(
        place=place,
        message=f"{NAME} keeps the working directory off sys.path, where '{name}' is",
        label="off sys.path",
        related=uses([*imports.values()], "imported here"),
        consequence=f"also `python -m pytest` ends with ModuleNotFoundError: No module named '{name}'",
        help="set pythonpath = . in pytest's configuration, or install the project",
        severity=Severity.WARNING if place.is_file else None,
        fix=item_added(config, "pythonpath", ".") if config.rootdir in (".", "") else None,
    )
