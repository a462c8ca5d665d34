"""What the imports of the tests would find, by folders alone."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from doctor.facts.finder import COMPILED, EXTENSION, MODULE, NAMESPACE, PACKAGE, Finder, Spec
from doctor.facts.import_paths import CWD, PROJECT, SITE, STDLIB, ImportPaths
from doctor.model.config import PytestConfig
from doctor.model.environment import Distributions, FoundModule, Interpreter, TopImport, Tree
from doctor.model.invocation import Invocation
from doctor.model.plugins import Knowledge

if TYPE_CHECKING:
    from doctor.facts.module_names import Seeming  # which imports `ast`

Entry = tuple[str, str]  # folder of sys.path, origin
FEW = 2  # names of a module that an extension may fill
BUILTIN = frozenset({*sys.builtin_module_names, "__main__", "_frozen_importlib", "_frozen_importlib_external"})


def modules(
    invocation: Invocation,
    config: PytestConfig,
    interpreter: Interpreter,
    distributions: Distributions,
    tree: Tree,
    knowledge: Knowledge,
) -> FolderModules:
    """Answers from the folders that sys.path would have."""
    return FolderModules(invocation, config, interpreter, distributions, tree, knowledge)


class FolderModules:
    """`Modules` by the folders of sys.path. See the protocol for what the answers mean."""

    def __init__(
        self,
        invocation: Invocation,
        config: PytestConfig,
        interpreter: Interpreter,
        distributions: Distributions,
        tree: Tree,
        knowledge: Knowledge,
    ) -> None:
        self.invocation = invocation
        self.interpreter = interpreter
        self.distributions = distributions
        self.tree = tree
        self.knowledge = knowledge
        self.paths = ImportPaths(invocation, config, distributions, tree)
        self.finder = Finder(interpreter.version_info)
        self._specs: dict[tuple[str, str], Spec] = {}
        self._names: dict[str, frozenset[str] | None] = {}
        self._found_by_folder: dict[tuple[str, str, bool], FoundModule | None] = {}
        self._on_paths: dict[tuple[str, tuple[str, ...], tuple[str, ...]], FoundModule | None] = {}
        self._sources: dict[str, FoundModule | None] = {}
        self._at_start: dict[str, FoundModule | None] = {}
        self.texts: dict[str, bytes] = {}  # of files that were asked for lately
        self._seeming: dict[str, Seeming] = {}
        self._by_star: dict[str, frozenset[str]] = {}
        self._imports: dict[str, tuple[TopImport, ...]] = {}

    def find(self, name: str, importer: str = "") -> FoundModule | None:
        is_prepended = bool(importer) and self.paths.is_prepended(importer)
        key = (name, importer.rpartition("/")[0], is_prepended)  # all such files of a folder see the same
        if key not in self._found_by_folder:
            self._found_by_folder[key] = self._find(name, importer)
        return self._found_by_folder[key]

    def _find(self, name: str, importer: str) -> FoundModule | None:
        top = name.partition(".")[0]
        if name == "os.path":
            return FoundModule(name, STDLIB)
        if top in BUILTIN or (self.interpreter.stdlib is None and top in sys.stdlib_module_names):
            return FoundModule(name, STDLIB)
        found = self._on_sys_path(name, importer)
        if found and found.origin == STDLIB:
            found = self._around(name, importer) or found  # the project's own `test`
        found = found or self._editable(name) or self._beside(name, importer) or self._in_cwd(name, importer)
        if found and found.origin in (PROJECT, CWD) and self._is_hidden_source(top, importer):
            here = self.finder.find(top, [self.invocation.project])
            return self._in_cwd(name, importer) if here and here.kind != NAMESPACE else None
        if found is None and top == "distutils" and self.distributions.get("setuptools"):
            return FoundModule(name, SITE)  # its distutils-precedence.pth serves the one in setuptools
        return found

    def _is_hidden_source(self, top: str, importer: str) -> bool:
        """Is it a bare folder of tests, `tests/shop`, in place of the package in rootdir or `src`, which is not
        installed? What is looked for is in there."""
        rootdir = self.paths.rootdir
        source = self.finder.find(top, [f"{self.invocation.project}/src", f"{rootdir}/src", rootdir])
        is_served = any(name.partition(".")[0] == top for name in self.distributions.editable)
        if is_served or source is None or (source.kind == NAMESPACE and source.root == rootdir):
            return False
        folders = dict(self.entries(importer))
        spec = self.finder.find(top, folders)
        if spec is None or spec.kind != NAMESPACE or source.root in folders:
            return False
        return all(folders.get(folder.rpartition("/")[0]) == PROJECT for folder in spec.folders)

    @cached_property
    def unreadable(self) -> set[str]:
        """The folders that cannot be read, as far as they were asked for: those of sys.path at least."""
        for folder, _ in self.entries(""):
            self.finder.listing(folder)
        return self.finder.unreadable

    def _on_sys_path(self, name: str, importer: str) -> FoundModule | None:
        """The same for all files for which the same folders are added: thousands, where packages hold the tests."""
        key = (name, self.paths.before(importer), self.paths.home(importer))
        if key not in self._on_paths:
            self._on_paths[key] = self._on_path(name, list(self.entries(importer)))
        return self._on_paths[key]

    def _in_cwd(self, name: str, importer: str) -> FoundModule | None:
        """What the working directory has. A bare folder there yields to a package of that name further on: `test`
        without an `__init__.py` to the one of the standard library."""
        top, here = name.partition(".")[0], self.invocation.project
        spec = self.finder.find(top, [here])
        if spec and spec.kind == NAMESPACE:
            other = self.finder.find(top, (folder for folder, _ in self.entries(importer)))
            if other and other.kind == PACKAGE:
                return None
        return self._on_path(name, [(here, CWD)])

    def source_of(self, module: FoundModule) -> FoundModule | None:
        from doctor.facts.own_copies import source_of

        if module.name not in self._sources:
            spec = source_of(self, module)
            self._sources[module.name] = self._found(module.name, PROJECT, spec) if spec else None
        return self._sources[module.name]

    def at_start(self, name: str) -> FoundModule | None:
        if name not in self._at_start:
            self._at_start[name] = self._find_at_start(name)
        return self._at_start[name]

    def _find_at_start(self, name: str) -> FoundModule | None:
        top = name.partition(".")[0]
        if top in BUILTIN or (self.interpreter.stdlib is None and top in sys.stdlib_module_names):
            return FoundModule(name, STDLIB)
        entries = [(folder, PROJECT) for folder in self.paths.at_start] + list(self._installed())
        return (
            self._on_path(name, entries)
            or self._editable(name)
            or self._on_path(name, [(self.invocation.project, CWD)])
        )

    def _on_path(self, name: str, entries: list[Entry]) -> FoundModule | None:
        spec = self.finder.find(name, (folder for folder, _ in entries))
        if spec is None:
            return None
        origin = next((origin for folder, origin in entries if folder == spec.root), SITE)
        return self._found(name, origin, spec)

    def _found(self, name: str, origin: str, spec: Spec) -> FoundModule:
        file = spec.file
        if origin in (PROJECT, CWD) and file.startswith(self.invocation.project + os.sep):
            file = file[len(self.invocation.project) + 1 :].replace(os.sep, "/")
        self._specs[(name, file)] = spec
        return FoundModule(name, origin, file)

    def entries(self, importer: str) -> Iterator[Entry]:
        """sys.path in its order, with the origin of what is found there. Folders that only other test files add come
        last; the working directory, which only `python -m pytest` adds, is not among them."""
        prepended = [(folder, PROJECT) for folder in self.paths.before(importer)]
        if self.paths.mode != "append":
            yield from prepended
        yield from ((folder, PROJECT) for folder in self.paths.configured)
        yield from self._installed()
        yield from prepended
        yield from ((folder, PROJECT) for folder in self.paths.others)
        yield from ((folder, PROJECT) for folder in self.paths.home(importer))

    def _installed(self) -> Iterator[Entry]:
        yield from ((folder, STDLIB) for folder in self._stdlib())
        for folder in (*self.interpreter.paths, *self.distributions.paths):
            yield folder, self._origin(folder)

    def _stdlib(self) -> Iterator[str]:
        if stdlib := self.interpreter.stdlib:
            yield stdlib
            yield f"{stdlib}/lib-dynload"
            if stdlib.endswith("Lib"):
                yield stdlib[:-3] + "DLLs"

    def _origin(self, folder: str) -> str:
        is_own = (folder + os.sep).startswith(self.invocation.project + os.sep)
        return PROJECT if is_own and folder not in self.interpreter.paths else SITE

    def _editable(self, name: str) -> FoundModule | None:
        """What setuptools' finders serve; `place` is a package's folder or a module's file without its suffix."""
        parts = name.split(".")
        for length in range(len(parts), 0, -1):
            place = self.distributions.editable.get(".".join(parts[:length]))
            if place is None:
                continue
            folder, _, last = place.replace(os.sep, "/").rpartition("/")
            rest = ".".join([last.removesuffix(".py"), *parts[length:]])
            if spec := self.finder.find(rest, [folder]):
                return self._found(name, self._origin(place), spec)
        return None

    def spec(self, module: FoundModule) -> Spec | None:
        """Where it was found, None for what has no place."""
        return self._specs.get((module.name, module.file))

    def _beside(self, name: str, importer: str) -> FoundModule | None:
        """In importlib mode the folders between rootdir and the importer are packages that pytest makes up, and it
        imports the packages that the importer lies in."""
        parent = self.paths.made_up(importer)
        is_made_up = bool(parent) and parent.partition(".")[0] == name.partition(".")[0]
        spec = self.finder.find(name, [self.paths.rootdir]) if is_made_up else None
        return self._around(name, importer) or (self._found(name, PROJECT, spec) if spec else None)

    def _around(self, name: str, importer: str) -> FoundModule | None:
        """In importlib mode: a module of the package that the importer lies in, which pytest imports before it."""
        folder, _, outermost = self.paths.outermost_package(importer).rpartition("/")
        spec = self.finder.find(name, [folder]) if outermost and outermost == name.partition(".")[0] else None
        return self._found(name, PROJECT, spec) if spec else None

    def certain(self, name: str, importer: str = "") -> bool:
        from doctor.facts.doubts import doubts

        return not doubts(self, name, importer)

    def unbuilt_from(self, name: str, importer: str = "") -> str:
        from doctor.facts.doubts import unbuilt_from

        return unbuilt_from(self, name, importer)

    def names(self, module: FoundModule) -> frozenset[str] | None:
        key = f"{module.name} {module.file}"
        if key not in self._names:
            self._names[key] = None  # a circle of star imports ends here
            self._names[key] = self._read_names(module)
        return self._names[key]

    def binds(self, module: FoundModule, name: str) -> bool:
        seeming = self._seems(module)
        return seeming is not None and (name in seeming.names or name in self._starred(module, seeming))

    def first_value(self, item: str) -> tuple[object, ...]:
        from doctor.facts.first_values import first_value

        return first_value(item, self._located)

    def _located(self, name: str) -> FoundModule | None:
        """The module with the whole path of its file."""
        found = self.find(name)
        spec = self.spec(found) if found else None
        return FoundModule(found.name, found.origin, spec.file) if found and spec else None

    def _seems(self, module: FoundModule) -> Seeming | None:
        from doctor.facts.module_names import seeming_names

        spec = self.spec(module)
        if spec is None or spec.kind in (EXTENSION, COMPILED) or not spec.file.endswith(".py"):
            return None
        if spec.file not in self._seeming:
            self._seeming[spec.file] = seeming_names(spec.file)
        return self._seeming[spec.file]

    def _starred(self, module: FoundModule, seeming: Seeming) -> frozenset[str]:
        """The names that its star imports seem to bind."""
        key = f"{module.name} {module.file}"
        if key not in self._by_star:
            self._by_star[key] = frozenset()  # a circle ends here
            names: set[str] = set()
            for star in seeming.stars:
                source = self._imported_by(module, star)
                inner = self._seems(source) if source else None
                if source and inner and inner.public is not None:
                    names |= inner.public
                    if inner.stars and "__all__" not in inner.names:
                        names |= {name for name in self._starred(source, inner) if not name.startswith("_")}
            self._by_star[key] = frozenset(names)
        return self._by_star[key]

    def imports(self, module: FoundModule) -> tuple[TopImport, ...]:
        return self._read_imports(module) if module.origin in (PROJECT, CWD) else ()

    def installed_imports(self, module: FoundModule) -> tuple[TopImport, ...]:
        return self._read_imports(module) if module.origin == SITE else ()

    def _read_imports(self, module: FoundModule) -> tuple[TopImport, ...]:
        from doctor.facts.module_imports import read_imports

        spec = self.spec(module)
        if spec is None or not spec.file.endswith(".py"):
            return ()
        if module.file not in self._imports:
            self._imports[module.file] = read_imports(
                spec.file, module.file, self._package(module), lambda name: self.find(name, module.file) is not None
            )
        return self._imports[module.file]

    def _read_names(self, module: FoundModule) -> frozenset[str] | None:
        from doctor.facts.doubts import is_replaced
        from doctor.facts.module_names import ALWAYS, read_bound

        spec = self.spec(module)
        if spec is None or spec.kind in (EXTENSION, COMPILED) or not spec.file.endswith(".py"):
            return self.finder.submodules(spec) | ALWAYS if spec and spec.kind == NAMESPACE else None
        bound = read_bound(spec.file, self.invocation.use_cache)
        if bound is None or (spec.kind == PACKAGE and is_replaced(self, spec)) or self.is_filled(spec, bound.names):
            return None
        names = bound.names | ALWAYS | (self.finder.submodules(spec) if spec.kind == PACKAGE else frozenset())
        for star in bound.stars:
            starred = self._imported_by(module, star)
            more = self.names(starred) if starred else None
            if more is None:
                return None
            names |= more
        return names

    def is_filled(self, spec: Spec, names: frozenset[str]) -> bool:
        """May an extension beside it give it its names? Its source has next to none (psycopg2.errors)."""
        public = [name for name in names if not name.startswith("_")]
        return spec.kind == MODULE and len(public) <= FEW and self.finder.has_extension(spec.file.rpartition("/")[0])

    def _imported_by(self, module: FoundModule, written: str) -> FoundModule | None:
        from doctor.facts.module_imports import absolute_from

        whole = absolute_from(written, self._package(module))
        return self.find(whole, module.file if module.origin in (PROJECT, CWD) else "") if whole else None

    def _package(self, module: FoundModule) -> str:
        """What its relative imports begin at."""
        spec = self.spec(module)
        return module.name if spec and spec.kind == PACKAGE else module.name.rpartition(".")[0]

    def distributions_for(self, module: str) -> tuple[str, ...]:
        from doctor.facts.import_names import distributions_for

        return distributions_for(self, module)

    def known(self, module: str, distribution: str) -> bool:
        from doctor.facts.import_names import is_known

        return is_known(self, module, distribution)
