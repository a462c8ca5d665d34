"""pytest 9.1 loses a conftest's fixtures when the arguments leave its folder for a file above and come back.

## Why

In 9.1.0 and 9.1.1 a file argument makes pytest collect its folder anew; a subfolder that was already collected gets a
new node, and the fixtures of its conftest stay with the old one. Files of the subfolder that come later do not see
them: a fixture that is asked for is "not found", an autouse fixture is silently not applied
(https://github.com/pytest-dev/pytest/issues/14964).

## Instead

Name the files of a folder one after another, or name the folder, or use pytest 9.0 or 9.2.

## Fix safety

There is no fix: the order of arguments is the caller's.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import Argument, CommandLine, PytestConfig
from doctor.model.findings import Problem, Related, Severity
from doctor.model.sources import SourceFile, Sources
from doctor.rules.naming import folder_of, is_within
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig, command_line: CommandLine, sources: Sources) -> Iterator[Problem]:
    if config.version[:2] != (9, 1) or len(command_line.positionals) < 3:
        return
    for conftest in sources.conftests:
        if conftest.fixtures and folder_of(conftest.path):
            found = interruption(folder_of(conftest.path), command_line.positionals)
            if found:
                yield problem(conftest, *found)


def interruption(folder: str, arguments: tuple[Argument, ...]) -> tuple[Argument, Argument] | None:
    """The file above the folder that comes between two arguments within it, and the second of these."""
    entered, between = False, None
    for argument in arguments:
        path = argument.text.partition("::")[0].removeprefix("./").rstrip("/")
        if is_within(path, folder):
            if between:
                return between, argument
            entered = True
        elif entered and path.endswith(".py") and "::" not in argument.text and is_within(folder, folder_of(path)):
            between = argument
    return None


def problem(conftest: SourceFile, between: Argument, after: Argument) -> Problem:
    autouse = [fixture for fixture in conftest.fixtures if fixture.autouse]
    fixture = (autouse or conftest.fixtures)[0]
    return Problem(
        place=between.place,
        message=f"after '{between.text}', pytest 9.1 does not see the fixtures of {conftest.path} in '{after.text}'",
        label="comes between files of one folder",
        related=(
            Related(fixture.place, f"fixture '{fixture.name}' is lost"),
            Related(after.place, "runs without it"),
        ),
        consequence=f"autouse fixture '{fixture.name}' is silently not applied"
        if autouse
        else f"error at setup: fixture '{fixture.name}' not found",
        help=f"name '{between.text}' before or after all files of {folder_of(conftest.path)}, or use pytest 9.2",
    )
