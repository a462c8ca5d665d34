"""The repository that a project lies in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from doctor.facts.metadata import read_text
from doctor.facts.pythons import exists, is_folder
from doctor.model.environment import Repository
from doctor.model.invocation import Invocation


def upwards(project: Path) -> Iterator[Path]:
    """The project; with a repository around it, its parents up to the repository's root."""
    above = [project, *project.parents]
    root = next((number for number, folder in enumerate(above) if exists(folder / ".git")), 0)
    yield from above[: root + 1]


def repository(invocation: Invocation) -> Repository:
    project = Path(invocation.project)
    above = enumerate((project, *project.parents))
    return Repository(next(("/".join([".."] * number) or "." for number, folder in above if is_root(folder)), ""))


def is_root(folder: Path) -> bool:
    """Does a repository begin here? A submodule belongs to the one around it, a worktree is one of its own."""
    mark = folder / ".git"
    return exists(mark) and (is_folder(mark) or not is_of_submodule(read_text(mark, 4096)))


def is_of_submodule(text: str) -> bool:
    """Does the file `.git` point below `.git/modules`, or into that of a worktree, and to no worktree there?"""
    inside = text.replace("\\", "/").partition("/.git/")[2]
    return inside.rfind("modules/") > inside.rfind("worktrees/")
