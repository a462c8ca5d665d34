"""Two test files would be imported under one module name, so pytest cannot collect the second.

## Why

With `--import-mode=prepend` (the default) or `append`, the name of a test module is its path below the first folder
without an `__init__.py`. In folders without one, `tests/api/test_models.py` and `tests/db/test_models.py` are both
`test_models`: the second import finds the first file, and pytest stops.

## Instead

Give the files unique basenames, or put an `__init__.py` into their folders (and those above, so that the names
differ), or use `--import-mode=importlib`.

## Fix safety

There is no fix: each of the three cures changes how other modules are imported.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.environment import Tree, Variables
from doctor.model.findings import Problem, Related, Severity
from doctor.model.places import Place
from doctor.model.sources import SourceFile, Sources
from doctor.rules.naming import folder_of
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(
    config: PytestConfig,
    ini: IniValues,
    command_line: CommandLine,
    sources: Sources,
    tree: Tree,
    variables: Variables,
) -> Iterator[Problem]:
    mode = command_line.last("--import-mode")
    if (mode and mode.value == "importlib") or ini["consider_namespace_packages"]:
        return
    if variables.get("PY_IGNORE_IMPORTMISMATCH") == "1":
        return
    first: dict[str, SourceFile] = {}
    for file in sorted(sources.collected, key=lambda each: collection_key(each.path, config.version)):
        name = module_name(file.path, tree)
        if name and file.fault is None:
            before = first.setdefault(name, file)
            if before is not file:
                yield problem(before.path, file.path, name, tree)


def module_name(path: str, tree: Tree) -> str:
    """The name that a file is imported under: its path below the first folder without `__init__.py`."""
    folder, _, stem = path.removesuffix(".py").rpartition("/")
    parts = [] if stem == "__init__" else [stem]
    while folder and "__init__.py" in tree.folders.get(folder, ()):
        folder, _, name = folder.rpartition("/")
        parts.insert(0, name)
    return "" if path.startswith("../") else ".".join(parts)


def collection_key(path: str, version: tuple[int, ...]) -> list[tuple[int, str]]:
    """Sorts files as pytest comes to them: by name; up to 7.4 the files of a folder before its subfolders."""
    parts = path.split("/")
    kind = 1 if version < (8,) else 0
    return [*[(kind, part) for part in parts[:-1]], (0, parts[-1])]


def problem(first: str, second: str, name: str, tree: Tree) -> Problem:
    folders = [folder for folder in dict.fromkeys((folder_of(first), folder_of(second))) if folder]
    bare = [folder for folder in folders if "__init__.py" not in tree.folders.get(folder, ())]
    return Problem(
        place=Place(second, 1, 1),
        message=f"'{first}' and '{second}' have the same basename and would both be module '{name}'",
        label="cannot be imported",
        related=(Related(Place(first, 1, 1), f"imported first as '{name}'"),),
        consequence=f"collection stops: import file mismatch: imported module '{name}' has this __file__ attribute: "
        f"…/{first} … which is not the same as the test file we want to collect: …/{second}",
        help="rename one of them"
        + (f", or add __init__.py to {' and '.join(bare)} and the folders above" if bare else "")
        + ", or use --import-mode=importlib",
    )
