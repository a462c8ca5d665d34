"""Two test files would be imported under one module name, so pytest cannot collect the second.

## Why

With `--import-mode=prepend` (the default) or `append`, the name of a test module is its path below the first folder
without an `__init__.py`. In folders without one, `tests/api/test_models.py` and `tests/db/test_models.py` are both
`test_models`: the second import finds the first file, and pytest stops.

See https://docs.pytest.org/en/stable/explanation/pythonpath.html#import-modes.

## Instead

Give the files unique basenames, or put an `__init__.py` into their folders (and those above, so that the names
differ), or use `--import-mode=importlib`.

## Fix safety

An `__init__.py` in each of the folders changes how other modules of them are imported, so it is not made unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.environment import Tree, Variables
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import CreateFile, Fix
from doctor.model.places import Place
from doctor.model.sources import SourceFile, Sources
from doctor.rules.collection._module_names import Named, applies, named_files
from doctor.rules.naming import folder_of, folders_of
from doctor.rules.phrases import plural
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
    if not applies(ini, command_line, variables):
        return
    first: dict[str, Named] = {}
    packages: dict[str, str] = {}
    pairs: dict[tuple[str, str], list[tuple[Named, Named]]] = {}
    for each in named_files(config, sources, tree):
        if each.package and packages.setdefault(each.package, each.base) != each.base:
            continue  # the packages have one name: a fault of its own
        before = first.setdefault(each.name, each)
        if before.file is not each.file and each.name:
            pairs.setdefault((before.base, each.base), []).append((before, each))
    for found in pairs.values():
        yield problem(found, tree)


def packaged(folders: list[str], tree: Tree) -> Fix | None:
    """An __init__.py in the folders of both and those above."""
    chain = [above for folder in folders for above in (folder, *folders_of(folder))]
    bare = [each for each in dict.fromkeys(chain) if "__init__.py" not in tree.folders.get(each, ())]
    if not bare:
        return None
    return Fix(f"add __init__.py to {', '.join(bare)}", tuple(CreateFile(f"{each}/__init__.py", "") for each in bare))


def needs_folder(file: SourceFile, tree: Tree) -> bool:
    """Does it import what lies beside it, which it finds only as long as its folder is no package?"""
    folder = folder_of(file.path)
    tops = {each.module.partition(".")[0] for each in file.imports if not each.level}
    return any(tree.has(f"{folder}/{top}.py") or tree.is_folder(f"{folder}/{top}") for top in tops if top)


def problem(found: list[tuple[Named, Named]], tree: Tree) -> Problem:
    before, after = found[0]
    first, second, name = before.file.path, after.file.path, after.name
    folders = [folder for folder in dict.fromkeys((folder_of(first), folder_of(second))) if folder]
    bare = [folder for folder in folders if "__init__.py" not in tree.folders.get(folder, ())]
    more = f"; so do {plural(len(found) - 1, 'more pair')} of these folders" if len(found) > 1 else ""
    others = [Related(Place(each.file.path, 1, 1), f"second '{each.name}'") for _, each in found[1:]]
    return Problem(
        place=Place(second, 1, 1),
        message=f"'{first}' and '{second}' have the same basename and would both be module '{name}'{more}",
        label="cannot be imported",
        related=(Related(Place(first, 1, 1), f"imported first as '{name}'"), *others),
        consequence=f"collection stops: import file mismatch: imported module '{name}' has this __file__ attribute: "
        f"…/{first} … which is not the same as the test file we want to collect: …/{second}",
        fix=None if any(needs_folder(each.file, tree) for pair in found for each in pair) else packaged(folders, tree),
        help="rename one of them"
        + (f", or add __init__.py to {' and '.join(bare)} and the folders above" if bare else "")
        + ", or use --import-mode=importlib",
    )
