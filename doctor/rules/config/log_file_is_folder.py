"""`log_file` names a folder.

## Why

pytest opens the file that `log_file` or `--log-file` names before the first test, and makes the folder that it lies in.
Where the name is that of a folder, the run ends with an internal error.

See https://docs.pytest.org/en/stable/reference/reference.html#confval-log_file.

## Instead

Name a file in it: `log_file = logs/pytest.log`.

## Fix safety

The file's name is made up: it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.environment import Tree
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.places import Place
from doctor.rules.cures import key_set, value_replaced
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(ini: IniValues, command_line: CommandLine, config: PytestConfig, tree: Tree) -> Iterator[Problem]:
    option, value = command_line.last("--log-file"), ini.get("log_file")
    if config.blocked("logging"):
        return
    if option and option.value and is_folder(option.value, tree):
        name = file_in(option.value)
        yield problem(option.value, option.place, value_replaced(option, name, config))
    elif not option and value and value.place and isinstance(value.value, str) and is_folder(value.value, tree):
        name = file_in(value.value)
        fix = key_set(config, "log_file", name) if config.setting("log_file") else None
        yield problem(value.value, value.setting.value_place if value.setting else value.place, fix)


def is_folder(path: str, tree: Tree) -> bool:
    return bool(path) and tree.is_folder(path.removeprefix("./"))


def file_in(folder: str) -> str:
    return f"{folder.rstrip('/')}/pytest.log"


def problem(path: str, place: Place, fix: Fix | None) -> Problem:
    return Problem(
        place=place,
        message=f"log_file is '{path}', which is a folder",
        label="a folder",
        consequence=f"pytest stops: INTERNALERROR: IsADirectoryError: Is a directory: '{path}'",
        help=f"write {file_in(path)}",
        fix=fix,
    )
