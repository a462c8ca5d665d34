"""How configuration files, sections and keys are called."""

from __future__ import annotations

from doctor.model.config import CommandLine, ConfigFile, IniValues, PytestConfig, Section
from doctor.model.places import Place

NATIVE = ("pytest.toml", ".pytest.toml")


def right_section(file: str, version: tuple[int, ...]) -> str:
    """The section that pytest reads in a file of this name, with its brackets; "" when it does not read the file."""
    name = file.rpartition("/")[2]
    if name in NATIVE:
        return "[pytest]" if version >= (9,) else ""
    if name.endswith(".cfg"):
        return "[tool:pytest]"
    return "[tool.pytest.ini_options]" if name.endswith(".toml") else "[pytest]"


def top(file: ConfigFile) -> Place:
    """Where the section that is read begins, else the first line."""
    return file.section.place if file.section else Place(file.file, 1, 1)


def titled(section: Section) -> str:
    return f"[{section.name}]" if section.name else "keys outside any table"


def name_of(path: str) -> str:
    return path.rpartition("/")[2]


def strict_config(config: PytestConfig, ini: IniValues, command_line: CommandLine) -> str:
    """What makes unknown keys an error, "" if nothing does."""
    if config.version >= (9,):
        found = ini.strict("strict_config")
        return found.name if found else ""
    return "--strict-config" if command_line.last("--strict-config") else ""
