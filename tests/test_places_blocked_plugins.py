"""tests/projects/blocked-plugins: 82 async tests whose plugins are switched off, examined, mended and run anywhere."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.environments import environment
from tests.places import HERE
from tests.places.doctor import command, findings, pytest_in
from tests.places.seccomp import refused_sockets

pytestmark = pytest.mark.slow

SOURCE = Path(__file__).parent / "projects" / "blocked-plugins"
FILES = ("test_crossings.py", "test_failures.py", "test_search.py", "test_timetable.py")
GREEN = r"81 passed, 1 skipped in"
BLOCKS = "    -p no:asyncio\n    -p no:rerunfailures\n"


@pytest.fixture(scope="module")
def python() -> Path:
    return environment(["pytest==8.4.2", "pytest-asyncio==1.2.0", "pytest-rerunfailures==16.1", "pytest-xdist==3.8.0"])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return shutil.copytree(SOURCE, tmp_path / "blocked-plugins")


@pytest.fixture
def unblocked(project: Path) -> Path:
    """The obvious cure: the two lines are gone, and conftest shall keep the plugin out of the sandbox."""
    ini = project / "pytest.ini"
    text = ini.read_text(encoding="utf-8")
    assert BLOCKS in text
    ini.write_text(text.replace(BLOCKS, ""), encoding="utf-8")
    return project


def test_nothing_is_collected(project: Path, python: Path) -> None:
    code, output = pytest_in(HERE, project, python)
    assert code == 2
    assert "collected 0 items / 4 errors" in output
    for name in FILES:
        assert f"ERROR tests/{name} - Failed: 'asyncio' not found in `markers` configuration option" in output


def test_diagnosis(project: Path, python: Path) -> None:
    done = findings(HERE, project, python)
    assert set(done) == {"marker-of-blocked-plugin"}
    text = command(HERE, project, "diagnose", ".", "--python", str(python))
    assert text.code == 1
    assert re.search(r"'asyncio' belongs to pytest-asyncio.*\n  --> pytest.ini:10:5", text.out)
    assert re.search(r"'flaky' belongs to pytest-rerunfailures.*\n  --> pytest.ini:11:5", text.out)


def test_obvious_cure_holds_only_where_sockets_are_allowed(unblocked: Path, python: Path) -> None:
    for sandbox in ("true", "false"):
        code, output = pytest_in(HERE, unblocked, python, SANDBOX_ENABLED=sandbox)
        assert (code, bool(re.search(GREEN, output))) == (0, True), output
        code, output = pytest_in(refused_sockets().needed(), unblocked, python, SANDBOX_ENABLED=sandbox)
        assert (code, "INTERNALERROR> PermissionError" in output) == (3, True), output


def test_diagnosis_of_the_obvious_cure(unblocked: Path, python: Path) -> None:
    assert findings(HERE, unblocked, python)["plugin-unregistered-too-late"]["line"] == 15
    there = findings(refused_sockets().needed(), unblocked, python, SANDBOX_ENABLED="true")
    assert set(there) == {"plugin-unregistered-too-late", "plugin-needs-socket"}
