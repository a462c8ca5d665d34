"""scripts/onboard.sh, run for real on a fresh checkout."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import doctor, plant

ROOT = Path(__file__).parent.parent
GIT = ("git", "-c", "user.name=tester", "-c", "user.email=tester@example.invalid", "-c", "commit.gpgsign=false")
PROJECT: dict[str, str | bytes] = {
    "requirements-test.txt": "pytest==8.4.2\n",
    ".gitignore": ".venv/\n",
    "tests/test_shop.py": "def test_price():\n    assert 1 + 1 == 2\n",
}
pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="a POSIX shell runs the script")]


def script(checkout: Path) -> tuple[int, str]:
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "VIRTUAL_ENV"))}
    done = subprocess.run(
        ["sh", "scripts/onboard.sh", "-q"],
        cwd=checkout,
        env={**env, "DOCTOR": str(ROOT), "PYTHON": sys.executable, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_fresh_checkout_is_green_and_stays_so(tmp_path: Path) -> None:
    first = plant(tmp_path / "first", PROJECT)
    generated = doctor("generate", "--with", "onboard", cwd=first)
    assert generated.code == 0, generated.err
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "all"]):
        subprocess.run([*GIT, *words], cwd=first, check=True)
    subprocess.run([*GIT, "clone", "-q", str(first), str(tmp_path / "second")], check=True)
    for _ in range(2):
        code, out = script(tmp_path / "second")
        if "No matching distribution" in out:
            pytest.skip("no package index can be reached")
        assert code == 0, out
        assert "1 passed" in out
        assert "pytest 8.4.2" in out  # the doctor looks at the project's environment, not at its own


def test_finding_stops_the_script(tmp_path: Path) -> None:
    project = plant(tmp_path, {**PROJECT, "setup.cfg": "[pytest]\naddopts = -q\n"})
    doctor("generate", "--with", "onboard", cwd=project)
    code, out = script(project)
    if "No matching distribution" in out:
        pytest.skip("no package index can be reached")
    assert code == 1, out
    assert "setup-cfg-pytest-section" in out
