"""Imports within functions."""

from __future__ import annotations

from typing import Protocol

from doctor.model.places import Place
from doctor.model.record import Record


class LocalImport(Record):
    """An import in the body of a function of a file, to which each call comes: nothing stands before it but other
    imports and what cannot end the function or bring the module. `within` is the function's qualified name."""

    module: str
    name: str
    within: str
    place: Place


class LocalImports(Protocol):
    """Answers of files of the project, which are read when they are first asked for."""

    def of(self, path: str) -> tuple[LocalImport, ...]:
        """Those of one file; none where it may make modules itself, by `sys.modules` and the like."""

    def makes(self, path: str, name: str = "") -> bool:
        """May the file make modules, or this one: does it name `sys.modules` or the like, and the module as a text?"""
