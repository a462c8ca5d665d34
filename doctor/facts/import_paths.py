"""The folders that pytest and the caller put on sys.path, for the test file that imports."""

from __future__ import annotations

import os
from collections.abc import Iterable
from fnmatch import fnmatch
from functools import cached_property

from doctor.facts.distributions import python_path
from doctor.model.config import PytestConfig
from doctor.model.environment import Distributions, Tree
from doctor.model.invocation import Invocation

PROJECT, STDLIB, SITE, CWD = "project", "stdlib", "site", "cwd"


class ImportPaths:
    """Folders of the project that are on sys.path. Paths are absolute unless they are said to be relative."""

    def __init__(self, invocation: Invocation, config: PytestConfig, distributions: Distributions, tree: Tree) -> None:
        self._project = invocation.project
        self._invocation = invocation
        self._config = config
        self._distributions = distributions
        self._tree = tree
        self._before: dict[str, tuple[str, ...]] = {}
        self._prepended: dict[str, bool] = {}

    @cached_property
    def mode(self) -> str:
        """The import mode: "prepend", "append" or "importlib"."""
        words = [argument.text for argument in self._config.arguments]
        mode = "prepend"
        for word, following in zip(words, [*words, ""][1:], strict=True):
            if word == "--import-mode":
                mode = following
            elif word.startswith("--import-mode="):
                mode = word.partition("=")[2]
        return mode

    @property
    def rootdir(self) -> str:
        return self._absolute("", self._config.rootdir)

    def made_up(self, importer: str) -> str:
        """The package, by rootdir, that importlib mode gives the importer; "" in other modes.

        Its submodules are found from pytest 8.1 on where the folders are packages, from 8.3 on in any folder.
        """
        is_package = importer and self._has_init(importer.rpartition("/")[0])
        if self.mode != "importlib" or not importer or self._config.version < ((8, 1) if is_package else (8, 3)):
            return ""
        folder = os.path.relpath(self._absolute("", os.path.dirname(importer)), self.rootdir)
        return "" if folder.startswith((".", os.sep)) else folder.replace(os.sep, ".")

    def outermost_package(self, importer: str) -> str:
        """The folder of the package that holds the importer, which importlib mode imports from pytest 8.2 on; "" in
        other modes, and where there is none."""
        if self.mode != "importlib" or not importer or self._config.version < (8, 2):
            return ""
        root = self.root_of(importer)
        inner = importer.removeprefix(f"{root}/" if root else "")
        return self._absolute(root, inner.partition("/")[0]) if "/" in inner else ""

    @cached_property
    def configured(self) -> tuple[str, ...]:
        """`pythonpath` of the configuration, relative to its file; then what pytest-django adds; then PYTHONPATH."""
        names = ["pythonpath"]
        if self._distributions.get("pytest-pythonpath"):
            names.append("python_paths")
        found = [self._absolute(self._config_folder, value) for name in names for value in self._values(name)]
        if self._distributions.get("pytest-django"):
            found += [self._absolute("", folder) for folder in self._django_folders()]
        return tuple(dict.fromkeys([*found, *python_path(self._invocation)]))

    @property
    def at_start(self) -> tuple[str, ...]:
        """What is there when `-p` and PYTEST_PLUGINS are imported: `pythonpath` from 8.4 on, and PYTHONPATH."""
        return self.configured if self._config.version >= (8, 4) else python_path(self._invocation)

    @property
    def _config_folder(self) -> str:
        configfile = self._config.configfile
        return configfile.file.rpartition("/")[0] if configfile else ""

    def _values(self, name: str) -> Iterable[str]:
        for override in reversed(self._config.overrides):
            if override.name == name:
                return override.value.split()
        setting = self._config.setting(name)
        if setting is None:
            return ()
        if setting.items:
            return [item.text for item in setting.items]
        return setting.value.split() if isinstance(setting.value, str) else ()

    def _django_folders(self) -> list[str]:
        """pytest-django looks for manage.py in the folders of the arguments, one below, and above them."""
        setting = self._config.setting("django_find_project")
        if setting and str(setting.value).lower() in ("false", "0", "no", "off"):
            return []
        return [path.rpartition("/")[0] for path in self._tree.named("manage.py") if path.count("/") < 3]

    def before(self, importer: str) -> tuple[str, ...]:
        """What is prepended (or appended) for this project file: by its conftests, by itself or tests beside it."""
        folder = importer.rpartition("/")[0]
        if importer not in self._before:
            above = [folder.rsplit("/", depth)[0] for depth in range(folder.count("/") + 1)] if folder else []
            conftests = [path for part in [*above, ""] if self._tree.has(path := _join(part, "conftest.py"))]
            files = [importer] if importer and self.is_prepended(importer) else []
            self._before[importer] = self._roots([*files, *conftests, *self._config.initial_conftests])
        return self._before[importer]

    def home(self, importer: str) -> tuple[str, ...]:
        """Where the project file was found from; it must be on sys.path, whoever has put it there."""
        return self._roots([importer]) if importer else ()

    def is_prepended(self, importer: str) -> bool:
        """Does pytest add the folder that the file is found from? Of a module that tests import it only does so where
        tests are found from there, too: beside `shop/sub/__init__.py` the modules of a bare `shop` are no top-level
        ones."""
        if importer not in self._prepended:
            home = self._absolute("", self.root_of(importer))
            self._prepended[importer] = self._is_test(importer) or home in self.others
        return self._prepended[importer]

    @cached_property
    def others(self) -> tuple[str, ...]:
        """What other test files of this call prepend, before or after the importer is collected."""
        tests = (path for path in sorted(self._tree.files) if self._is_test(path))
        return self._roots(path for path in tests if self._is_named(path))

    def _is_test(self, path: str) -> bool:
        name = path.rpartition("/")[2]
        is_usual = name.endswith(("_test.py", "tests.py", "conftest.py")) or name.startswith("test_")
        return name.endswith(".py") and (is_usual or any(fnmatch(name, glob) for glob in self._globs))

    @cached_property
    def _globs(self) -> tuple[str, ...]:
        return tuple(self._values("python_files"))

    def _is_named(self, path: str) -> bool:
        """Does it lie below what this call collects?"""
        starts = self._config.starts
        return any(each in ("", path) or each.startswith("..") or path.startswith(f"{each}/") for each in starts)

    def _roots(self, files: Iterable[str]) -> tuple[str, ...]:
        if self.mode == "importlib":
            return ()
        return tuple(dict.fromkeys(self._absolute("", self.root_of(file)) for file in files))

    def root_of(self, file: str) -> str:
        """The first folder upwards that is no package, relative to the project; it may begin with ".."."""
        folder = file.rpartition("/")[0]
        while self._is_package(folder) and folder.count("..") < 32:
            folder = _parent(folder)
        return folder

    def _is_package(self, folder: str) -> bool:
        """`my-shop/__init__.py` makes none: nobody could import it by this name."""
        name = folder.rpartition("/")[2]
        if name in ("", ".."):
            name = os.path.basename(self._absolute("", folder))
        return name.isidentifier() and self._has_init(folder)

    def _has_init(self, folder: str) -> bool:
        if folder in self._tree.folders:
            return "__init__.py" in self._tree.folders[folder]
        return os.path.isfile(os.path.join(self._project, folder, "__init__.py"))  # absolute behind PYTHONPATH

    def _absolute(self, base: str, folder: str) -> str:
        return os.path.normpath(os.path.join(self._project, base, folder))


def _parent(folder: str) -> str:
    if not folder or folder.endswith(".."):
        return f"{folder}/..".lstrip("/")
    return folder.rpartition("/")[0]


def _join(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name
