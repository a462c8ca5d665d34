"""Nothing of the examined project is executed: every file that could be imported or started would leave a mark."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.command import doctor, plant

COMMANDS = [
    ("diagnose", "."),
    ("diagnose", ".", "--no-cache", "--pedantic"),
    ("config", "."),
    ("env", "."),
    ("plugins", "."),
]


def trap(mark: Path, name: str) -> str:
    return f"open({str(mark / name)!r}, 'w').close()\n"


def trapped_project(root: Path, mark: Path) -> Path:
    """A project with its environment, in which whatever runs leaves a file in `mark`."""
    site = f"env/lib/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages"
    files: dict[str, str | bytes] = {
        "pytest.ini": "[pytest]\naddopts = -p local -p tools.recorder\nfilterwarnings = error::shop.StockWarning\n",
        "pyproject.toml": '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n',
        "tests/test_a.py": trap(mark, "test_a")
        + "from helpers import VALUE\nimport pytest\npytest.importorskip('shop')\n",
        f"{site}/evil.pth": f"import os; open({str(mark / 'pth')!r}, 'w')\n",
        f"{site}/pytest_evil-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: pytest-evil\nVersion: 1.0\n",
        f"{site}/pytest_evil-1.0.dist-info/entry_points.txt": "[pytest11]\nevil = pytest_evil\n",
        f"{site}/pytest-8.4.2.dist-info/METADATA": "Metadata-Version: 2.1\nName: pytest\nVersion: 8.4.2\n",
        "env/pyvenv.cfg": f"home = {Path(sys.executable).parent}\nversion = {sys.version.split()[0]}\n",
        "env/bin/python": f"#!/bin/sh\ntouch {mark / 'python'}\nexit 1\n",
    }
    for name in (
        "conftest",
        "tests/conftest",
        "helpers",
        "local",
        "tools/__init__",
        "tools/recorder",
        "setup",
        "noxfile",
        "backend",
        "shop/__init__",
        "sitecustomize",
        "usercustomize",
        "typer",
        "iniconfig",
        "json",
        f"{site}/pytest_evil",
        f"{site}/sitecustomize",
        f"{site}/pytest/__init__",
        f"{site}/_pytest/__init__",
    ):
        files[name + ".py"] = trap(mark, name.replace("/", "."))
    plant(root, files)
    (root / "env/bin/python").chmod(0o755)
    return root


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_nothing_of_the_project_runs(command: tuple[str, ...], tmp_path: Path) -> None:
    mark = tmp_path / "marks"
    mark.mkdir()
    project = trapped_project(tmp_path / "project", mark)
    elsewhere = tmp_path / "elsewhere"  # `python -m` puts the current folder on sys.path: that is the shell's doing
    elsewhere.mkdir()
    words = (command[0], str(project), *command[2:], "--python", str(project / "env/bin/python"))
    done = doctor(*words, cwd=elsewhere)
    assert done.code in (0, 1), done.err
    assert [path.name for path in mark.iterdir()] == []


def test_the_traps_work(tmp_path: Path) -> None:
    mark = tmp_path / "marks"
    mark.mkdir()
    project = trapped_project(tmp_path / "project", mark)
    exec(compile((project / "conftest.py").read_text(), "conftest.py", "exec"), {})
    assert [path.name for path in mark.iterdir()] == ["conftest"]
