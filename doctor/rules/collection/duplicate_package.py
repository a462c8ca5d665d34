"""Test files lie in two packages of one name, so pytest cannot import those of the second.

## Why

With `--import-mode=prepend` (the default) or `append`, pytest puts the folder above the outermost package on `sys.path`
and imports `tests.test_mail`. Python has one package `tests` at a time: when `mail/tests` and `shop/tests` both have an
`__init__.py`, the second is looked for within the first, and is not found.

See https://docs.pytest.org/en/stable/explanation/pythonpath.html#test-modules-conftest-py-files-inside-packages.

## Instead

Take the `__init__.py` out of the test folders (their files then need unique basenames), or add one to the folders
above, so that the names differ, or use `--import-mode=importlib`, or run pytest once for each.

## Fix safety

An `__init__.py` in the folders above makes the names differ. Modules beside the packages would be imported under other
names then, so it is only offered where there are none, and not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.environment import Tree, Variables
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import CreateFile, Fix
from doctor.model.places import Place
from doctor.model.sources import Sources
from doctor.rules.collection._module_names import Named, applies, named_files
from doctor.rules.naming import folder_of
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
    taken: set[str] = set()
    lost: dict[str, list[Named]] = {}
    for each in named_files(config, sources, tree):
        if each.package and first.setdefault(each.package, each).base != each.base and not shares(each, sources):
            lost.setdefault(each.root, []).append(each)
        else:
            taken.add(each.name)
    for files in lost.values():
        found = problem(first[files[0].package], files, [each.name for each in files if each.name in taken], tree)
        yield found.replace(fix=deepened([first[files[0].package].root, files[0].root], tree))


def deepened(roots: list[str], tree: Tree) -> Fix | None:
    """An __init__.py beside each of the packages; None where other modules lie there, or it is the project's folder."""
    outer = [folder_of(root) for root in roots]
    for folder, root in zip(outer, roots, strict=True):
        names = set(tree.folders.get(folder, ())) - {root.rpartition("/")[2]}
        inner = [name for name in names if tree.has(f"{folder}/{name}/__init__.py")]
        if not folder or "/" in folder or inner or any(name.endswith(".py") for name in names):
            return None
    return Fix(
        f"add __init__.py to {' and '.join(outer)}", tuple(CreateFile(f"{folder}/__init__.py", "") for folder in outer)
    )


def shares(each: Named, sources: Sources) -> bool:
    """Does the package stretch over several folders on purpose (`__path__ = extend_path(…)`)?"""
    init = sources.get(f"{each.root}/__init__.py")
    return bool(init and init.value("__path__"))


def problem(first: Named, files: list[Named], twice: list[str], tree: Tree) -> Problem:
    second = files[0]
    conftest = f"{second.root}/conftest.py"
    meet = tree.has(conftest) and tree.has(f"{first.root}/conftest.py")
    return Problem(
        place=Place(second.file.path, 1, 1),
        message=f"'{first.root}' and '{second.root}' are both package '{first.package}' (they have an __init__.py): "
        f"{plural(len(files), 'test file')} of the second cannot be imported",
        label="cannot be imported",
        related=(
            Related(Place(first.file.path, 1, 1), f"imported first, as '{first.name}'"),
            *(Related(Place(each.file.path, 1, 1), "nor can this") for each in files[1:]),
            *((Related(Place(conftest), "nor can this"),) if meet else ()),
        ),
        consequence=f"collection stops: ImportPathMismatchError: ('{second.package}.conftest', …)"
        if meet
        else consequence(files, twice),
        help=f"remove {second.root}/__init__.py and {first.root}/__init__.py, or use --import-mode=importlib",
    )


def consequence(files: list[Named], twice: list[str]) -> str:
    """What pytest says of modules that the first package has as well, and of those that it has not."""
    said = [f"import file mismatch: imported module '{name}' … use a unique basename" for name in twice[:1]]
    said += [f"ModuleNotFoundError: No module named '{each.name}'" for each in files if each.name not in twice][:1]
    return f"collection stops: {'; '.join(said)}"
