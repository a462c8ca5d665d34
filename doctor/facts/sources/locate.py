"""Finds the project's own modules by name, in the folders that pytest or the project puts on sys.path."""

from __future__ import annotations

import os

from doctor.model.config import IniValues, PytestConfig
from doctor.model.environment import Tree


def roots(project: str, config: PytestConfig, ini: IniValues) -> tuple[str, ...]:
    """The folders in which top-level modules are looked for: `pythonpath`, the project, and common ones."""
    pythonpath = ini["pythonpath"]
    added = [str(each) for each in pythonpath] if isinstance(pythonpath, (list, tuple)) else []
    inner = [relative(os.path.join(config.rootdir or ".", each), project) for each in added]
    return tuple(dict.fromkeys((*inner, "", "src", "tests", "test")))


def relative(path: str, project: str) -> str:
    """A path as places write it: relative to the project, with slashes, "" for the project itself."""
    full = os.path.normpath(os.path.join(project, path))
    found = os.path.relpath(full, project).replace(os.sep, "/")
    return "" if found == "." else found


class Locator:
    """`roots` are folders that hold top-level modules, the likeliest first ("" is the project)."""

    def __init__(self, tree: Tree, roots: tuple[str, ...]) -> None:
        self._files = tree.files
        self._roots = roots
        self._known: dict[tuple[str, str], str | None] = {}

    def find(self, module: str, importer: str) -> str | None:
        """The file of a module that `importer` imports, None if it is none of the project."""
        key = (module, self._base(importer))
        if key not in self._known:
            self._known[key] = self._find(*key)
        return self._known[key]

    def _find(self, module: str, base: str) -> str | None:
        relative = module.replace(".", "/")
        for root in (base, *self._roots):
            start = f"{root}/{relative}" if root else relative
            for path in (f"{start}.py", f"{start}/__init__.py"):
                if path in self._files:
                    return path
        return None

    def name(self, module: str, name: str, importer: str) -> tuple[str | None, str | None]:
        """The file behind `from module import name` if `name` is a module, and the file of `module`."""
        inner = self.find(f"{module}.{name}", importer) if name and name != "*" else None
        return inner, self.find(module, importer)

    def _base(self, path: str) -> str:
        """The first folder above that is no package: what the import modes but importlib put on sys.path."""
        folder = path.rpartition("/")[0]
        while folder and f"{folder}/__init__.py" in self._files:
            folder = folder.rpartition("/")[0]
        return folder
