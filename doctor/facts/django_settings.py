"""The fact `django_settings`: what the settings are certain to name, where pytest-django is loaded."""

from __future__ import annotations

from pathlib import Path

from doctor.model.config import CommandLine, IniValues
from doctor.model.django import DjangoSettings, choices, is_loaded
from doctor.model.environment import Modules, Variables
from doctor.model.invocation import Invocation
from doctor.model.plugins import Plugins


def django_settings(
    invocation: Invocation,
    ini: IniValues,
    command_line: CommandLine,
    variables: Variables,
    plugins: Plugins,
    modules: Modules,
) -> DjangoSettings:
    if not is_loaded(plugins):
        return DjangoSettings()
    is_of_class = variables.set("DJANGO_CONFIGURATION") or command_line.last("--dc") or ini["DJANGO_CONFIGURATION"]
    chosen = choices(ini, command_line, variables)[:1]
    if not chosen or is_of_class:
        return DjangoSettings()
    from doctor.facts.settings_modules import KEYS, lists_of  # with Python's parser, which the warm path does without

    lists = lists_of(chosen[0].module, Path(invocation.project), modules, 0)
    return DjangoSettings(*(lists.get(key, ()) for key in KEYS))
