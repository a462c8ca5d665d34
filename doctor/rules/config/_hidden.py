"""Folders that `norecursedirs` keeps pytest out of."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import IniValues, PytestConfig
from doctor.model.environment import Tree
from doctor.rules.naming import file_fits, folder_of, patterns

DATA = ("data", "testdata", "fixture", "resource", "sample", "example", "template", "snapshot", "asset", "project")
DEFAULTS = ("*.egg", ".*", "_darcs", "build", "CVS", "dist", "node_modules", "venv", "{arch}")


def norecursedirs(ini: IniValues) -> tuple[str, ...]:
    value = ini["norecursedirs"]
    return tuple(str(item) for item in value) if isinstance(value, (list, tuple)) else DEFAULTS


def test_files(ini: IniValues, tree: Tree) -> Iterator[str]:
    """Files whose names say that they hold tests, wherever they lie."""
    globs = patterns(ini, "python_files")
    return (path for path in sorted(tree.files) if path.endswith(".py") and file_fits(path, globs))


def below(path: str, config: PytestConfig) -> list[str] | None:
    """The folders between an argument and the file, outermost first; None if the file is below no argument."""
    for root in config.starts:
        if root and not path.startswith(root + "/"):
            continue
        parts = folder_of(path)[len(root) :].strip("/").split("/")
        return ["/".join([part for part in (root, *parts[: end + 1]) if part]) for end in range(len(parts)) if parts[0]]
    return None


def matching(folder: str, globs: tuple[str, ...]) -> str | None:
    """The pattern that a folder matches: by its name, or by the end of its path where the pattern has a slash."""
    from fnmatch import fnmatch

    name = folder.rpartition("/")[2]
    for glob in globs:
        if fnmatch("/" + folder, f"*/{glob}") if "/" in glob else fnmatch(name, glob):
            return glob
    return None


def is_data(folder: str) -> bool:
    """Does it lie among data of the tests, where a sample project may have a build/ of its own?"""
    words = [word for part in folder.lower().split("/")[:-1] for word in part.replace("-", "_").split("_")]
    return any(word.startswith(DATA) for word in words)


def is_artifact(folder: str, tree: Tree) -> bool:
    """Is it what a build leaves behind, and no folder of tests or package that only has its name?"""
    above = folder_of(folder)
    if any(part.lower().startswith("test") for part in above.split("/")):
        return False
    return not (tree.has(f"{folder}/__init__.py") and tree.has(f"{above}/__init__.py".lstrip("/")))
