"""Modules of Python source, read and not imported."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import MAX_BYTES, parse
from doctor.model.places import Place


class Module:
    """A module of source, parsed when its tree is asked for.

    `name` is dotted, `file` what places say ("" for no places at all). What is no Python has an empty tree.
    """

    __slots__ = ("_reader", "_tree", "data", "file", "is_package", "name")

    def __init__(self, name: str, file: str, data: bytes, is_package: bool = False) -> None:
        self.name = name
        self.file = file
        self.data = data
        self.is_package = is_package
        self._tree: ast.Module | None = None
        self._reader: Reader | None = None

    @property
    def tree(self) -> ast.Module:
        if self._tree is None:
            tree = parse(self.data, self.file or self.name)
            self._tree = tree if isinstance(tree, ast.Module) else ast.Module([], [])
        return self._tree

    @property
    def package(self) -> str:
        return self.name if self.is_package else self.name.rpartition(".")[0]

    @property
    def may_register(self) -> bool:
        """May there be a fixture or a hook in it, or something that passes one on?"""
        return b"fixture" in self.data or b"pytest_" in self.data or b"import *" in self.data

    def place(self, node: ast.expr | ast.stmt) -> Place | None:
        if not self.file:
            return None
        self._reader = self._reader or Reader(self.file, self.data, self.tree, self.package)
        return self._reader.place(node)


Resolve = Callable[[str], "Module | None"]


def nowhere(_: str) -> Module | None:
    """Resolves no module: whatever is imported comes from outside."""
    return None


def read_module(data: bytes, name: str, file: str = "", is_package: bool = False) -> Module:
    """The module that these bytes hold."""
    return Module(name, file, data, is_package)


class Folders:
    """Resolves modules that lie in folders of sys.path; `tops` limits it to these top-level names."""

    def __init__(self, folders: tuple[str, ...], tops: frozenset[str] | None = None) -> None:
        self._folders = folders
        self._tops = tops
        self._known: dict[str, Module | None] = {}

    def __call__(self, name: str) -> Module | None:
        if name not in self._known:
            self._known[name] = self._find(name)
        return self._known[name]

    @property
    def read(self) -> tuple[str, ...]:
        """The names that were found, for what a cache of the answer depends on."""
        return tuple(name for name, module in self._known.items() if module)

    def _find(self, name: str) -> Module | None:
        if self._tops is not None and name.partition(".")[0] not in self._tops:
            return None
        found = find_file(self._folders, name)
        if not found:
            return None
        path, is_package = found
        try:
            data = path.read_bytes() if path.stat().st_size <= MAX_BYTES else b""
        except OSError:
            return None
        return read_module(data, name, "", is_package)


def find_file(folders: tuple[str, ...], name: str) -> tuple[Path, bool] | None:
    """The source file of a module, and whether it is a package; the first folder that has it wins."""
    relative = name.replace(".", "/")
    for folder in folders:
        base = Path(folder, relative)
        try:
            if (base / "__init__.py").is_file():
                return base / "__init__.py", True
            if base.with_name(base.name + ".py").is_file():
                return base.with_name(base.name + ".py"), False
        except (OSError, ValueError):
            continue
    return None
