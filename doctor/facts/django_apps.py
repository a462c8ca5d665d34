"""The fact `django_apps`: what INSTALLED_APPS of the settings is certain to hold, where pytest-django is loaded."""

from __future__ import annotations

from pathlib import Path

from doctor.model.config import CommandLine, IniValues
from doctor.model.django import InstalledApp, choices, is_loaded
from doctor.model.environment import Modules, Variables
from doctor.model.invocation import Invocation
from doctor.model.plugins import Plugins


def django_apps(
    invocation: Invocation,
    ini: IniValues,
    command_line: CommandLine,
    variables: Variables,
    plugins: Plugins,
    modules: Modules,
) -> tuple[InstalledApp, ...]:
    if not is_loaded(plugins):
        return ()
    is_of_class = variables.set("DJANGO_CONFIGURATION") or command_line.last("--dc") or ini["DJANGO_CONFIGURATION"]
    chosen = choices(ini, command_line, variables)[:1]
    if not chosen or is_of_class:
        return ()
    from doctor.facts.settings_modules import KEY, lists_of  # with Python's parser, which the warm path does without

    return lists_of(chosen[0].module, Path(invocation.project), modules, 0).get(KEY, ())
