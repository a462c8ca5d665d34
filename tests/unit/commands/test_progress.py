"""Long work is told on a terminal, and nowhere else."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.command import on_a_terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals on Windows")

WORK = """
import sys, time
from doctor.commands import progress
progress.PATIENCE = 0.4
with progress.progress(3) as step:
    step("first-rule")
    time.sleep(float(sys.argv[1]))
    step("second-rule")
    time.sleep(float(sys.argv[1]))
print("done")
"""


def working(seconds: float, **env: str) -> str:
    return on_a_terminal([sys.executable, "-c", WORK, str(seconds)], **env)


def test_long_work_draws_a_bar() -> None:
    told = working(2.0)
    assert "second-rule" in told
    assert "1/3" in told


def test_short_work_and_dumb_terminals_draw_nothing() -> None:
    assert working(0.0) == ""
    assert working(1.0, TERM="dumb") == ""


def test_a_pipe_is_told_nothing() -> None:
    done = subprocess.run([sys.executable, "-c", WORK, "1"], capture_output=True, check=True, timeout=20)
    assert done.stderr == b""
