"""From a bare checkout to a first run, by the real command."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.command import doctor, plant, read

BARE: dict[str, str | bytes] = {"tests/test_a.py": "def test_a():\n    assert True\n"}
PYTHON = ("--python", sys.executable)


def names(project: Path) -> set[str]:
    found = (path for path in project.rglob("*") if path.is_file())
    paths = {path.relative_to(project).as_posix() for path in found}
    return {path for path in paths if "__pycache__" not in path and ".pytest_cache" not in path}


def test_bare_checkout_becomes_green(tmp_path: Path) -> None:
    done = doctor("init", "--yes", *PYTHON, cwd=plant(tmp_path, BARE))
    assert done.code == 0, done.err
    assert "green: 1 passed" in done.err
    assert "+++ b/pytest.ini" in done.err  # shown before it is written
    assert names(tmp_path) == {"pytest.ini", "tests/test_a.py"}
    assert doctor("diagnose", *PYTHON, cwd=tmp_path).code == 0


def test_package_in_the_projects_folder_can_be_imported(tmp_path: Path) -> None:
    shop = {
        "shop/__init__.py": "PRICE = 3\n",
        "tests/test_b.py": "from shop import PRICE\n\n\ndef test_b():\n    assert PRICE\n",
    }
    done = doctor("init", "--yes", *PYTHON, cwd=plant(tmp_path, {**BARE, **shop}))
    assert done.code == 0, done.err
    assert "green: 2 passed" in done.err
    assert "pythonpath" in (tmp_path / "pytest.ini").read_text()


def test_red_is_told_with_the_way_on(tmp_path: Path) -> None:
    plant(tmp_path, {**BARE, "tests/test_b.py": "def test_b():\n    assert 1 == 2\n"})
    done = doctor("init", "--yes", *PYTHON, cwd=tmp_path)
    assert done.code == 1
    assert "red: 1 failed, 1 passed" in done.err
    assert "go on with: pytest tests/test_b.py::test_b" in done.err


def test_without_terminal_nothing_is_written(tmp_path: Path) -> None:
    done = doctor("init", *PYTHON, cwd=plant(tmp_path, BARE))
    assert done.code == 2
    assert "call it with --yes" in done.err
    assert "+++ b/pytest.ini" in done.err
    assert names(tmp_path) == {"tests/test_a.py"}


def test_repository_gets_hook_and_job_and_files_of_the_user_stay(tmp_path: Path) -> None:
    mine = {"pytest.ini": "[pytest]\naddopts = -q\n", ".pre-commit-config.yaml": "repos: []\n"}
    remote = '[remote "origin"]\n\turl = git@github.com:me/shop.git\n'
    plant(tmp_path, {**BARE, **mine, ".git/config": remote})
    done = doctor("init", "--yes", *PYTHON, cwd=tmp_path)
    assert done.code == 0, done.err
    assert (tmp_path / ".github/workflows/pytest.yml").is_file()
    assert {name: (tmp_path / name).read_text() for name in mine} == mine
    assert "pytest.ini: kept" in done.err
    assert ".pre-commit-config.yaml: kept (yours)" in done.err


def test_called_again_it_changes_nothing(tmp_path: Path) -> None:
    plant(tmp_path, {**BARE, ".git/config": ""})
    doctor("init", "--yes", *PYTHON, cwd=tmp_path)
    before = {name: (tmp_path / name).read_bytes() for name in names(tmp_path)}
    again = doctor("init", "--yes", *PYTHON, cwd=tmp_path)
    assert again.code == 0
    assert {name: (tmp_path / name).read_bytes() for name in names(tmp_path)} == before


@pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal is of POSIX")
@pytest.mark.parametrize(("answers", "written", "code"), [(b"y\n", True, 0), (b"n\n", False, 0), (b"\x03", False, 130)])
def test_asks_on_a_terminal(tmp_path: Path, answers: bytes, written: bool, code: int) -> None:
    import pty
    import select
    import subprocess

    plant(tmp_path, BARE)
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "doctor", "init", *PYTHON],
        cwd=tmp_path,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=controlling,
    )
    os.close(theirs)
    seen = b""
    while b"write pytest.ini?" not in seen:
        seen += os.read(ours, 4096)
    os.write(ours, answers)
    for _ in range(30):  # a key that comes while the line editor sets the terminal up may be lost: press it again
        if select.select([ours], [], [], 2)[0]:
            chunk = read(ours)
            if not chunk:
                break
            seen += chunk
        elif child.poll() is None and b"$ pytest" not in seen:
            os.write(ours, answers)
    assert child.wait(60) == code, seen.decode()
    assert (tmp_path / "pytest.ini").exists() is written


def controlling() -> None:
    """Makes the terminal the one that sends Ctrl-C."""
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@pytest.mark.slow
def test_environment_is_made_on_request(tmp_path: Path) -> None:
    plant(tmp_path, {**BARE, "requirements.txt": "pytest==8.4.2\n"})
    done = doctor("init", "--yes", "--install", cwd=tmp_path)
    if "No matching distribution" in done.err:
        pytest.skip("no package index can be reached")
    assert done.code == 0, done.err
    assert (tmp_path / ".venv/pyvenv.cfg").is_file()
    assert "green: 1 passed" in done.err


@pytest.mark.slow
def test_environment_that_cannot_be_made_leaves_nothing(tmp_path: Path) -> None:
    plant(tmp_path, {**BARE, "requirements.txt": "pytest==0.0.0.1\n"})
    done = doctor("init", "--yes", "--install", cwd=tmp_path)
    assert done.code == 2
    assert names(tmp_path) == {"requirements.txt", "tests/test_a.py"}
