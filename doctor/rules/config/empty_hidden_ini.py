"""An empty .pytest.ini counts from pytest 9 on.

## Why

Up to pytest 8 a .pytest.ini without a section `[pytest]` is no configuration file. From 9.0 it is, as an empty
pytest.ini always was, and hides the options in pyproject.toml, tox.ini and setup.cfg
(https://github.com/pytest-dev/pytest/issues/13849).

## Instead

Delete the file.

## Fix safety

Deleting the file changes nothing for pytest 8; it may hold comments, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, RemoveFile
from doctor.model.places import Place
from doctor.rules.config._words import name_of, top
from doctor.rules.naming import folder_of
from doctor.rules.registry import rule


@rule(severity=Severity.NOTE, since="0.1")
def check(config: PytestConfig) -> Iterator[Problem]:
    winner = config.configfile
    if winner is None or config.version >= (9,) or not winner.settings or name_of(winner.file) == "pytest.ini":
        return
    for file in config.files:
        beside = folder_of(file.file) == folder_of(winner.file)
        if beside and name_of(file.file) == ".pytest.ini" and not file.counts and not file.error:
            yield Problem(
                place=Place(file.file, 1, 1),
                message=f"{file.file} without a section [pytest] will hide {winner.file} with pytest 9",
                label="no configuration file before 9.0",
                related=(Related(top(winner), f"read by pytest {config.pytest_version}"),),
                help="or move the options into it",
                fix=Fix(f"delete {file.file}", (RemoveFile(file.file),)) if not file.sections else None,
            )
