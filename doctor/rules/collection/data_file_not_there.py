"""A test reads a file beside it that is not there.

## Why

`(Path(__file__).parent / "data" / "orders.csv").read_text()` ends in FileNotFoundError where the file never came into
the repository: a line such as `*.csv` or `data/` of .gitignore keeps it back, and whoever wrote the test has it
(https://github.com/openvax/pepdata/issues/47). Or it was moved, and the test was not told.

Nothing is said of files that write, copy, download or look for something, nor where a submodule, git-lfs or DVC may
bring the data, nor in an unpacked sdist.

## Instead

Add the file (`git add -f`, or a line `!tests/data/*.csv` in .gitignore), or mend the path.

## Fix safety

There is no fix.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from doctor.model.environment import Tree
from doctor.model.findings import Problem, Severity
from doctor.model.slips import Slip
from doctor.model.sources import SourceFile, Sources
from doctor.rules.excused import excused_tests
from doctor.rules.naming import folder_of
from doctor.rules.registry import rule

MADE = frozenset({"build", "dist", "generated", "output", "out", "tmp", "temp", "results", "htmlcov", "_build"})
BRINGING = (".gitmodules", ".dvc", ".gitattributes", "PKG-INFO")  # in an unpacked sdist it is left out on purpose
MAKING = re.compile(
    r"(?i)write|download|retriev|fetch|extract|zip|mkdir|copy|link|touch|subprocess|popen|system|dump|save|chdir|patch"
    r"|generat|(?:creat|mak|build|prepar|ensur|render)\w*?_\w*?(?:data|file|sample|asset|input|fixture|resource)"
)


@rule(severity=Severity.WARNING, since="0.1")
def check(test_file: SourceFile, tree: Tree, sources: Sources) -> Iterator[Problem]:
    found = [slip for slip in test_file.flows.slips if slip.how == "data read"]
    if not found or not test_file.collected or any(name in tree.folders.get("", ()) for name in BRINGING):
        return
    if any(makes(file) for file in sources.reaching_others):
        return
    tests = {test.function for test in test_file.tests} - excused_tests(test_file)
    for slip in found:
        path = posixpath.normpath(posixpath.join(folder_of(test_file.path), slip.name))
        is_run = slip.within in tests or (slip.text == "import" and bool(tests))
        if is_run and is_absent(path, tree):
            yield problem(slip, path)


def is_absent(path: str, tree: Tree) -> bool:
    """Is nothing of this name there, in a folder that was looked into, or that is not there either?"""
    parts = path.split("/")
    if parts[0] == ".." or MADE.intersection(parts) or any(part.startswith(".") for part in parts):
        return False
    for end in range(len(parts)):
        folder = "/".join(parts[:end])
        if folder not in tree.folders or folder in tree.pruned:
            return False
        if parts[end] not in tree.folders[folder]:
            return f"{parts[end]}.dvc" not in tree.folders[folder]
    return False


def makes(file: SourceFile) -> bool:
    """May a conftest or plugin make files?"""
    return any(MAKING.search(call.name) for call in file.calls)


def problem(slip: Slip, path: str) -> Problem:
    who = f"'{slip.within}' fails" if slip.within else "the file is not collected"
    return Problem(
        place=slip.place,
        message=f"'{path}' is read here, and is not there",
        label="no such file",
        consequence=f"{who}: FileNotFoundError",
        help="add the file, perhaps with `git add -f` past .gitignore, or mend the path",
    )
