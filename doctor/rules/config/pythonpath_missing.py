"""`pythonpath` names a folder that is not there.

## Why

pytest puts the folders of `pythonpath` on sys.path, relative to the configuration file, whether they exist or not.

See https://docs.pytest.org/en/stable/reference/reference.html#confval-pythonpath.

## Instead

Write the folder as it is: `pythonpath = src`.

## Fix safety

A folder that is spelt like it is a guess, and is not written unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig
from doctor.model.environment import Modules, Tree
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.sources import Sources
from doctor.rules.config._folders import is_there, lost_folders
from doctor.rules.cures import literal, may_edit
from doctor.rules.naming import folder_of
from doctor.rules.phrases import listing, nearest, uses
from doctor.rules.plugins._imports import Reached, at_home, homes, lost_module, reached
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(config: PytestConfig, tree: Tree, sources: Sources, modules: Modules) -> Iterator[Problem]:
    setting, lost = config.setting("pythonpath"), lost_folders(config, tree)
    if setting and lost:
        home = folder_of(config.configfile.file) if config.configfile else ""
        names = [name for name in tree.folders.get(home, ()) if tree.is_folder(f"{home}/{name}")]
        failing = [each for each in reached(sources, modules, config) if is_lost(each, modules, tree)]
        near = nearest(lost[0], names) or next((name for name in names if sorted(name) == sorted(lost[0])), None)
        near = near or (home_of(failing, tree) if home in ("", ".") else None)
        near = parted(lost[0], home, tree) or near
        whole = len(lost) == len(setting.items)
        yield Problem(
            place=setting.place,
            message=f"pythonpath names {listing(lost)}, which {'is' if len(lost) == 1 else 'are'} not there",
            label="no such folder",
            related=uses([each.place for each in failing], "this import fails"),
            consequence=f"ModuleNotFoundError: No module named '{failing[0].module}'"
            if failing
            else "nothing is importable from there, and pytest says no word",
            severity=Severity.ERROR if failing else Severity.WARNING if near or whole else Severity.NOTE,
            fix=fix(config, lost, near),
            help=f"write {near}" if near else "write the folder as it is, relative to the configuration file",
        )


def is_lost(each: Reached, modules: Modules, tree: Tree) -> bool:
    """Does the import fail, of a module that the project has elsewhere?"""
    lost = lost_module(each, modules)
    return bool(lost and "." not in lost and at_home(lost, tree, each.file))


def parted(word: str, home: str, tree: Tree) -> str | None:
    """The folders of a word that joins them as PATH does, or that counts on a shell to fill in a variable."""
    folders = [part.removeprefix("$PWD/").removeprefix("${PWD}/") for part in word.replace(";", ":").split(":") if part]
    is_other = " ".join(folders) != word and " " not in word
    return (
        " ".join(folders)
        if is_other and all(is_there(f"{home}/{each}".lstrip("/"), tree) for each in folders)
        else None
    )


def home_of(failing: list[Reached], tree: Tree) -> str | None:
    """The folder that has all that cannot be imported."""
    folders = {next(iter(homes(each.module.partition(".")[0], tree, each.file)), "") for each in failing}
    return folders.pop() or None if len(folders) == 1 else None


def fix(config: PytestConfig, lost: list[str], near: str | None) -> Fix | None:
    setting = config.setting("pythonpath")
    item = next((each for each in setting.items if each.text == lost[0]), None) if setting else None
    if item is None or not near or not may_edit(item.place):
        return None
    is_list = bool(setting and isinstance(setting.value, list))
    folders = near.split(" ")  # several for a word that joins them
    text = ", ".join(literal(each) for each in folders) if is_list else near
    return Fix(f"write '{near}' in place of '{item.text}'", (Replace(item.place, text),))
