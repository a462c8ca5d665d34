"""The walk over a project: what it takes down, what it leaves out, what it survives."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from doctor.facts import tree as module
from doctor.facts.tree import tree
from doctor.model.environment import Tree
from doctor.model.invocation import Invocation


def walk(project: Path) -> Tree:
    return tree(Invocation(str(project)))


def make(project: Path, *files: str) -> None:
    for name in files:
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")


def test_files_and_folders_are_named_by_their_path(tmp_path: Path) -> None:
    make(tmp_path, "pytest.ini", "tests/unit/test_a.py", "tests/conftest.py")
    found = walk(tmp_path)
    assert found.files == {"pytest.ini", "tests/unit/test_a.py", "tests/conftest.py"}
    assert found.folders == {
        "": ("pytest.ini", "tests"),
        "tests": ("conftest.py", "unit"),
        "tests/unit": ("test_a.py",),
    }
    assert found.named("conftest.py") == ("tests/conftest.py",)


@pytest.mark.parametrize(
    ("file", "pruned"),
    [
        (".git/config", ".git"),
        ("a/node_modules/x/index.js", "a/node_modules"),
        ("a/__pycache__/x.pyc", "a/__pycache__"),
        ("pkg.egg-info/PKG-INFO", "pkg.egg-info"),
        ("env39/pyvenv.cfg", "env39"),
        ("conda/conda-meta/history", "conda"),
    ],
)
def test_what_is_no_part_of_the_project_is_not_entered(tmp_path: Path, file: str, pruned: str) -> None:
    make(tmp_path, file, "keep.py")
    found = walk(tmp_path)
    assert found.files == {"keep.py"}
    assert list(found.pruned) == [pruned]
    assert pruned not in found.folders


def test_a_project_that_is_an_environment_itself_keeps_its_own_files(tmp_path: Path) -> None:
    make(tmp_path, "pyvenv.cfg", "lib/python3/site.py", "tests/test_a.py")
    found = walk(tmp_path)
    assert found.files == {"pyvenv.cfg", "tests/test_a.py"}
    assert found.pruned == {"lib": "virtual environment"}


def test_built_folders_are_entered_but_not_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BUILT", 3)
    make(tmp_path, *[f"build/{letter}/test_{letter}.py" for letter in "abcd"], "src/a/b/c/d.py")
    found = walk(tmp_path)
    assert "src/a/b/c/d.py" in found.files
    assert found.pruned["build/a"] == "build has more than 3 entries"


def test_an_endless_project_is_cut_off_where_it_is_deepest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_ENTRIES", 5)
    make(tmp_path, "a/b/c/d/e/f.py", "pytest.ini", "z/test_z.py")
    found = walk(tmp_path)
    assert {"pytest.ini", "z/test_z.py"} <= found.files
    assert list(found.pruned.values()) == ["the project has more than 5 entries"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_links_are_followed_within_the_project_and_loops_are_not(tmp_path: Path) -> None:
    project, outside = tmp_path / "project", tmp_path / "outside"
    make(project, "src/pkg/test_x.py", ".git/x")
    make(outside, "secret.py")
    (project / "tests").symlink_to("src/pkg")
    (project / "src" / "up").symlink_to(project)
    (project / "src" / "self").symlink_to("self")
    (project / "away").symlink_to(outside)
    (project / "hooks").symlink_to(".git")
    (project / "file.py").symlink_to("src/pkg/test_x.py")
    (project / "broken.py").symlink_to("nowhere.py")
    found = walk(project)
    assert found.files == {"src/pkg/test_x.py", "tests/test_x.py", "file.py"}
    assert found.pruned == {
        ".git": "version control",
        "away": "link to a folder outside the project",
        "hooks": "version control",
        "src/up": "link to a folder around it",
    }


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    make(tmp_path, "locked/a.py")
    (tmp_path / "locked").chmod(0)
    try:
        assert walk(tmp_path).pruned == {"locked": "Permission denied"}
    finally:
        (tmp_path / "locked").chmod(0o700)


def test_a_project_that_is_not_there_is_empty(tmp_path: Path) -> None:
    found = walk(tmp_path / "nowhere")
    assert not found.files
    assert found.pruned == {"": os.strerror(2)}


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are text there")
def test_special_files_and_strange_names_are_survived(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    Path(os.fsdecode(bytes(tmp_path) + b"/test_\xff.py")).write_text("")
    found = walk(tmp_path)
    assert found.files == {"test_\udcff.py"}
    assert found.folders[""] == ("pipe", "test_\udcff.py")
