"""What switches autoload off."""

from __future__ import annotations

from doctor.model.config import CommandLine, GivenOption
from doctor.model.environment import Variables
from doctor.model.places import ENVIRONMENT, Place

VARIABLE = "PYTEST_DISABLE_PLUGIN_AUTOLOAD"
NO = ("0", "false", "no", "off", "n", "f")
OPTION = "--disable-plugin-autoload"


def given(command_line: CommandLine) -> GivenOption | None:
    """The option that switches it off (pytest 8.4 and later)."""
    option = command_line.last(OPTION)
    return option if option and option.known else None


def is_off(command_line: CommandLine, variables: Variables) -> bool:
    return variables.set(VARIABLE) or given(command_line) is not None


def switch(command_line: CommandLine) -> str:
    """What to name: the option where it is given, else the variable."""
    return OPTION if given(command_line) else VARIABLE


def place_of_switch(command_line: CommandLine) -> Place:
    option = given(command_line)
    return option.place if option else Place(ENVIRONMENT)
