"""The only configuration lies in the folder of the tests, and pytest is called from above without naming it.

## Why

pytest looks for its configuration from the folder of its arguments upwards, from the current folder where there are
none; it does not look below. With tests/pytest.ini alone, `pytest tests` reads it and `pytest` does not: the same tests
are run, without their markers, options and patterns.

See https://docs.pytest.org/en/stable/reference/customize.html#finding-the-rootdir and
https://github.com/LMCache/LMCache/issues/3201.

## Instead

Move the file to the folder from which pytest is called, or name the tests in the call.

## Fix safety

Its options come into force in that call, so the file is not moved unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls, PytestCall
from doctor.model.config import ConfigFile, PytestConfig
from doctor.model.environment import Tree
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, MoveFile
from doctor.rules.config._winner import is_apart
from doctor.rules.config._words import top
from doctor.rules.naming import folder_of
from doctor.rules.phrases import listing
from doctor.rules.registry import rule

KINDS = ("ci", "make", "tox", "nox", "script")


@rule(severity=Severity.WARNING, since="0.1")
def check(config: PytestConfig, calls: Calls, tree: Tree) -> Iterator[Problem]:
    if config.rootdir != "." or (config.configfile and config.configfile.settings):
        return
    below = [file for file in config.files if is_of_tests(file) and not is_apart(file, tree)]
    call = next((call for call in calls.calls if names_nothing(call)), None)
    if len(below) == 1 and call and below[0].settings:
        yield problem(below[0], call, tree)


def is_of_tests(file: ConfigFile) -> bool:
    return (
        file.counts and not file.error and folder_of(file.file).startswith("test") and "/" not in folder_of(file.file)
    )


def names_nothing(call: PytestCall) -> bool:
    """Is it certain that the call is made from the project's folder, and with options alone?"""
    return call.certain and call.kind in KINDS and all(word.text.startswith("--") for word in call.words)


def problem(file: ConfigFile, call: PytestCall, tree: Tree) -> Problem:
    names = [setting.name for setting in file.settings]
    is_ini = file.file.endswith("/pytest.ini") and not tree.has("pytest.ini")
    fix = Fix(f"move {file.file} to pytest.ini", (MoveFile(file.file, "pytest.ini"),)) if is_ini else None
    has_paths = any(name in ("testpaths", "pythonpath", "norecursedirs", "addopts") for name in names)
    return Problem(
        place=top(file),
        message=f"'{file.file}' is not read where pytest is called from above without a path",
        label="below the call",
        related=(Related(call.place, "called here"),),
        consequence=f"there pytest runs without {listing(names)}, and says nothing",
        help=f"move it to the project's folder, or call 'pytest {folder_of(file.file)}'",
        fix=None if has_paths else fix,
    )
