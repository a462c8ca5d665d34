"""What git says has changed, in a real repository."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from doctor.errors import UsageError
from doctor.model.places import Place
from doctor.suppress.changes import changes_since, path_of
from tests.command import doctor, plant

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
RETURNS = "def test_{}():\n    return 1 == 2\n\n\n"


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@example.test", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in a folder of a repository, with two commits on a branch and main moved on."""
    old = {"api/test_a.py": RETURNS.format("a") + RETURNS.format("b"), "api/pytest.ini": "[pytest]\n", "top.ini": "a"}
    plant(tmp_path, {**old, "api/moved.py": RETURNS.format("m") * 5})
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "one")
    git(tmp_path, "checkout", "-q", "-b", "branch")
    return tmp_path / "api"


def test_lines_files_renames_and_what_is_untracked(project: Path) -> None:
    plant(project, {"test_a.py": RETURNS.format("a") + RETURNS.format("c"), "../top.ini": "b", "new ü\t.py": "++ x\n"})
    git(project, "mv", "moved.py", "test_m.py")
    git(project, "commit", "-q", "-am", "two")
    plant(project, {"sub/test_n.py": "x"})
    files = changes_since(str(project), "main").files
    assert files["test_a.py"] == ((5, 5),)
    assert set(files) == {"test_a.py", "../top.ini", "new ü\t.py", "sub/test_n.py"}
    changes = changes_since(str(project), "main")
    assert changes.touches(Place("test_a.py", 5, 1, 5, 3))
    assert not changes.touches(Place("test_a.py", 2))
    assert changes.touches(Place("../top.ini", 99))
    assert not changes.touches(Place("pytest.ini", 1))


def test_only_what_has_changed_is_told(project: Path) -> None:
    plant(project, {"test_a.py": RETURNS.format("a") + RETURNS.format("b") + RETURNS.format("d")})
    done = doctor("diagnose", ".", "--pytest", "8.4.2", "--changed-since", "main", "--format", "json", cwd=project)
    told = [finding["line"] for finding in done.json["findings"] if finding["file"] == "test_a.py"]
    assert (done.code, told) == (1, [10])
    assert "outside of what has changed not shown" in done.err


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "-x", "main;true", "$(true)"])
def test_a_revision_that_is_none(revision: str, project: Path) -> None:
    with pytest.raises(UsageError, match="revision"):
        changes_since(str(project), revision)
    assert not (project / "x").exists()


def test_no_repository(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="needs a git repository"):
        changes_since(str(tmp_path), "main")


def test_names_that_git_quotes() -> None:
    assert path_of('"b/a\\"\\tb\\303\\244 ü.py"') == 'a"\tbä ü.py'
    assert path_of("b/a b.py\t") == "a b.py"
    assert path_of("/dev/null") == ""
