"""The copy of a project: what is in it, how large it may be, and that nothing of it stays."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from doctor.errors import UsageError
from doctor.fixes.trial import copied, moved

POSIX = pytest.mark.skipif(os.name == "nt", reason="links, pipes and signals are POSIX's here")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "shop"
    for name in (
        "pytest.ini", "tests/test_a.py", "tests/data/big.json", "shop.egg-info/PKG-INFO", "build/lib/shop.py",
        ".git/config", "tests/__pycache__/a.pyc", ".venv/pyvenv.cfg", ".venv/lib/x.py", "here/pyvenv.cfg", "here/a.py",
        "web/node_modules/a.js", ".tox/py/a.py", ".github/workflows/ci.yml",
    ):  # fmt: skip
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(f"# {name}")
    return root


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files of its own: to see what stays in it."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr("tempfile.tempdir", None)
    return folder


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}


def test_holds_what_tests_need_and_nothing_else(project: Path) -> None:
    with copied(project) as copy:
        assert copy.name == "shop"
        assert names(copy) == {
            "pytest.ini", "tests/test_a.py", "tests/data/big.json", "shop.egg-info/PKG-INFO", "build/lib/shop.py",
            ".github/workflows/ci.yml",
        }  # fmt: skip
        assert (copy / "pytest.ini").read_text() == "# pytest.ini"


@POSIX
def test_links_lead_to_the_same_place_within_and_nowhere_outside(project: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    (project / "relative").symlink_to("tests/test_a.py")
    (project / "absolute").symlink_to(project / "tests")
    (project / "outside").symlink_to(tmp_path / "secret")
    (project / "above").symlink_to("..")
    (project / "self").symlink_to("self")
    (project / "dead").symlink_to("tests/gone")
    with copied(project) as copy:
        assert (copy / "relative").read_text() == "# tests/test_a.py"
        assert (copy / "absolute").resolve() == (copy / "tests").resolve()
        found = {path.name for path in copy.iterdir() if path.is_symlink()}
    assert found == {"relative", "absolute", "dead", "self"}


@POSIX
def test_pipes_and_sockets_are_left_out(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(project / "pipe")
    monkeypatch.chdir(project)  # the path of a socket may not be long
    server = socket.socket(socket.AF_UNIX)
    server.bind("socket")
    with server, copied(project) as copy:
        assert not {"pipe", "socket"} & {path.name for path in copy.iterdir()}


def test_too_large_a_project_says_so_and_leaves_nothing(project: Path, temporary: Path) -> None:
    (project / "data.bin").write_bytes(b"x" * 2 * 1024 * 1024)
    words = r"shop holds more than 1 MB.*call from the folder that holds the tests"
    with pytest.raises(UsageError, match=words), copied(project, limit_mb=1):
        pass
    assert not list(temporary.iterdir())
    with copied(project, limit_mb=3) as copy:
        assert (copy / "data.bin").stat().st_size == 2 * 1024 * 1024


def test_a_virtual_environment_does_not_count(project: Path) -> None:
    (project / ".venv" / "lib" / "big.so").write_bytes(b"x" * 2 * 1024 * 1024)
    with copied(project, limit_mb=1):
        pass


@POSIX
def test_nothing_stays_when_tests_took_rights_away_or_something_raised(project: Path, temporary: Path) -> None:
    with copied(project) as copy:
        (copy / "locked").mkdir()
        (copy / "locked" / "file").write_text("x")
        (copy / "locked").chmod(0)
        (copy / "tests").chmod(0o500)
    assert not list(temporary.iterdir())
    with pytest.raises(KeyError), copied(project):
        raise KeyError
    assert not list(temporary.iterdir())


@POSIX
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_nothing_stays_after_ctrl_c_and_after_a_polite_end(
    project: Path, temporary: Path, sign: signal.Signals
) -> None:
    (project / "conftest.py").write_text(
        "import os, time\nopen('started', 'w').write(str(os.getpid()))\ntime.sleep(60)\n"
    )
    code = (
        "import sys; from doctor.fixes.trial import copied, collect\n"
        "with copied(sys.argv[1]) as copy: collect(copy, sys.executable)"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(project)], stderr=subprocess.DEVNULL)
    started = wait_for(lambda: next(iter(temporary.glob("*/shop/started")), None))
    child = wait_for(lambda: int(started.read_text() or 0))
    process.send_signal(sign)
    assert process.wait(60) != 0
    assert not list(temporary.iterdir())
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def wait_for(look):
    end = time.monotonic() + 60
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError("it did not come")


def test_variables_lead_into_the_copy(project: Path, tmp_path: Path) -> None:
    variables = {
        "PYTHONPATH": os.pathsep.join([str(project / "src"), "relative", str(tmp_path / "other")]),
        "PYTEST_ADDOPTS": f"-c {project}/pytest.ini",
        "VIRTUAL_ENV": str(project / ".venv"),
    }
    with copied(project) as copy:
        found = moved(variables, project, copy, [str(project / "lib"), str(tmp_path / "elsewhere")])
    assert found["PYTHONPATH"].split(os.pathsep) == [
        str(copy / "src"), "relative", str(tmp_path / "other"), str(copy / "lib"),
    ]  # fmt: skip
    assert found["PYTEST_ADDOPTS"] == f"-c {copy}/pytest.ini"
    assert found["VIRTUAL_ENV"] == str(project / ".venv")
    assert found["PWD"] == str(copy)
