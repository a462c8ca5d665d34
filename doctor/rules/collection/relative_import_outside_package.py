"""A test file or conftest imports relatively where pytest gives it no package to be relative to.

## Why

A relative import needs to know the package of its module. With `--import-mode=prepend` (the default) or `append` that
is the chain of folders with an `__init__.py` around the file: in a folder without one there is no package, and
`from ..helpers` needs two. With `--import-mode=importlib` the package is the path from the rootdir, which pytest before
8.2 (before 8.3 for folders without `__init__.py`) cannot import unless the rootdir is on `sys.path`: it is with
`python -m pytest`, and is not with `pytest`.

See https://github.com/pytest-dev/pytest/issues/7652 and
https://docs.pytest.org/en/stable/explanation/pythonpath.html.

## Instead

Put an `__init__.py` into the folder, or import absolutely from a folder that `pythonpath` names.

## Fix safety

An `__init__.py` changes the names of all modules in the folder, so it is not made unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.environment import Modules, Tree
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import CreateFile, Fix
from doctor.model.sources import Import, SourceFile, Sources
from doctor.rules.collection._module_names import is_package
from doctor.rules.naming import folder_of, is_within
from doctor.rules.phrases import plural, uses
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(
    config: PytestConfig, ini: IniValues, command_line: CommandLine, sources: Sources, modules: Modules, tree: Tree
) -> Iterator[Problem]:
    if ini["consider_namespace_packages"] or is_package(tree):
        return
    mode = command_line.last("--import-mode")
    related = (Related(mode.place, "the import mode"),) if mode else ()
    found: dict[tuple[str, str, bool], list[tuple[SourceFile, Import]]] = {}  # a folder's files have one cause
    for file in sources:
        relative = [each for each in file.imports if each.level and not each.guarded]
        if relative and is_imported(file, sources) and not file.path.startswith("../"):
            if mode and mode.value == "importlib":
                fault = importlib_fault(file, relative, config, modules, tree)
            else:
                fault = prepend_fault(file, relative, tree)
            if fault:
                first, words = fault
                key = (folder_of(file.path), words, file.role == "conftest")
                found.setdefault(key, []).append((file, first))
    for (_, words, _), group in found.items():
        yield problem(group, words, related, tree)


def is_imported(file: SourceFile, sources: Sources) -> bool:
    """Is it collected, or a conftest of something that is?"""
    if file.role != "conftest":
        return file.collected
    return any(is_within(other.path, folder_of(file.path)) for other in sources.collected)


def depth(path: str, tree: Tree) -> int:
    """How many packages there are around a file."""
    folder, count = folder_of(path), 0
    while folder and "__init__.py" in tree.folders.get(folder, ()):
        folder, count = folder_of(folder), count + 1
    return count


def prepend_fault(file: SourceFile, relative: list[Import], tree: Tree) -> tuple[Import, str] | None:
    packages = depth(file.path, tree)
    first = next((each for each in relative if each.level > packages), None)
    if not first:
        return None
    words = "attempted relative import beyond top-level package" if packages else "…with no known parent package"
    return first, f"ImportError: {words.replace('…', 'attempted relative import ')}"


def importlib_fault(
    file: SourceFile, relative: list[Import], config: PytestConfig, modules: Modules, tree: Tree
) -> tuple[Import, str] | None:
    packages = depth(file.path, tree)
    if config.version >= ((8, 2) if packages else (8, 3)):
        first = next((each for each in relative if packages and each.level > packages), None)
        return (first, "ImportError: attempted relative import beyond top-level package") if first else None
    top = file.path.partition("/")[0]
    if "/" not in file.path or config.rootdir != "." or not modules.certain(top):
        return None
    found = modules.find(top)  # as anyone would: not by the package that pytest makes up for the file
    return (
        (relative[0], f"ModuleNotFoundError: No module named '{top}'") if not found or found.origin == "cwd" else None
    )


def is_there(each: Import, folder: str, tree: Tree) -> bool:
    """Is what `from .helpers import …` means beside the file, so that a package is all that lacks?"""
    name = each.module.lstrip(".").partition(".")[0] or each.name
    return name == "*" or tree.has(f"{folder}/{name}.py") or f"{folder}/{name}" in tree.folders


def problem(group: list[tuple[SourceFile, Import]], words: str, related: tuple[Related, ...], tree: Tree) -> Problem:
    (file, first), *rest = group
    folder = folder_of(file.path) or "."
    bare = "No module named" not in words and "beyond" not in words
    lacking = [each for _, each in group if bare and each.level == 1 and not is_there(each, folder, tree)]
    package = f"add {folder}/__init__.py"
    if lacking:
        package += f" and the module '{lacking[0].module.lstrip('.') or lacking[0].name}', which is not there either"
    mends = bare and folder != "." and not lacking and all(each.level == 1 for _, each in group)
    return Problem(
        place=first.place,
        message=f"relative import of '{first.name or first.module}' in {file.path}, which has no such package"
        + (f" (and in {plural(len(rest), 'more file')} of {folder})" if rest else ""),
        label="relative to what?",
        related=(*related, *uses([each.place for _, each in rest], "so here")),
        consequence=f"{'pytest stops' if file.role == 'conftest' else 'the file is not collected'}: {words}",
        fix=Fix(f"add {folder}/__init__.py", (CreateFile(f"{folder}/__init__.py", ""),)) if mends else None,
        help=f"{package}, or import absolutely"
        if bare
        else "import absolutely, from a folder that pythonpath names"
        if "beyond" in words
        else "set pythonpath = ., or import absolutely, or use pytest 8.3 or newer",
    )
