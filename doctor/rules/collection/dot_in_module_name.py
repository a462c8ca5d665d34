"""The name of a test file has a dot in it, so it cannot be imported.

## Why

In the import modes prepend (the default) and append pytest imports a test file by its name. The dot in
`test_api_v1.2.py` parts a package from its module there: "No module named 'test_api_v1'", and the collection stops
(https://github.com/pytest-dev/pytest/issues/6422, https://github.com/pytest-dev/pytest/issues/14514).

## Instead

A name without dots: `test_api_v1_2.py`. With `--import-mode=importlib` the dot does no harm.

## Fix safety

The file is renamed, and something else may name it, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatch

from doctor.model.config import CommandLine, IniValues
from doctor.model.environment import Tree
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, MoveFile
from doctor.model.places import Place
from doctor.model.sources import Sources
from doctor.rules.naming import patterns
from doctor.rules.registry import rule

COLLECTORS = ("pytest_collect_file", "pytest_pycollect_makemodule")


@rule(severity=Severity.ERROR, since="0.1")
def check(sources: Sources, ini: IniValues, command_line: CommandLine, tree: Tree) -> Iterator[Problem]:
    mode = command_line.last("--import-mode")
    dotted = [file for file in sources.collected if "." in stem(file.path)]
    if not dotted or (mode and mode.value == "importlib") or collects_itself(sources):
        return
    for file in dotted:
        path, name = file.path, stem(file.path)
        first, renamed = name.partition(".")[0], renamed_to(path)
        fits = any(fnmatch(renamed.rpartition("/")[2], pattern) for pattern in patterns(ini, "python_files"))
        can_move = fits and tree.has(path) and not tree.has(renamed)
        yield Problem(
            place=Place(path, 1, 1),
            message=f"the dot in the name of {path} makes it the module '{name.rpartition('.')[2]}' of a package "
            f"'{name.rpartition('.')[0]}'",
            label="cannot be imported",
            consequence=f"collection stops: ModuleNotFoundError: No module named '{first}', or '{name}'",
            help=f"rename it to {renamed.rpartition('/')[2]}, or use --import-mode=importlib",
            fix=Fix(f"rename {path} to {renamed}", (MoveFile(path, renamed),)) if can_move else None,
        )


def stem(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".py")


def renamed_to(path: str) -> str:
    folder, slash, _ = path.rpartition("/")
    return f"{folder}{slash}{stem(path).replace('.', '_')}.py"


def collects_itself(sources: Sources) -> bool:
    """Does the project make the modules of its own that pytest would make?"""
    return any(each.name in COLLECTORS for file in sources.reaching_others for each in file.functions)
