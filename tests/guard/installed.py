"""The guard as if it were installed: a folder for PYTHONPATH that holds the package and its entry point."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from tests.environments import environment, run_pytest

ROOT = Path(__file__).resolve().parent.parent.parent / "guard"
LATEST = "pytest==9.2.0"
NEEDS = "psutil==7.1.3"


@cache
def folder() -> Path:
    """Made once in a process of tests; importlib.metadata finds the distribution in it."""
    home = Path(tempfile.mkdtemp(prefix="pytest-guard-"))
    (home / "pytest_guard").symlink_to(ROOT / "pytest_guard", target_is_directory=True)
    info = home / "pytest_guard-0.1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: pytest-guard\nVersion: 0.1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[pytest11]\nguard = pytest_guard.plugin\n", encoding="utf-8")
    return home


def python(*requires: str) -> Path:
    """The Python of an environment with these requirements (default: the latest pytest) and what the guard needs."""
    return environment([*(requires or (LATEST,)), NEEDS])


def guarded(interpreter: Path, project: Path, *args: str, **env: str) -> tuple[int, str]:
    """Exit code and output of the real pytest in a project, with the guard installed."""
    return run_pytest(interpreter, project, list(args), {"PYTHONPATH": str(folder()), **env})
