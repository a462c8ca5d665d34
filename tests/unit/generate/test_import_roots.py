"""Where tests import what plain `pytest` does not find, the default profile sets pythonpath."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import doctor, plant

TEST = "from shop import total\n\n\ndef test_total():\n    assert total([1, 2]) == 3\n"
CODE = "def total(prices):\n    return sum(prices)\n"


def ran(project: Path) -> int:
    """The exit code of plain `pytest`, which does not put the working directory on sys.path."""
    call = "import sys; sys.path.pop(0); import pytest; sys.exit(pytest.main())"
    return subprocess.run([sys.executable, "-c", call], cwd=project, capture_output=True, check=False).returncode


@pytest.mark.parametrize(
    ("code", "root"), [("shop/__init__.py", "."), ("src/shop/__init__.py", "src"), ("shop.py", ".")]
)
def test_a_bare_checkout_gets_a_path_and_is_green(tmp_path: Path, code: str, root: str) -> None:
    plant(tmp_path, {code: CODE, "tests/test_shop.py": TEST})
    assert ran(tmp_path) == 2
    done = doctor("generate", "--profile", "default", "--python", sys.executable, cwd=tmp_path)
    assert done.code == 0, done.err
    assert f"pythonpath =\n    {root}\n" in (tmp_path / "pytest.ini").read_text()
    assert ran(tmp_path) == 0


def test_what_is_found_needs_no_path(tmp_path: Path) -> None:
    plant(tmp_path, {"conftest.py": "", "shop.py": CODE, "tests/test_shop.py": TEST})
    assert ran(tmp_path) == 0
    doctor("generate", "--profile", "default", "--python", sys.executable, cwd=tmp_path)
    assert "pythonpath" not in (tmp_path / "pytest.ini").read_text()
