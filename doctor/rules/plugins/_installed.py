"""Modules that are installed, and lacking in the source of the same package."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules, Tree
from doctor.rules.plugins._imports import Reached, is_installed


def packages(tree: Tree) -> Iterator[str]:
    """The packages at the top of the project, and in `src`."""
    for folder in ("", "src/"):
        for name in tree.folders.get(folder.rstrip("/"), ()):
            if tree.has(f"{folder}{name}/__init__.py"):
                yield name


def hidden(each: Reached, modules: Modules) -> Iterator[str]:
    """The modules that the import asks for, which the source lacks, and the installed package has."""
    home = modules.find(each.module.partition(".")[0], each.importer)
    if home is None or home.origin != "project":
        return
    for name in each.asked:
        if "." in name and modules.find(name, each.importer) is None and is_installed(name, modules):
            outer = modules.find(name.rpartition(".")[0], each.importer)
            if outer is None or not modules.binds(outer, name.rpartition(".")[2]):
                yield name
                return
