"""Nothing heavy is imported before a command needs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import doctor, plant

HEAVY = {"jinja2", "tomlkit", "rich", "pydantic", "pytest", "_pytest", "configupdater", "importlib_metadata", "asyncio"}
PROJECT = {
    "pytest.ini": "[pytest]\naddopts = -ra --strict-markers\nmarkers =\n    slow: takes long\n",
    "tests/conftest.py": "import pytest\n\n\n@pytest.fixture\ndef number():\n    return 1\n",
    "tests/test_one.py": "import pytest\n\n\n@pytest.mark.slow\ndef test_one(number):\n    assert number\n",
}


def imported(err: str) -> set[str]:
    """The top-level packages of a `-X importtime` log."""
    names = (line.rsplit("|", 1)[-1].strip() for line in err.splitlines() if line.startswith("import time:"))
    return {name.split(".")[0] for name in names}


@pytest.mark.parametrize("command", ["diagnose", "config", "env"])
def test_command_imports_nothing_heavy(command: str, tmp_path: Path) -> None:
    plant(tmp_path, PROJECT)
    doctor(command, ".", cwd=tmp_path)  # the second run finds the cache warm
    done = doctor(command, ".", cwd=tmp_path, python=("-X", "importtime"))
    assert done.code == 0, done.err[-2000:]
    assert "typer" in imported(done.err)
    assert imported(done.err) & HEAVY == set()


def test_warm_diagnose_parses_nothing(tmp_path: Path) -> None:
    plant(tmp_path, PROJECT)
    doctor("diagnose", ".", cwd=tmp_path)
    done = doctor("diagnose", ".", cwd=tmp_path, python=("-X", "importtime"))
    assert imported(done.err) & {"multiprocessing", "concurrent", "packaging"} == set()
