"""`--rootdir` names a folder whose configuration is not read.

## Why

`--rootdir=DIR` says what node ids and the cache are relative to. pytest does not look for its configuration there, but
from the folder of the arguments upwards (https://github.com/pytest-dev/pytest/issues/5610).

## Instead

Name the file: `-c DIR/pytest.ini`, or call pytest with a path in DIR.

## Fix safety

There is none: the options come into force.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, PytestConfig, Source
from doctor.model.findings import Problem, Related, Severity
from doctor.rules.config._words import top
from doctor.rules.naming import folder_of
from doctor.rules.phrases import listing
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(config: PytestConfig, command_line: CommandLine) -> Iterator[Problem]:
    option = command_line.last("--rootdir")
    if option is None or option.source is Source.ADDOPTS or command_line.last("-c", "--config-file"):
        return
    if config.rootdir == "." or config.error:
        return
    winner = config.configfile
    for file in config.files:
        is_there = folder_of(file.file) == config.rootdir and file.counts and file.settings
        if is_there and file != winner and (winner is None or folder_of(winner.file) != config.rootdir):
            names = listing(setting.name for setting in file.settings)
            yield Problem(
                place=option.place,
                message=f"'{option.text()}' does not make pytest read {file.file}: {names} without effect",
                label="only what paths are relative to",
                related=(Related(top(file), "not read"),),
                consequence=f"the configuration is {winner.file if winner else 'empty'}",
                help=f"add -c {file.file}, or call 'pytest {config.rootdir}'",
            )
            return
