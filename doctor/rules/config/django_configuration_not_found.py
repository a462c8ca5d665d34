"""A class of django-configurations is named, and django-configurations is not there.

## Why

pytest-django imports `configurations` as soon as `DJANGO_CONFIGURATION` is set, by the variable, the key of that name
or `--dc`: without the distribution it stops with an ImportError before any test.

See https://pytest-django.readthedocs.io/en/latest/configuring_django.html#using-django-configurations.

## Instead

Install django-configurations, or take `DJANGO_CONFIGURATION` away.

## Fix safety

Environments are changed by their owners: there is no fix.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues
from doctor.model.django import is_loaded
from doctor.model.environment import Declared, Modules, Variables
from doctor.model.findings import Problem, Severity
from doctor.model.places import ENVIRONMENT, Place
from doctor.model.plugins import Plugins
from doctor.rules.phrases import install
from doctor.rules.registry import rule

NAME = "DJANGO_CONFIGURATION"


@rule(severity=Severity.ERROR, since="0.1")
def check(
    plugins: Plugins,
    ini: IniValues,
    command_line: CommandLine,
    variables: Variables,
    modules: Modules,
    declared: Declared,
) -> Iterator[Problem]:
    if not is_loaded(plugins):
        return
    option, key = command_line.last("--dc"), ini.get(NAME)
    if option and option.value:
        place, how = option.place, f"'{option.text()}'"
    elif variables.get(NAME):
        place, how = Place(ENVIRONMENT), f"{NAME}={variables.get(NAME)}"
    elif key and key.value and key.place and key.origin != "default":
        place, how = key.place, f"{NAME} = {key.value}"
    else:
        return
    if modules.find("configurations") is None and modules.certain("configurations"):
        yield Problem(
            place=place,
            message=f"{how} asks for django-configurations, which is not installed",
            label="needs django-configurations",
            consequence="pytest stops: ModuleNotFoundError: No module named 'configurations'",
            help=f"{install('django-configurations', declared)}, or take {NAME} away",
        )
