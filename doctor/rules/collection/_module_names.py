"""The names under which test files are imported when the import mode is prepend or append."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.environment import Tree, Variables
from doctor.model.record import Record
from doctor.model.sources import SourceFile, Sources


class Named(Record):
    """A file, the folder that goes on sys.path for it, and its dotted name below that."""

    file: SourceFile
    base: str
    name: str

    @property
    def package(self) -> str:
        """The outermost package, "" for a module in none."""
        return self.name.partition(".")[0] if "." in self.name else ""

    @property
    def root(self) -> str:
        """The folder of the outermost package."""
        return f"{self.base}/{self.package}".lstrip("/")


def applies(ini: IniValues, command_line: CommandLine, variables: Variables) -> bool:
    """Are modules named by their packages alone, and does pytest mind where they come from?"""
    mode = command_line.last("--import-mode")
    if (mode and mode.value == "importlib") or ini["consider_namespace_packages"]:
        return False
    return variables.get("PY_IGNORE_IMPORTMISMATCH") != "1"


def named_files(config: PytestConfig, sources: Sources, tree: Tree) -> Iterator[Named]:
    """The files that are collected, in the order in which pytest comes to them."""
    for file in sorted(sources.collected, key=lambda each: collection_key(each.path, config.version)):
        if file.fault is None and not file.path.startswith("../"):
            yield Named(file, *base_and_name(file.path, tree))


def base_and_name(path: str, tree: Tree) -> tuple[str, str]:
    """The first folder upwards without `__init__.py`, and the dotted path below it."""
    folder, _, stem = path.removesuffix(".py").rpartition("/")
    parts = [] if stem == "__init__" else [stem]
    while folder and "__init__.py" in tree.folders.get(folder, ()):
        folder, _, name = folder.rpartition("/")
        parts.insert(0, name)
    if not folder and is_package(tree):  # its name, and those above, are not for us to know
        return "..", ".".join(["<project>", *parts])
    return folder, ".".join(parts)


def is_package(tree: Tree) -> bool:
    """Is the project itself a package, of which this call sees a part?"""
    return "__init__.py" in tree.folders.get("", ())


def collection_key(path: str, version: tuple[int, ...]) -> list[tuple[int, str]]:
    """Sorts files as pytest comes to them: by name; up to 7.4 the files of a folder before its subfolders."""
    parts = path.split("/")
    kind = 1 if version < (8,) else 0
    return [*[(kind, part) for part in parts[:-1]], (0, parts[-1])]
