"""Lock files: what would be installed, where no environment is there."""

from __future__ import annotations

from pathlib import Path

from doctor.model.environment import Distributions
from doctor.model.invocation import Invocation


def lock_file(project: Path) -> str | None:
    return None


def locked(invocation: Invocation) -> Distributions:
    return Distributions(complete=False, source="declared dependencies")
