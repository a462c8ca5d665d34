"""`--cov` names something that is neither a folder nor a module.

## Why

coverage takes the name for a folder if there is one, else for a package to import. When it is neither, nothing is
measured: the run is green, with a warning that no data was collected, and a report without lines.

See https://pytest-cov.readthedocs.io/en/latest/config.html.

## Instead

Name the package as it is imported, or the folder in which it lies: `--cov=src/shop`.

## Fix safety

The name is guessed from its spelling, and what is measured changes: it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, GivenOption, PytestConfig
from doctor.model.environment import Modules, Tree
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.rules.cures import value_replaced
from doctor.rules.phrases import nearest
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig, command_line: CommandLine, modules: Modules, tree: Tree) -> Iterator[Problem]:
    if command_line.last("--no-cov"):
        return
    for option in command_line.all("--cov"):
        value = (option.value or "").strip()
        if option.known and is_judged(value):
            if has_no_code(value, tree):
                found = empty(option, value, tree)
                yield found.replace(fix=fix(option, found, config))
            elif not is_there(value, modules, tree):
                found = problem(option, value, tree)
                yield found.replace(fix=fix(option, found, config))


def is_judged(value: str) -> bool:
    odd = any(char in value for char in "$~ *?{\\\"'")
    return value not in ("", ".", "./") and not value.startswith(("/", "..", "-")) and not odd


def is_there(value: str, modules: Modules, tree: Tree) -> bool:
    path = value.removeprefix("./").strip("/")
    if tree.is_folder(path) or any(path == each or path.startswith(each + "/") for each in tree.pruned):
        return True
    if "/" in path:
        return False
    if modules.find(path) is not None or not modules.certain(path):
        return True
    return bool(elsewhere(path, tree))


def elsewhere(name: str, tree: Tree) -> list[str]:
    """Folders and files of the project, not on sys.path, that the name could mean."""
    path = name.replace(".", "/")
    folders = [folder for folder in tree.folders if folder == path or folder.endswith(f"/{path}")]
    return folders + [file for file in tree.files if file == f"{path}.py" or file.endswith(f"/{path}.py")]


def has_no_code(value: str, tree: Tree) -> bool:
    """Is it a folder without Python files, which stands before a package of that name? (pytest-dev/pytest-cov#648)"""
    path = value.removeprefix("./").strip("/")
    if "/" in path or not tree.is_folder(path) or not elsewhere_with_code(path, tree):
        return False
    return not any(file.startswith(path + "/") and file.endswith((".py", ".pyx")) for file in tree.files)


def elsewhere_with_code(path: str, tree: Tree) -> list[str]:
    return [folder for folder in elsewhere(path, tree) if folder != path and tree.has(f"{folder}/__init__.py")]


def problem(option: GivenOption, value: str, tree: Tree) -> Problem:
    packages = [folder for folder in tree.folders if tree.has(f"{folder}/__init__.py".lstrip("/"))]
    near = module_of(value, tree) or nearest(value, packages) or prefix(value, packages)
    return Problem(
        place=option.place,
        message=f"'{option.text()}' measures nothing: '{value}' is neither a folder nor a module (--cov)",
        label="no such folder or module",
        consequence=f"CoverageWarning: Module {value} was never imported; no data was collected. Exit code 0",
        help=f"write --cov={near}" if near else "name the package as it is imported, or its folder",
    )


def module_of(value: str, tree: Tree) -> str:
    """The module of a file that is named by its path."""
    path = value.removeprefix("./")
    if not path.endswith(".py") or not tree.has(path):
        return ""
    return path.removeprefix("src/").removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def fix(option: GivenOption, found: Problem, config: PytestConfig) -> Fix | None:
    """What the help names."""
    name = found.help.partition("write --cov=")[2].partition(",")[0]
    return value_replaced(option, name, config) if name else None


def prefix(value: str, packages: list[str]) -> str | None:
    """A package that the name begins with: `shop_api` for `shop`."""
    return next((each for each in packages if each and not each.startswith("test") and value.startswith(each)), None)


def empty(option: GivenOption, value: str, tree: Tree) -> Problem:
    meant = elsewhere_with_code(value.strip("/"), tree)[0]
    return Problem(
        place=option.place,
        message=f"'{option.text()}' measures the folder '{value}', which holds no code, and not {meant} (--cov)",
        label="a folder comes before a package",
        consequence="CoverageWarning: No data was collected. Exit code 0",
        help=f"write --cov={meant}, or rename the folder '{value}'",
        severity=Severity.WARNING,
    )
