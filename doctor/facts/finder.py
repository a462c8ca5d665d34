"""What `import` finds in folders: packages, modules, extension modules, namespaces. Nothing is imported."""

from __future__ import annotations

import os
from collections.abc import Iterable

from doctor.model.record import Record

NAMESPACE, PACKAGE, MODULE, EXTENSION, COMPILED = "namespace", "package", "module", "extension", "compiled"
_BINARY = (".so", ".pyd", ".dylib")


class Spec(Record):
    """What was found. `folders` are searched for submodules; `root` is the entry of sys.path with its first part."""

    kind: str
    file: str
    folders: tuple[str, ...]
    root: str


class Finder:
    """Looks names up in folders, each of which is listed once. `version` is that of the interpreter in question."""

    def __init__(self, version: tuple[int, ...]) -> None:
        self._tag = "".join(str(part) for part in version[:2])
        self._listings: dict[str, dict[str, list[tuple[str, bool]]]] = {}
        self.unreadable: set[str] = set()

    def find(self, name: str, path: Iterable[str]) -> Spec | None:
        """The module of this dotted name, from these folders on. None when it is not there."""
        first, _, rest = name.partition(".")
        spec = top = self._top(first, path)
        for part in rest.split(".") if rest else ():
            if spec is None:
                return None
            spec = self._top(part, spec.folders)
        return spec.replace(root=top.root) if spec and top else None

    def _top(self, name: str, path: Iterable[str]) -> Spec | None:
        portions: list[Spec] = []
        for folder in path:
            spec = self._in_folder(folder, name)
            if spec and spec.kind != NAMESPACE:
                return spec
            portions += [spec] if spec else []
        if not portions:
            return None
        folders = tuple(dict.fromkeys(folder for portion in portions for folder in portion.folders))
        return Spec(NAMESPACE, "", folders, portions[0].root)

    def _in_folder(self, folder: str, name: str) -> Spec | None:
        """As `importlib.machinery.FileFinder` looks: a package, an extension, source, bytecode, a bare folder."""
        candidates = self.listing(folder).get(name, ())
        inner = f"{folder}/{name}"
        is_folder = (name, True) in candidates
        if is_folder and (init := self._file(inner, "__init__", self.listing(inner).get("__init__", ()))):
            return Spec(PACKAGE, init[1], (inner,), folder)
        if found := self._file(folder, name, candidates):
            return Spec(found[0], found[1], (), folder)
        return Spec(NAMESPACE, "", (inner,), folder) if is_folder else None

    def _file(self, folder: str, name: str, candidates: Iterable[tuple[str, bool]]) -> tuple[str, str] | None:
        files = [file for file, is_folder in candidates if not is_folder]
        for file in files:
            if file.endswith(_BINARY) and self._fits(file[len(name) :]):
                return EXTENSION, f"{folder}/{file}"
        for suffix, kind in ((".py", MODULE), (".pyc", COMPILED)):
            if name + suffix in files:
                return kind, f"{folder}/{name}{suffix}"
        return None

    def _fits(self, suffix: str) -> bool:
        """Is this suffix (".cpython-312-x86_64-linux-gnu.so", ".abi3.so", ".so") one that the version loads?"""
        tag = suffix.partition(".")[2].partition(".")[0]
        if tag.startswith(("cpython-", "cp3")):
            return not self._tag or tag.removeprefix("cpython-").removeprefix("cp").partition("-")[0] == self._tag
        return True

    def listing(self, folder: str) -> dict[str, list[tuple[str, bool]]]:
        """The names in a folder with "is it a folder", by what stands before their first dot."""
        known = self._listings.get(folder)
        if known is None:
            known = self._listings[folder] = {}
            try:
                with os.scandir(folder) as entries:
                    for entry in entries:
                        known.setdefault(entry.name.partition(".")[0], []).append((entry.name, _is_folder(entry)))
            except (FileNotFoundError, NotADirectoryError, ValueError):
                pass
            except OSError:
                self.unreadable.add(folder)
        return known

    def has_extension(self, folder: str) -> bool:
        """Is there an extension module in the folder?"""
        return any(file.endswith(_BINARY) for entries in self.listing(folder).values() for file, _ in entries)

    def submodules(self, spec: Spec) -> frozenset[str]:
        """The names of what lies in a package."""
        return frozenset(
            name
            for folder in spec.folders
            for name, entries in self.listing(folder).items()
            if name.isidentifier() and any(is_folder or _is_module(file) for file, is_folder in entries)
        )


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_module(file: str) -> bool:
    return file.endswith((".py", ".pyc", *_BINARY))
