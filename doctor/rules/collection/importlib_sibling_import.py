"""`--import-mode=importlib` is on, and tests import a helper from their own folder by its bare name.

## Why

The other import modes put the folder of a test file on `sys.path`, so `import factories` finds the `factories.py`
beside it. The importlib mode leaves `sys.path` alone: the helper is not found, and the file is not collected.

See https://docs.pytest.org/en/stable/explanation/pythonpath.html#import-modes.

## Instead

Name the folder in `pythonpath`, or import the helper by the name of its package, or go back to the default mode.

## Fix safety

A folder on `sys.path` may hide other modules of the same names, so it is not put there unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, PytestConfig
from doctor.model.environment import Modules, Tree
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import AddItem, Fix
from doctor.model.places import Place
from doctor.model.sources import Import, SourceFile, Sources
from doctor.rules.cures import home
from doctor.rules.naming import folder_of, is_within
from doctor.rules.phrases import listing, uses
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(
    config: PytestConfig, command_line: CommandLine, sources: Sources, modules: Modules, tree: Tree
) -> Iterator[Problem]:
    mode = command_line.last("--import-mode")
    if mode is None or mode.value != "importlib":
        return
    lost: dict[tuple[str, str], list[Place]] = {}
    for file in sources:
        below = file.role == "conftest" and any(
            is_within(each.path, folder_of(file.path)) for each in sources.collected
        )
        if file.collected or below:
            for each in file.imports:
                folder = sibling_folder(each, file, modules, tree)
                if folder:
                    lost.setdefault((each.module.partition(".")[0], folder), []).append(each.place)
    if lost:
        names = list(dict.fromkeys(name for name, _ in lost))
        folders = " ".join(dict.fromkeys(folder for _, folder in lost))
        where = home(config)
        places = [place for found in lost.values() for place in found]
        yield Problem(
            place=mode.place,
            message=f"'{mode.text()}' keeps the tests' folders off sys.path, and tests import "
            f"{listing(names)} from there by bare name",
            label="sys.path is left alone",
            related=uses(places, "imported here"),
            consequence=f"collection stops: ModuleNotFoundError: No module named '{names[0]}'",
            fix=Fix(
                f"add {folders} to pythonpath",
                tuple(AddItem(*where, "pythonpath", folder) for folder in folders.split(" ")),
            )
            if where
            else None,
            help=f"set 'pythonpath = {folders}', or take '{mode.text()}' out",
        )


def sibling_folder(each: Import, file: SourceFile, modules: Modules, tree: Tree) -> str:
    """The folder in which a bare import would be found by the other import modes, "" if it is not such an import."""
    top = each.module.partition(".")[0]
    if each.guarded or each.level or not top or modules.find(top, file.path) or not modules.certain(top, file.path):
        return ""
    is_known = any(modules.known(top, distribution) for distribution in modules.distributions_for(top))
    for folder in put_on_path(file, tree):
        inner = f"{folder}/{top}"
        if is_known and "__init__.py" not in tree.folders.get(inner, ()):
            inner = ""  # a folder of tests for a library, called like it
        if f"{top}.py" in tree.folders.get(folder, ()) or (inner and tree.is_folder(inner)):
            return folder
    return ""


def put_on_path(file: SourceFile, tree: Tree) -> Iterator[str]:
    """The folders that the other modes put on sys.path for a file, and for conftests and tests above it: the first that
    is no package, from each of these on."""
    folder, is_asked = folder_of(file.path), True
    while folder:
        names = tree.folders.get(folder, ())
        is_asked = is_asked or any(name == "conftest.py" or name.startswith("test_") for name in names)
        if is_asked and "__init__.py" not in names:
            yield folder
            is_asked = False
        folder = folder_of(folder)
