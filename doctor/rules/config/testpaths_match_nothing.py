"""`testpaths` names nothing that is there.

## Why

When no path of `testpaths` exists, pytest collects from the current folder instead, with everything that lies below:
examples, vendored packages, copies. It says so in a warning: where `filterwarnings` makes errors of warnings, it ends
there. When only some do not exist, these are left out without a word.

See https://docs.pytest.org/en/stable/reference/reference.html#confval-testpaths.

## Instead

Write the paths as they are, relative to rootdir.

## Fix safety

Other tests may run than before, so it is not done unasked. A path that may come to be there later goes only where
no folder is spelt like it.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValue, IniValues, PytestConfig
from doctor.model.environment import Tree
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.places import COMMAND_LINE, Place
from doctor.rules.config._folders import is_plain, is_there
from doctor.rules.cures import key_removed, key_set
from doctor.rules.filters import error_filter
from doctor.rules.phrases import listing, nearest
from doctor.rules.registry import rule

TEXT = "No files were found in testpaths; consider removing or adjusting your testpaths"
OUR_WORDS = f"PytestConfigWarning: {TEXT}"


@rule(severity=Severity.WARNING, since="0.1")
def check(config: PytestConfig, ini: IniValues, command_line: CommandLine, tree: Tree) -> Iterator[Problem]:
    key = ini.get("testpaths")
    if not key or not isinstance(key.value, (list, tuple)) or config.rootdir != "." or command_line.last("--pyargs"):
        return
    wanted = [str(item) for item in key.value]
    if any(item[:1] in "[#;" for item in wanted):
        return  # written as in TOML, or with a comment behind it
    lost = [item for item in wanted if is_plain(item) and not is_there(item, tree)]
    if wanted and not (config.paths_given or config.paths_from_testpaths):
        found = problem(key, wanted, tree, config)
        raised = config.version >= (7, 2) and error_filter(config, ini, command_line, "PytestConfigWarning", TEXT)
        stops = f"pytest stops: {OUR_WORDS} (warnings are errors)"
        yield found.replace(consequence=stops, severity=Severity.ERROR) if raised else found
    elif lost and config.paths_from_testpaths:
        yield partly(key, wanted, lost, tree, config)


def place_of(key: IniValue) -> Place:
    return key.place or Place(COMMAND_LINE)


def problem(key: IniValue, wanted: list[str], tree: Tree, config: PytestConfig) -> Problem:
    return Problem(
        place=place_of(key),
        message=f"testpaths names {listing(wanted)}, and nothing of that is there",
        label="matches nothing",
        consequence="pytest collects everything below the current folder"
        + (f"; {OUR_WORDS}" if config.version >= (7, 2) else ""),
        help=cure(wanted, tree),
        fix=fix(wanted, wanted, tree, config),
    )


def partly(key: IniValue, wanted: list[str], lost: list[str], tree: Tree, config: PytestConfig) -> Problem:
    return Problem(
        place=place_of(key),
        message=f"testpaths names {listing(lost)}, which {'is' if len(lost) == 1 else 'are'} not there",
        label="partly missing",
        consequence="left out without a word",
        help=cure(lost, tree),
        fix=fix(wanted, lost, tree, config),
        severity=Severity.NOTE,
    )


def cure(lost: list[str], tree: Tree) -> str:
    folders = with_tests(tree)
    meant = [near for item in lost if (near := meant_by(item, folders))]
    return (
        f"write testpaths = {' '.join(dict.fromkeys(meant))}" if meant else "write the paths as they are, or remove it"
    )


def fix(wanted: list[str], lost: list[str], tree: Tree, config: PytestConfig) -> Fix | None:
    """The folders that are spelt alike, else the paths go that are not there."""
    setting = config.setting("testpaths")
    if setting is None:
        return None
    folders = with_tests(tree)
    right = {item: meant_by(item, folders) or "" for item in lost}
    left = list(dict.fromkeys(path for item in wanted if (path := right.get(item, item))))
    if not left:
        return key_removed(config, ["testpaths"])
    value = tuple(left) if isinstance(setting.value, list) else " ".join(left)
    return key_set(config, "testpaths", value, f"write testpaths = {' '.join(left)}")


def with_tests(tree: Tree) -> list[str]:
    """The folders in which, or below which, files lie that sound like tests."""
    homes = {
        file.rpartition("/")[0] for file in tree.files if file.endswith(".py") and "test" in file.rpartition("/")[2]
    }
    return [folder for folder in tree.folders if folder and any(f"{home}/".startswith(f"{folder}/") for home in homes)]


def meant_by(item: str, folders: list[str]) -> str | None:
    """The folder that is spelt alike, else the only one of its name."""
    name = item.rstrip("/").rpartition("/")[2]
    alike = [folder for folder in folders if folder.count("/") == item.strip("/").count("/")]
    same = [folder for folder in folders if folder.rpartition("/")[2] == name]
    return (same[0] if len(same) == 1 else None) or (None if same else nearest(item, alike) or nearest(item, folders))
