"""Where the repository begins that a project lies in."""

from __future__ import annotations

from pathlib import Path

import pytest

from doctor.facts.repository import repository
from doctor.model.invocation import Invocation


def root(project: Path) -> str:
    return repository(Invocation(str(project))).root


def test_the_nearest_folder_above(tmp_path: Path) -> None:
    project = tmp_path / "packages/shop"
    project.mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    assert [root(project), root(project.parent), root(tmp_path)] == ["../..", "..", "."]
    (project / ".git").mkdir()
    assert root(project) == "."


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("../.git/modules/shop", ".."),
        ("/x/.git/worktrees/a/modules/shop", ".."),
        ("/x/.git/worktrees/shop", "."),
        ("/x/modules/y/.git/worktrees/shop", "."),
        ("/x/.git/modules/shop/worktrees/b", "."),
    ],
)
def test_a_submodule_belongs_to_the_repository_around_it(tmp_path: Path, text: str, wanted: str) -> None:
    project = tmp_path / "shop"
    project.mkdir()
    (tmp_path / ".git").mkdir()
    (project / ".git").write_text(f"gitdir: {text}\n")
    assert root(project) == wanted
