"""`-c` names a file in a subfolder, and moves rootdir there.

## Why

rootdir is the folder of the file that `-c` names. With `-c conf/pytest.ini` node ids begin with `..`, the cache lies in
conf/, `testpaths` does not count because pytest is not called from rootdir, and the conftest.py of the project is above
the folder and is not loaded (https://github.com/pytest-dev/pytest/issues/11186).

## Instead

Add `--rootdir=.`, keep the file in the project's own folder, and name the test folders on the command line.

## Fix safety

There is none: both may be meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, ConfigFile, PytestConfig
from doctor.model.environment import Tree
from doctor.model.findings import Problem, Related, Severity
from doctor.model.places import Place
from doctor.rules.naming import folder_of, is_within
from doctor.rules.registry import rule


@rule(severity=Severity.NOTE, since="0.1")
def check(config: PytestConfig, command_line: CommandLine, tree: Tree) -> Iterator[Problem]:
    option, file = command_line.last("-c", "--config-file"), config.configfile
    folder = folder_of(file.file) if file else ""
    if option is None or file is None or not folder or folder.startswith("..") or config.error:
        return
    if any(is_within(start, folder) for start in config.starts):
        return  # the file beside the tests that are named
    lost = losses(config, command_line, file, folder, tree)
    if lost or not command_line.last("--rootdir"):
        yield Problem(
            place=option.place,
            message=f"'{option.text()}' {moved(config, folder)}{''.join('; ' + words for words, _ in lost)}",
            label="moves rootdir" if config.rootdir == folder else "cuts conftest files off",
            related=tuple(Related(place, "has no effect") for _, place in lost),
            help="keep the file in the project's own folder"
            + ("" if command_line.last("--rootdir") else ", or add --rootdir=. and name the test folders"),
            severity=Severity.WARNING if lost else Severity.NOTE,
        )


def moved(config: PytestConfig, folder: str) -> str:
    return f"makes {folder} the rootdir" if config.rootdir == folder else f"takes a file in {folder}"


def losses(
    config: PytestConfig, command_line: CommandLine, file: ConfigFile, folder: str, tree: Tree
) -> list[tuple[str, Place]]:
    """What has no effect any more."""
    found = []
    testpaths = file.get("testpaths")
    if testpaths and config.rootdir != "." and not config.paths_given:
        found.append(("testpaths in it does not count", testpaths.place))
    given = command_line.last("--confcutdir") or command_line.last("--noconftest")
    if tree.has("conftest.py") and not given:
        found.append(("conftest.py is above it and not loaded", Place("conftest.py", 1, 1)))
    return found
