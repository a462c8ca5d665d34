"""The hooks, run by pre-commit itself out of a clone of this repository."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.command import plant
from tests.environments import environment

ROOT = Path(__file__).parent.parent
CONFIG = "repos:\n  - repo: {repo}\n    rev: {rev}\n    hooks:\n      - id: {hook}\n"
GIT = ("git", "-c", "user.name=tester", "-c", "user.email=tester@example.invalid", "-c", "commit.gpgsign=false")
HEALTHY: dict[str, str | bytes] = {
    "pytest.ini": "[pytest]\naddopts = -ra --strict-markers\nmarkers =\n    slow: takes long\ntestpaths = tests\n",
    "tests/test_shop.py": "import pytest\n\n\n@pytest.mark.slow\ndef test_price():\n    assert 1 + 1 == 2\n",
}
SICK: dict[str, str | bytes] = {
    "setup.cfg": "[pytest]\naddopts = -q\n",
    "tests/test_shop.py": HEALTHY["tests/test_shop.py"],
}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (ROOT / ".git").exists(), reason="pre-commit clones this checkout, which is no repository"),
]


class Ran(NamedTuple):
    code: int
    out: str


Hook = Callable[[Path, str], Ran]


def git(*words: str, cwd: Path) -> str:
    return subprocess.run([*GIT, *words], cwd=cwd, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture(scope="module")
def hook(tmp_path_factory: pytest.TempPathFactory) -> Hook:
    """Runs one hook on a project, in a repository of its own. The hook's environment is made once."""
    try:
        python = environment(["pre-commit>=4"])
    except subprocess.CalledProcessError as fault:
        pytest.skip(f"pre-commit cannot be installed here: {fault}")
    home, repo = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("hooks") / "doctor.git"
    git("clone", "-q", "--bare", str(ROOT), str(repo), cwd=ROOT)
    rev = git("rev-parse", "HEAD", cwd=repo)
    env = {**os.environ, "PRE_COMMIT_HOME": str(home), "PRE_COMMIT_COLOR": "never", "NO_COLOR": "1"}

    def run(project: Path, name: str) -> Ran:
        plant(project, {".pre-commit-config.yaml": CONFIG.format(repo=repo, rev=rev, hook=name)})
        git("init", "-q", cwd=project)
        git("add", ".", cwd=project)
        words = [str(python), "-m", "pre_commit", "run", "--all-files"]
        done = subprocess.run(words, cwd=project, env=env, capture_output=True, text=True, timeout=600, check=False)
        return Ran(done.returncode, done.stdout + done.stderr)

    return run


def test_healthy_project_passes(hook: Hook, tmp_path: Path) -> None:
    done = hook(plant(tmp_path, HEALTHY), "pytest-doctor")
    assert done.code == 0, done.out
    assert "Passed" in done.out


def test_finding_stops_the_commit_and_is_printed(hook: Hook, tmp_path: Path) -> None:
    done = hook(plant(tmp_path, SICK), "pytest-doctor")
    assert done.code == 1, done.out
    assert "setup-cfg-pytest-section" in done.out
    assert "setup.cfg:1" in done.out


def test_the_hooks_own_pytest_is_not_taken_for_the_projects(hook: Hook, tmp_path: Path) -> None:
    """pre-commit activates the hook's environment, in which no plugin of the project is installed."""
    asyncio: dict[str, str | bytes] = {
        "requirements.txt": "pytest==8.4.2\npytest-asyncio==1.2.0\n",
        "pytest.ini": "[pytest]\naddopts = --strict-markers\nasyncio_mode = auto\n",
        "test_fetch.py": "async def test_fetch():\n    assert True\n",
    }
    done = hook(plant(tmp_path, asyncio), "pytest-doctor")
    assert done.code == 0, done.out


def test_other_files_do_not_call_the_hook(hook: Hook, tmp_path: Path) -> None:
    done = hook(plant(tmp_path, {"shop/price.py": "PRICE = 3\n", "README.md": "hello\n"}), "pytest-doctor")
    assert (done.code, "Skipped" in done.out) == (0, True), done.out


def test_fix_hook_mends_and_says_that_files_were_modified(hook: Hook, tmp_path: Path) -> None:
    project = plant(tmp_path, SICK)
    done = hook(project, "pytest-doctor-fix")
    assert done.code == 1, done.out
    assert "files were modified by this hook" in done.out
    assert (project / "setup.cfg").read_text() == "[tool:pytest]\naddopts = -q\n"
    assert hook(project, "pytest-doctor-fix").code == 0
