"""Tests lie in a folder that pytest does not enter.

## Why

pytest skips folders by name, at any depth: `norecursedirs`, by default `*.egg`, `.*`, `_darcs`, `build`, `CVS`, `dist`,
`node_modules`, `venv`, `{arch}`. tests/build is one of them, as is tests/examples where `norecursedirs = examples` was
meant for another folder.
The tests in it never run, and no word is said.

See https://docs.pytest.org/en/stable/reference/reference.html#confval-norecursedirs.

## Instead

Rename the folder, or set `norecursedirs` without the name. A single folder is left out with `--ignore=PATH`.

## Fix safety

The tests that start to run may fail, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import IniValues, PytestConfig
from doctor.model.environment import Modules, Tree
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import AddItem, Fix, SetKey
from doctor.model.places import Place
from doctor.model.sources import SourceFile, Sources
from doctor.rules.config._hidden import DEFAULTS, below, is_artifact, is_data, matching, norecursedirs, test_files
from doctor.rules.cures import home
from doctor.rules.naming import fits, folder_of, patterns
from doctor.rules.phrases import listing, plural
from doctor.rules.registry import rule

NAMES = ("build", "dist", "venv")  # default patterns that folders of tests are called by accident


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig, ini: IniValues, tree: Tree, modules: Modules, sources: Sources) -> Iterator[Problem]:
    if any(asks_for_it(file) for file in sources if file.role != "test"):
        return
    globs = norecursedirs(ini)
    lost: dict[tuple[str, str], list[str]] = {}
    for path in test_files(ini, tree):
        for folder in below(path, config) or ():
            if glob := matching(folder, globs):
                lost.setdefault((folder, glob), []).append(path)
                break
    accidents = {key: files for key, files in lost.items() if is_accident(*key, tree)}
    held = {key: [path for path in files if may_hold_tests(path, ini, modules)] for key, files in accidents.items()}
    found = {key: files for key, files in held.items() if files}
    for (folder, glob), files in found.items():
        cure = fix(config, globs, list(dict.fromkeys(each for _, each in found)))
        yield problem(folder, glob, files, ini).replace(fix=cure)


def asks_for_it(file: SourceFile) -> bool:
    """May the file change the value: `config.getini("norecursedirs").remove("build")`?"""
    asked = (call.expr.argument(0, "name") for call in file.calls if call.name.endswith(("getini", "addinivalue_line")))
    return any(name is not None and name.text == "norecursedirs" for name in asked)


def may_hold_tests(path: str, ini: IniValues, modules: Modules) -> bool:
    """Does the file define anything that is called like a test, or a class of tests? It is not among the sources."""
    functions = patterns(ini, "python_functions")
    found = modules.find(path.rpartition("/")[2].removesuffix(".py"), path)
    names = modules.names(found) if found and found.file == path else None
    return names is None or any(fits(name, functions) or "Test" in name for name in names)


def is_accident(folder: str, glob: str, tree: Tree) -> bool:
    """Are the tests left out by chance? A folder that the project names itself is left out on purpose, unless there is
    another one of that name nearer to the top. What a build has copied is the folder that is meant."""
    if glob in DEFAULTS:
        return glob in NAMES and not is_artifact(folder, tree) and not is_data(folder)
    name = folder.rpartition("/")[2]
    others = [each for each in tree.folders if each.rpartition("/")[2] == name and each != folder]
    above = folder_of(folder).split("/")
    is_test = any(part.startswith("test") for part in above) and not any(part in NAMES for part in above)
    return is_test and any(each.count("/") < folder.count("/") and each == glob for each in others)


def fix(config: PytestConfig, globs: tuple[str, ...], names: list[str]) -> Fix | None:
    """The same for all findings: one value cannot be changed twice. A folder of that name at the top stays out."""
    left = tuple(glob for glob in globs if glob not in names)
    where = home(config)
    if where is None or config.rootdir != "." or not left:
        return None
    own = [AddItem(*where, "addopts", f"--ignore={name}") for name in names if name not in DEFAULTS]
    title = f"set norecursedirs without {listing(names)}"
    if own:
        title += ", and write " + " ".join(each.item for each in own) + " into addopts for what lies at the top"
    return Fix(title, (SetKey(*where, "norecursedirs", left), *own))


def problem(folder: str, glob: str, files: list[str], ini: IniValues) -> Problem:
    key = ini.get("norecursedirs")
    place = key.place if key and key.origin != "default" else None
    run = "runs" if len(files) == 1 else "run"
    told = "norecursedirs" if place else "the default of norecursedirs"
    return Problem(
        place=Place(files[0], 1, 1),
        message=f"{plural(len(files), 'test file')} in {folder} never {run}: {told} holds '{glob}'",
        label="never collected",
        related=(
            *([Related(place, "norecursedirs is set here")] if place else []),
            *(Related(Place(path, 1, 1), "nor is this") for path in files[1:]),
        ),
        consequence="pytest passes the folder over without a word",
        help=f"rename {folder}, or set norecursedirs without '{glob}'",
        severity=Severity.ERROR if glob in DEFAULTS else Severity.WARNING,
    )
