"""`-c` names a file in a subfolder, and moves rootdir there.

## Why

rootdir is the folder of the file that `-c` names. With `-c conf/pytest.ini` node ids begin with `..`, the cache lies in
conf/, `testpaths` does not count because pytest is not called from rootdir, and the conftest.py of the project is above
the folder and is not loaded, `--rootdir=.` or not (https://github.com/pytest-dev/pytest/issues/11186).

## Instead

Add `--rootdir=.` and `--confcutdir=.`, or keep the file in the project's own folder, and name the test folders on the
command line.

## Fix safety

There is none: both may be meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, ConfigFile, PytestConfig
from doctor.model.environment import Tree
from doctor.model.findings import Problem, Related, Severity
from doctor.model.places import Place
from doctor.model.sources import Fixtures, SourceFile, Sources
from doctor.rules.cut_off import asked_of, is_cut_by_file, moving_folder
from doctor.rules.registry import rule


@rule(severity=Severity.NOTE, since="0.1")
def check(
    config: PytestConfig, command_line: CommandLine, tree: Tree, sources: Sources, fixtures: Fixtures
) -> Iterator[Problem]:
    option, file = command_line.last("-c", "--config-file"), config.configfile
    folder = moving_folder(config, command_line)
    if option is None or file is None or not folder:
        return
    lost = losses(config, command_line, file, tree, sources)
    conftest = sources.get("conftest.py") if is_cut_by_file(config, command_line) else None
    asked = asked_of([conftest], sources, fixtures) if conftest else []
    if lost or not command_line.last("--rootdir"):
        yield Problem(
            place=option.place,
            message=f"'{option.text()}' {moved(config, folder)}{''.join('; ' + words for words, _ in lost)}",
            label="moves rootdir" if config.rootdir == folder else "cuts conftest files off",
            related=tuple(Related(place, "has no effect") for _, place in lost),
            consequence=f"tests end in an error: fixture '{asked[0]}' not found" if asked else "",
            help="keep the file in the project's own folder"
            + ("" if command_line.last("--rootdir") else ", or add --rootdir=. and name the test folders")
            + ("; --confcutdir=. brings the conftest.py back" if any("conftest" in words for words, _ in lost) else ""),
            severity=Severity.ERROR if asked else Severity.WARNING if lost else Severity.NOTE,
        )


def moved(config: PytestConfig, folder: str) -> str:
    return f"makes {folder} the rootdir" if config.rootdir == folder else f"takes a file in {folder}"


def losses(
    config: PytestConfig, command_line: CommandLine, file: ConfigFile, tree: Tree, sources: Sources
) -> list[tuple[str, Place]]:
    """What has no effect any more."""
    found = []
    testpaths = file.get("testpaths")
    if testpaths and config.rootdir != "." and not config.paths_given:
        found.append(("testpaths in it does not count", testpaths.place))
    conftest = sources.get("conftest.py")
    is_missed = conftest is None or does_something(conftest) or needs_root(sources, tree)
    if tree.has("conftest.py") and is_missed and is_cut_by_file(config, command_line):
        found.append(("conftest.py is above it and not loaded", Place("conftest.py", 1, 1)))
    return found


def does_something(conftest: SourceFile) -> bool:
    """An empty one only puts its folder on sys.path."""
    return any((conftest.imports, conftest.functions, conftest.classes, conftest.assigned, conftest.calls))


def needs_root(sources: Sources, tree: Tree) -> bool:
    """Does a test file import what lies beside the conftest.py?"""
    names = {each.module.partition(".")[0] for file in sources.collected for each in file.imports if not each.guarded}
    return any(tree.has(f"{name}.py") or tree.is_folder(name) for name in names if name)
