"""A hundred kills of live processes, and a hundred of the pytest that owns them: no orphan, no lost result."""

from __future__ import annotations

import json
import os
import subprocess
import time
from pathlib import Path

import psutil
import pytest

from tests.guard.installed import folder, guarded, python

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="signals and /bin/sh are POSIX")]

# the process has a child in its group, and one that left group, session and parent
APP = """
import os, pytest, re, subprocess, time

COMMAND = "sleep $NAP & (setsid sleep $NAP &) ; echo up; sleep $NAP"

@pytest.fixture(scope="session")
def app(live_process):
    return live_process(COMMAND, name="app", ready=re.compile("up"), grace=0.01)
"""

KILLED_PROCESS = """
from conftest import *

@pytest.mark.parametrize("number", range(100))
def test_kill(app, number):
    assert app.starts == number + 1
    assert app.is_alive()
    os.kill(app.pid, 9)
    while app.is_alive():
        time.sleep(0.005)
"""

# each pytest is a fork of one that has imported everything
KILLED_PYTEST = """
import os, sys
import psutil, pytest, pytest_guard.processes

def once(number):
    sys.stdout = open(os.devnull, "w")
    pytest.main(["-q", "-p", "no:cacheprovider", "test_own_end.py"])
    os._exit(0)

running = set()
for number in range(100):
    pid = os.fork()
    if pid == 0:
        once(number)
    running.add(pid)
    while len(running) > 1:
        pid, status = os.wait()
        running.remove(pid)
        print(os.waitstatus_to_exitcode(status), flush=True)
for pid in running:
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
"""

OWN_END = """
from conftest import *

def test_own_end(app):
    assert app.starts == 1
    os.kill(os.getpid(), 9)
"""


@pytest.fixture
def nap() -> str:
    """A number of seconds that tells the sleeping processes of one test from all others."""
    return f"{100_000 + os.getpid() % 50_000}.{time.monotonic_ns() % 1_000_000}"


def napping(seconds: str) -> list[int]:
    return [each.pid for each in psutil.process_iter(["cmdline"]) if seconds in (each.info["cmdline"] or ())]


def test_a_hundred_processes_are_killed(tmp_path: Path, nap: str):
    (tmp_path / "conftest.py").write_text(APP)
    (tmp_path / "test_kill.py").write_text(KILLED_PROCESS)
    state = tmp_path / "state"
    code, output = guarded(python(), tmp_path, "-q", "--disable-warnings", NAP=nap, PYTEST_GUARD_STATE=str(state))
    assert napping(nap) == []
    assert code == 0, output
    assert "100 passed, 199 warnings" in output
    told = [json.loads(each.read_text()) for each in state.iterdir()]
    assert {each["died"] for each in told} == {f"test_kill.py::test_kill[{number}]" for number in range(100)}


def test_a_hundred_pytests_are_killed(tmp_path: Path, nap: str):
    (tmp_path / "conftest.py").write_text(APP)
    (tmp_path / "test_own_end.py").write_text(OWN_END)
    state = tmp_path / "state"
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    env |= {"NAP": nap, "PYTEST_GUARD_STATE": str(state), "PYTHONPATH": str(folder())}
    command = [str(python()), "-c", KILLED_PYTEST]
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=True)
    over = time.monotonic() + 60
    while napping(nap) and time.monotonic() < over:
        time.sleep(0.01)
    assert napping(nap) == []
    assert done.stdout.split() == ["-9"] * 100, done.stderr
    told = [json.loads(each.read_text()) for each in state.iterdir()]
    assert [each["nodeid"] for each in told] == ["test_own_end.py::test_own_end"] * 100
