"""The repository that a project lies in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from doctor.facts.pythons import exists


def upwards(project: Path) -> Iterator[Path]:
    """The project; with a repository around it, its parents up to the repository's root."""
    above = [project, *project.parents]
    root = next((number for number, folder in enumerate(above) if exists(folder / ".git")), 0)
    yield from above[: root + 1]
