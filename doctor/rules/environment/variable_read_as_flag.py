"""A variable of pytest's is set to a word that means "no", and counts as "yes".

## Why

pytest asks of `PYTEST_DISABLE_PLUGIN_AUTOLOAD` only whether it is set and not empty: `0` and `false` switch the plugins
off as `1` does. `PYTEST_XDIST_AUTO_NUM_WORKERS` has to be a number, or pytest-xdist ignores it with a warning.

See https://docs.pytest.org/en/stable/reference/reference.html#environment-variables.

## Instead

Unset the variable, or set it to nothing.

## Fix safety

No fix is offered: the variable is set outside of the project.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Variables
from doctor.model.findings import Problem, Severity
from doctor.model.places import ENVIRONMENT, Place
from doctor.model.plugins import Plugins
from doctor.rules.plugins._autoload import NO, VARIABLE
from doctor.rules.registry import rule
from doctor.rules.workers import is_loaded

NUMBER = "PYTEST_XDIST_AUTO_NUM_WORKERS"


@rule(severity=Severity.WARNING, since="0.1")
def check(variables: Variables, plugins: Plugins) -> Iterator[Problem]:
    text = variables.get(VARIABLE) or ""
    if text.lower() in NO:
        kept = list(dict.fromkeys(each.distribution for each in plugins if not each.active and each.distribution))
        yield Problem(
            place=Place(ENVIRONMENT),
            message=f"{VARIABLE} is '{text}', which switches plugin autoloading off all the same",
            consequence="pytest loads no installed plugin" + (f": {', '.join(kept[:5])} are left out" if kept else ""),
            help=f"unset {VARIABLE} (`unset {VARIABLE}`), or set it to nothing",
        )
    workers = variables.get(NUMBER) or ""
    if workers and not workers.isdigit() and is_loaded(plugins):
        yield Problem(
            place=Place(ENVIRONMENT),
            message=f"{NUMBER} is '{workers}', which is no number",
            consequence="pytest-xdist ignores it with a warning, and -n auto counts the CPUs",
            help=f"set {NUMBER} to a number",
        )
