"""Long work is told on a terminal, and nowhere else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

WORK = """
import sys, time
from doctor.commands import progress
progress.PATIENCE = 0.05
with progress.progress(3) as step:
    step("first-rule")
    time.sleep(float(sys.argv[1]))
    step("second-rule")
    time.sleep(float(sys.argv[1]))
print("done")
"""


def on_a_terminal(seconds: float, **env: str) -> str:
    """What a terminal is told on standard error."""
    pty = pytest.importorskip("pty", reason="there are no pseudo-terminals on Windows")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", WORK, str(seconds)]
    process = subprocess.Popen(
        command, stderr=theirs, stdout=subprocess.DEVNULL, env={**os.environ, "TERM": "xterm", "COLUMNS": "100", **env}
    )
    os.close(theirs)
    told = b""
    while True:
        try:
            chunk = os.read(ours, 4096)
        except OSError:
            break
        if not chunk:
            break
        told += chunk
    os.close(ours)
    assert process.wait(20) == 0
    return told.decode()


def test_long_work_draws_a_bar() -> None:
    told = on_a_terminal(2.0)
    assert "second-rule" in told
    assert "1/3" in told


def test_short_work_and_dumb_terminals_draw_nothing() -> None:
    assert on_a_terminal(0.0) == ""
    assert on_a_terminal(0.3, TERM="dumb") == ""


def test_a_pipe_is_told_nothing(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", WORK, "0.3"], capture_output=True, check=True, timeout=20)
    assert done.stderr == b""
