"""What a plugin's source provides, read once and kept: of installed distributions, and of modules of the project."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from doctor.facts import cache
from doctor.model.environment import Distribution, FoundModule, Modules
from doctor.model.plugins import EntryPoint, Provided

if TYPE_CHECKING:
    from doctor.knowledge.modules import Module, Resolve

MOST = 150  # modules that are followed from one plugin
FOREIGN = frozenset(
    {"pytest", "_pytest", "pluggy", "py", "typing", "typing_extensions", "pytest_asyncio", "hypothesis"}
)
HINTS = ("pytest", "fixture", "conftest", "plugin", "testing")

Stamp = tuple[str, int, int]


class PluginSources:
    """Reads plugins. `modules` gives the fact of that name; it is asked only when something is not in the cache."""

    def __init__(self, project: str, modules: Callable[[], Modules], use_cache: bool) -> None:
        self._project = project
        self._modules = modules
        self._use_cache = use_cache

    def installed(self, distribution: Distribution, point: EntryPoint) -> Provided:
        """What the plugin behind an entry point brings."""
        if not distribution.path:
            return _shipped(distribution, point, any_version=True) or Provided()
        key = f"{distribution.path}:{distribution.version}:{point.name}={point.module}"
        return self._kept(key, lambda reading: self._read_installed(distribution, point, reading))

    def module(self, name: str, importer: str = "") -> tuple[str, Provided] | None:
        """The file of a module that is loaded by name, and what it brings; None if there is no such module."""
        found = self._modules().find(name, importer)
        if found is None:
            return None
        return found.file, self.file(found.file, name) if found.file.endswith(".py") else Provided()

    def file(self, file: str, name: str) -> Provided:
        """What a Python file brings as a plugin; `file` is relative to the project or absolute."""
        key = f"{os.path.join(self._project, file)}:{name}"
        return self._kept(key, lambda reading: reading.local(file, name))

    def _read_installed(self, distribution: Distribution, point: EntryPoint, reading: Reading) -> Provided:
        name, _, attribute = point.module.partition(":")
        shipped = None if distribution.editable else _shipped(distribution, point)
        folder = os.path.dirname(distribution.path)
        return reading.installed(folder, name, attribute, shipped, distribution.editable)

    def _kept(self, key: str, read: Callable[[Reading], Provided]) -> Provided:
        """The cached answer while the files that it came from are as they were."""
        store = cache.of("plugins") if self._use_cache else None
        tag = store.tag(key) if store else None
        if store and tag and self._is_fresh(tag) and isinstance(known := store.get(key), Provided):
            return known
        reading = Reading(self._project, self._modules)
        provided = read(reading)
        if store:
            store.put(key, provided, reading.tag())
        return provided

    def _is_fresh(self, tag: tuple[Any, ...]) -> bool:
        stamps, missing = tag
        if any(stamp_of(path) != (path, time, size) for path, time, size in stamps):
            return False
        return all(self._modules().find(name, importer) is None for name, importer in missing)


class Reading:
    """One reading of a plugin: it remembers the files that it depends on, and the modules that it did not find."""

    def __init__(self, project: str, modules: Callable[[], Modules]) -> None:
        self._project = project
        self._modules = modules
        self._known: dict[str, Module | None] = {}
        self._importer = ""
        self._files: list[str] = []
        self._missing: list[tuple[str, str]] = []
        self._closed: set[str] = set()  # found, but not to be followed
        self._own = ""  # the package of the plugin itself
        self._near: frozenset[str] = frozenset()  # what the plugin's own file imports

    def tag(self) -> tuple[Any, ...]:
        return (tuple(stamp_of(path) for path in self._files), tuple(self._missing))

    def local(self, file: str, name: str) -> Provided:
        """What a module of the project brings."""
        from doctor.knowledge.extract import extract_module

        self._importer = file
        module = self._open(name, file)
        self._near = frozenset(_imported(module)) if module else frozenset()
        return extract_module(module, self._resolve) if module else Provided()

    def installed(
        self, folder: str, name: str, attribute: str, shipped: Provided | None, is_editable: bool
    ) -> Provided:
        """What a module of a distribution brings, all of whose own modules are followed."""
        from doctor.knowledge.extract import extract_module
        from doctor.knowledge.modules import Folders, find_file

        found = find_file((folder,), name)
        if found and not is_editable:
            self._files = [str(found[0])]  # the others do not change without it: installing replaces them all
            if shipped and not shipped.computed:
                return shipped
            resolve = beside(Folders((folder,)), name)
            module = resolve(name)
            return extract_module(module, resolve, attribute) if module else Provided()
        self._own = name.partition(".")[0]
        module = self._resolve(name)
        return extract_module(module, self._resolve, attribute) if module else Provided()

    def _resolve(self, name: str) -> Module | None:
        if name not in self._known:
            self._known[name] = self._find(name) if len(self._files) < MOST else None
        return self._known[name]

    def _find(self, name: str) -> Module | None:
        if _is_foreign(name) and name.partition(".")[0] != self._own:
            return None
        if _is_closed(name, self._closed):
            return None
        found = self._modules().find(name, self._importer)
        if found is None:
            self._missing.append((name, self._importer))
            return None
        module = self._open(name, found.file) if _is_source(found) else None
        if module and (_is_about_tests(module) or (found.origin != "site" and self._is_close(name, found.file))):
            return module
        self._closed.add(name)
        return None

    def _is_close(self, name: str, file: str) -> bool:
        """Is it part of the plugin, or imported by it, or by name for tests? What the application imports in turn for
        itself is large, and registers nothing."""
        return name in self._near or name.partition(".")[0] == self._own or "test" in file.lower()

    def _open(self, name: str, file: str) -> Module | None:
        from doctor.knowledge.modules import read_module
        from doctor.knowledge.syntax import MAX_BYTES

        path = os.path.join(self._project, file)
        try:
            if not os.path.isfile(path) or os.path.getsize(path) > MAX_BYTES:
                return None
            with open(path, "rb") as stream:
                data = stream.read()
        except (OSError, ValueError):
            return None
        self._files.append(path)
        return read_module(data, name, "" if os.path.isabs(file) else file, file.endswith("__init__.py"))


def _imported(module: Module) -> Iterator[str]:
    """The modules that a file imports anywhere, and the packages around them; of names all that may be modules."""
    import ast

    from doctor.knowledge.syntax import bound, statements

    for stmt, _ in statements(module.tree.body):
        if isinstance(stmt, (ast.Import, ast.ImportFrom)):
            for each in bound(stmt, module.package):
                name = f"{each.module}.{each.name}" if each.name and each.name != "*" else each.module
                while name:
                    yield name
                    name = name.rpartition(".")[0]


def beside(resolve: Resolve, name: str) -> Resolve:
    """Finds the modules of a distribution by one of them, and of others just those that are about pytest."""
    own = name.partition(".")[0]

    def find(wanted: str) -> Module | None:
        is_told = any(word in wanted for word in HINTS) and not _is_foreign(wanted)
        return resolve(wanted) if is_told or wanted.partition(".")[0] == own else None

    return find


def _is_foreign(name: str) -> bool:
    return name.partition(".")[0] in FOREIGN


def _is_closed(name: str, closed: set[str]) -> bool:
    """Is it within something that is not followed? Names that are imported are looked for as modules, too."""
    outer = name.rpartition(".")[0]
    return outer in closed and not any(word in name for word in HINTS)


def _is_about_tests(module: Module) -> bool:
    """Is a module worth reading for what a plugin of the project takes from it? All others are large."""
    return any(word in module.name for word in HINTS) or (b"pytest" in module.data and b"fixture" in module.data)


def _is_source(found: FoundModule) -> bool:
    return found.origin != "stdlib" and found.file.endswith(".py")


def _shipped(distribution: Distribution, point: EntryPoint, any_version: bool = False) -> Provided | None:
    """What the shipped knowledge says of this very version."""
    from doctor.knowledge.store import load_plugin

    known = load_plugin(distribution.key)
    if known is None or not (any_version or known.version == distribution.version):
        return None
    return next((provided for entry, provided in known.parts if entry == point), None)


def stamp_of(path: str) -> Stamp:
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return path, 0, 0
    return path, status.st_mtime_ns, status.st_size
