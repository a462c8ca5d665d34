"""Files that pytest leaves before their end: at an importorskip, or where they skip the whole module."""

from __future__ import annotations

from doctor.model.environment import Modules
from doctor.model.sources import Call, SourceFile, Sources


def skipped_from(file: SourceFile, modules: Modules) -> int:
    """The line of the first `pytest.importorskip` at module level whose module is not there: the rest is skipped.
    0 if there is none."""
    lines = [
        call.place.line
        for call in file.calls_of("pytest.importorskip")
        if not call.within and (name := call.expr.argument(0, "modname")) and name.text
        if "." in name.text or modules.find(name.text, file.path) is None  # a submodule may import what is optional
    ]
    return min(lines, default=0)


def may_be_left_from(file: SourceFile, modules: Modules) -> int:
    """The line from which on pytest may not read the file: also where it skips itself, under whatever condition.
    0 if there is none."""
    skips = [call.place.line for call in file.calls if is_skip(call)]
    return min((line for line in (skipped_from(file, modules), *skips) if line), default=0)


def is_package_skipped(file: SourceFile, sources: Sources, modules: Modules) -> bool:
    """Does a package that the file lies in skip itself, and the file with it?"""
    folder = file.path.rpartition("/")[0]
    while package := sources.get(f"{folder}/__init__.py") if folder else None:
        if skipped_from(package, modules):
            return True
        folder = folder.rpartition("/")[0]
    return False


def is_skip(call: Call) -> bool:
    """Does it skip the module that it stands in?"""
    return not call.within and call.name in ("pytest.skip", "pytest.skip.Exception", "unittest.SkipTest")
