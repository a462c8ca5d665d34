"""The patterns by which pytest tells test files, classes and functions from others."""

from __future__ import annotations

import os
from collections.abc import Iterable

from doctor.model.config import IniValues

DEFAULTS: dict[str, tuple[str, ...]] = {
    "python_files": ("test_*.py", "*_test.py"),
    "python_classes": ("Test",),
    "python_functions": ("test",),
    "norecursedirs": ("*.egg", ".*", "_darcs", "build", "CVS", "dist", "node_modules", "venv", "{arch}"),
}


class Patterns:
    """The patterns in force."""

    def __init__(self, ini: IniValues) -> None:
        self.files = _texts(ini, "python_files")
        self.classes = _texts(ini, "python_classes")
        self.functions = _texts(ini, "python_functions")
        self.norecurse = _texts(ini, "norecursedirs")
        imported = ini.get("collect_imported_tests")
        self.imported = imported is None or not imported.known or imported.value is not False

    @property
    def are_usual(self) -> bool:
        """Are tests named as pytest has it?"""
        return all(getattr(self, name) == DEFAULTS[f"python_{name}"] for name in ("classes", "functions"))

    def is_file(self, path: str) -> bool:
        """Does `python_files` match? `path` is absolute."""
        return any(matches_path(pattern, path) for pattern in self.files)

    def is_class(self, name: str) -> bool:
        return _matches_name(name, self.classes)

    def is_function(self, name: str) -> bool:
        return _matches_name(name, self.functions)


def _texts(ini: IniValues, name: str) -> tuple[str, ...]:
    value = ini[name]
    if isinstance(value, (list, tuple)):
        return tuple(str(item) for item in value)
    return DEFAULTS[name]


def fnmatch(name: str, pattern: str) -> bool:
    """As `fnmatch.fnmatch`, but without its regular expressions (and `re`) for patterns like `test_*.py`."""
    parts = pattern.split("*")
    if len(parts) > 2 or "?" in pattern or "[" in pattern or os.sep == "\\":
        from fnmatch import fnmatch

        return fnmatch(name, pattern)
    if len(parts) == 1:
        return name == pattern
    return len(name) >= len(pattern) - 1 and name.startswith(parts[0]) and name.endswith(parts[1])


def _matches_name(name: str, patterns: Iterable[str]) -> bool:
    """A prefix, or a glob if it looks like one (`_matches_prefix_or_glob_option` of _pytest/python.py)."""
    return any(
        name.startswith(pattern) or (any(char in pattern for char in "*?[") and fnmatch(name, pattern))
        for pattern in patterns
    )


def matches_path(pattern: str, path: str) -> bool:
    """`fnmatch_ex` of _pytest/pathlib.py: a pattern without a slash is compared with the last part only."""
    if "/" not in pattern:
        return fnmatch(path.rpartition("/")[2], pattern)
    return fnmatch(path, pattern if pattern.startswith("/") else f"*/{pattern}")
