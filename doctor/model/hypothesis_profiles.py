"""Profiles of hypothesis that the project registers."""

from __future__ import annotations

from collections.abc import Set
from typing import Protocol


class RegisteredProfiles(Protocol):
    def names(self, without: Set[str]) -> frozenset[str] | None:
        """Those that any Python file of the project registers, also one that tests do not import; None where one of the
        names cannot be told. `without` are the paths of files that are left out."""
