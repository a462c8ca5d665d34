"""The names that test modules bind at their top."""

from __future__ import annotations

from typing import Protocol


class GlobalNames(Protocol):
    """Answers of files of the project, which are read when they are first asked for."""

    def of(self, path: str) -> frozenset[str] | None:
        """The names that the file binds whenever or in some case it is imported, without those of star imports; None
        where names are made at run time."""

    def given(self, module: str) -> frozenset[str]:
        """What os, sys and platform have, which pytest gives to conditions; nothing for other names."""
