"""Which Django settings pytest-django takes, and what they say."""

from __future__ import annotations

from doctor.model.config import CommandLine, IniValues
from doctor.model.environment import Variables
from doctor.model.places import ENVIRONMENT, Place, Word
from doctor.model.plugins import Plugins
from doctor.model.record import Record

NAME = "DJANGO_SETTINGS_MODULE"


class Settings(Record):
    module: str
    place: Place
    source: str  # "--ds", "environment" or "configuration"


class InstalledApp(Record):
    """An item of INSTALLED_APPS, or of another list, as it is written in the settings. `item` covers it with the comma
    behind it, or its whole line. `parts` are its strings, where a comma is missing between them; () for a single one.
    """

    word: Word
    item: Place
    parts: tuple[Word, ...] = ()


class DjangoSettings(Record):
    """What the settings that pytest-django takes are certain to name: INSTALLED_APPS, MIDDLEWARE and ROOT_URLCONF."""

    apps: tuple[InstalledApp, ...] = ()
    middleware: tuple[InstalledApp, ...] = ()
    urlconf: tuple[InstalledApp, ...] = ()


def is_loaded(plugins: Plugins) -> bool:
    plugin = plugins.of_distribution("pytest-django")
    return bool(plugin and plugin.active)


def choices(ini: IniValues, command_line: CommandLine, variables: Variables) -> list[Settings]:
    """All that are given, the one that counts first: `--ds`, else the environment, else the configuration."""
    found = []
    option, key, variable = command_line.last("--ds"), ini.get(NAME), variables.get(NAME)
    if option and option.value:
        found.append(Settings(option.value, option.place, "--ds"))
    if variable is not None:
        found.append(Settings(variable, Place(ENVIRONMENT), "environment"))
    if key and key.origin != "default" and key.value and key.place:
        place = key.setting.value_place if key.setting else key.place
        found.append(Settings(str(key.value), place, "configuration"))
    return found


def is_model(name: str) -> bool:
    """Is it a model by the name of its module? Other libraries have managers, too."""
    parts = name.split(".")
    return name.startswith("django.contrib.") or any(part.endswith("models") for part in parts[:-1])
