"""Memory in real pytests, containers and control groups: what the kernel kills without the guard ends with a report."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from tests.command import plant
from tests.guard.installed import LATEST, folder, guarded, python
from tests.places import Place
from tests.places.cgroups import limited
from tests.places.doctor import pytest_in
from tests.places.podman import container

pytestmark = pytest.mark.slow

XDIST = "pytest-xdist==3.8.0"
AUTO = {"PYTEST_MEMORY_LIMIT_MB": "auto"}
INI = {"pytest.ini": "[pytest]\naddopts = -p no:cacheprovider --strict-markers --strict-config -W error\n"}
RUNAWAY = {
    **INI,
    "test_runaway.py": """
def test_before():
    pass

def test_runaway():
    blocks = []
    while True:
        blocks.append(b"x" * 1_000_000)

def test_after():
    pass
""",
}
CULPRIT = "test_runaway.py::test_runaway"


def guarded_in(place: Place, project: Path, *args: str, **env: str) -> tuple[int, str]:
    return pytest_in(place, project, python(LATEST, XDIST), *args, PYTHONPATH=str(folder()), **env)


def in_a_container() -> Place:
    return container("--memory=256m", f"--volume={folder()}:{folder()}").needed()


def test_a_run_that_the_kernel_kills_ends_with_a_named_test(tmp_path: Path) -> None:
    project, place = plant(tmp_path / "project", RUNAWAY), in_a_container()
    assert pytest_in(place, project, python(LATEST, XDIST))[0] == 137

    code, said = guarded_in(place, project, **AUTO)
    assert code == 1, said
    assert "1 failed, 2 passed" in said
    assert "Execution: 224MB (auto: 256MB of the cgroup v1 - 32MB headroom" in said or "of the cgroup v2" in said
    refused = f"FAILED {CULPRIT} - MemoryError" in said and "what it asked for was refused" in said
    assert refused or f"FAILED {CULPRIT} - OverLimit: memory is over the limit: 2" in said
    assert f"[MEMORY] {CULPRIT}: memory is over the limit: 2" in said
    assert 'test_runaway.py", line 8 in test_runaway' in said or 'test_runaway.py", line 7 in test_runaway' in said
    assert f"[MEMORY] Interrupted over the limit: {CULPRIT}" in said


def test_a_worker_that_the_kernel_kills_goes_on_with_a_named_test(tmp_path: Path) -> None:
    project, place = plant(tmp_path / "project", RUNAWAY), in_a_container()
    assert "crashed while running" in pytest_in(place, project, python(LATEST, XDIST), "-n2")[1]

    # A folder of its own: other runs of this machine may be at work in the common one.
    code, said = guarded_in(place, project, "-n2", "--basetemp=/tmp/guarded", **AUTO)
    assert code == 1, said
    assert "1 failed, 2 passed" in said, said
    assert "crashed" not in said
    assert f"FAILED {CULPRIT} - OverLimit: memory is over the limit" in said
    assert "controller) / 2 workers)" in said
    for worker in ("gw0", "gw1"):
        assert f"[MEMORY] {worker}: start " in said
    assert f": Interrupted over the limit: {CULPRIT}" in said


UNINTERRUPTED = {
    **INI,
    "test_hard.py": """
kept = []

def eat():
    while True:
        try:
            while True:
                try:
                    while True:
                        kept.append(b"x" * 2**18)
                except BaseException:
                    pass
        except BaseException:
            pass

def test_hard():
    eat()
""",
    "test_child.py": """
import subprocess, sys

GROWS = "import time; a = []\\nwhile True: a.append(b'x' * 2**20); time.sleep(0.005)"

def test_child():
    with subprocess.Popen([sys.executable, "-c", GROWS]) as child:
        try:
            child.wait()
        finally:
            child.kill()
""",
}


def test_what_cannot_be_interrupted_ends_before_it_is_killed(tmp_path: Path) -> None:
    """A test that swallows its interruption; a child that takes the memory of the group."""
    project = plant(tmp_path / "project", UNINTERRUPTED)
    with limited(200) as place:
        place.needed()
        code, said = guarded_in(place, project, "test_hard.py", "--guard-record=record.sqlite", **AUTO)
        assert code == 88, said
        assert recorded(project) == [(88, "crashed", "test_hard.py::test_hard")]
        assert ": the process ends with exit code 88, before the kernel kills it" in said
        assert "it did not stop within 2 s" in said or "there was no time to wait for its end" in said
        assert "[MEMORY] Interrupted over the limit: test_hard.py::test_hard" in said

        code, said = guarded_in(place, project, "test_hard.py", "-n1", "--max-worker-restart=0", **AUTO)
        assert code == 1, said
        assert "[MEMORY] test_hard.py::test_hard: memory is " in said
        assert "crashed while running 'test_hard.py::test_hard'" in said

        code, said = guarded_in(place, project, "test_child.py", **AUTO)
        assert code == 1, said
        assert "FAILED test_child.py::test_child - OverLimit: memory is nearly used up: " in said
        assert "those it has started have 1" in said


def test_where_the_watcher_comes_too_late_the_last_is_refused(tmp_path: Path) -> None:
    """As on a machine that is so busy that its thread does not run: Python's lock is not given to it."""
    lazy = """
import resource, sys, time

def fill():
    kept, free = [], resource.getrlimit(resource.RLIMIT_DATA)
    while resource.getrlimit(resource.RLIMIT_DATA) == free:
        kept += [b"x" * 2**20 for _ in range(8)]
        time.sleep(0.02)
    sys.setswitchinterval(60)
    while True:
        kept.append(b"x" * 2**20)
"""
    files = {
        **INI,
        "lazy.py": lazy,
        "test_lazy.py": "from lazy import fill\n\ndef test_lazy():\n    fill()\n\ndef test_after():\n    pass\n",
        "test_collected.py": "from lazy import fill\nfill()\n",
    }
    project = plant(tmp_path / "project", files)
    with limited(200) as place:
        place.needed()
        code, said = guarded_in(place, project, "test_lazy.py", **AUTO)
        assert code == 1, said
        if "FAILED test_lazy.py::test_lazy - OverLimit" not in said:  # the watcher may still come first
            assert "FAILED test_lazy.py::test_lazy - MemoryError" in said, said
            assert "[MEMORY] test_lazy.py::test_lazy: memory is nearly used up: what it asked for was refused" in said
        assert "[MEMORY] Interrupted over the limit: test_lazy.py::test_lazy" in said
        assert "1 failed, 1 passed" in said

        code, said = guarded_in(place, project, "test_collected.py", **AUTO)
        assert code == 88, said
        assert "Memory limit exceeded in the collection of test_collected.py: " in said


def recorded(project: Path) -> list[tuple[int, str, str]]:
    """Exit code, outcome and crashed test of the runs in the record."""
    query = "SELECT exit_code, outcome, crashes.nodeid FROM runs JOIN tests ON tests.run = runs.id"
    with closing(sqlite3.connect(project / "record.sqlite")) as base:
        return base.execute(f"{query} JOIN crashes ON crashes.run = runs.id WHERE reason LIKE 'memory %'").fetchall()


def test_what_is_taken_at_once_is_refused_or_said_of_the_kernel(tmp_path: Path) -> None:
    """One call into C keeps Python's lock, so that no thread sees it."""
    files = {**INI, "test_once.py": "def test_once():\n    bytearray(2**29)\n\n\ndef test_after():\n    pass\n"}
    project = plant(tmp_path / "project", files)
    with limited(200) as place:
        place.needed()
        code, said = guarded_in(place, project, "--guard-memory-refuse=on", **AUTO)
        assert code == 1, said
        assert "FAILED test_once.py::test_once - MemoryError" in said
        assert "1 failed, 1 passed" in said

        code, said = guarded_in(place, project, **AUTO)
        assert code == -9, said
        assert 'test_once.py", line 2 in test_once' in said

        code, said = guarded_in(place, project, "--guard-memory-watch=process", **AUTO)
        assert code == 63, said
        assert "[MEMORY] test_once.py::test_once: " in said
        assert "and one call keeps Python's lock: the process ends with exit code 63" in said
        assert 'test_once.py", line 2 in test_once' in said

        code, said = guarded_in(place, project, "-n1", **AUTO)
        assert code == 1, said
        assert "[MEMORY] the kernel has killed it: more than the 200MB of the cgroup v" in said


@pytest.mark.parametrize("workers", [(), ("-n2",)], ids=["alone", "workers"])
def test_a_collection_that_takes_too_much_is_stopped(tmp_path: Path, workers: tuple[str, ...]) -> None:
    files = {
        **INI,
        "test_a.py": "DATA = [b'x' * 1_000_000 for _ in range(8)]\n\ndef test_a(): pass\n",
        "test_b.py": "DATA = []\nwhile True:\n    DATA.append(b'x' * 1_000_000)\n",
        "test_c.py": "def test_c(): pass\n",
    }
    project = plant(tmp_path / "project", files)
    with limited(200) as place:
        place.needed()
        assert pytest_in(place, project, python(LATEST, XDIST))[0] == -9
        code, said = guarded_in(place, project, *workers, **AUTO)
    assert code == 88, said
    assert "Memory limit exceeded in the collection of test_b.py: " in said
    assert 'test_b.py", line ' in said
    if not workers:
        assert "[MEMORY] Files that cost most: test_b.py +" in said
        assert "test_a.py +8" in said or "test_a.py +7" in said


SUITE = {
    **INI,
    "test_suite.py": """
import gc
import sys

import pytest

KEPT = []

def test_small():
    assert gc.isenabled()

def test_garbage():
    for _ in range(40):
        block = [b"x" * 2**22]
        block.append(block)
        del block
        gc.collect(0)

@pytest.fixture(scope="module")
def much():
    for _ in range(100):
        KEPT.append(b"x" * 2**20)
    yield
    KEPT.clear()

@pytest.mark.guard_memory(400)
def test_may_use_more(much):
    pass

def test_follows(much):
    raise AssertionError("is not run")

@pytest.mark.guard_memory(mb=300)
def test_may_also(much):
    assert len(KEPT) == 100
""",
    "test_then.py": "def test_then():\n    pass\n",
}
REFUSED = "memory was over the limit after test_suite.py::test_may_use_more and a garbage collection: 1"


@pytest.mark.parametrize("version", ["7.4.4", "8.4.2", "9.2.0"])
def test_what_follows_when_memory_stays_over_the_limit(tmp_path: Path, version: str) -> None:
    project, interpreter = plant(tmp_path / "project", SUITE), python(f"pytest=={version}")
    limit = {"PYTEST_MEMORY_LIMIT_MB": "110"}
    code, said = guarded(interpreter, project, "-rs", "--guard-memory-limit-mb=7", **limit)
    assert code == 0, said
    assert "5 passed, 1 skipped" in said
    assert f"[MEMORY] 1 test skipped: {REFUSED}" in said
    assert "[MEMORY] Starting pytest with " in said
    assert "[MEMORY] Memory limits - Collection: 110MB, Execution: 110MB" in said
    assert "[MEMORY] After collection: " in said
    assert "(6 tests)" in said
    assert "[MEMORY] After GC: " in said
    assert "[MEMORY] Final memory usage: " in said
    assert "[MEMORY] Peak memory: 1" in said
    assert "[MEMORY] Tests that added most: test_suite.py::test_may_use_more +" in said

    if version != "9.2.0":
        return
    code, said = guarded(interpreter, project, "--guard-memory-action=fail", **limit)
    assert code == 1, said
    assert "5 passed, 1 error" in said
    assert REFUSED in said

    code, said = guarded(interpreter, project, "--guard-memory-action=exit", **limit)
    assert code == 88, said
    assert f"[MEMORY] Stopped (exit code 88): {REFUSED}" in said
    assert "so test_suite.py::test_follows and what follows is not run" in said


def test_workers_tell_the_controller_that_the_run_ends(tmp_path: Path) -> None:
    project = plant(tmp_path / "project", SUITE)
    interpreter, limit = python(LATEST, XDIST), {"PYTEST_MEMORY_LIMIT_MB": "110"}
    code, said = guarded(interpreter, project, "-n2", "--dist=loadfile", "--guard-memory-action=exit", **limit)
    assert code == 88, said
    assert "[MEMORY] Stopped (exit code 88): gw" in said
    assert REFUSED in said

    code, said = guarded(interpreter, project, "-n2", "--dist=loadfile", **limit)
    assert code == 0, said
    assert "5 passed, 1 skipped" in said
    assert ": 1 test skipped: " in said

    code, said = guarded(interpreter, project, "-n2", PYTEST_COLLECTION_LIMIT_MB="10")
    assert code == 88, said
    assert "[MEMORY] Stopped (exit code 88): gw" in said
    assert "the collection of test_suite.py: 3" in said  # in it or after it, as the watcher looked


def test_settings_that_cannot_be_are_refused(tmp_path: Path) -> None:
    files = {**INI, "test_a.py": "import pytest\n\n@pytest.mark.guard_memory('much')\ndef test_a(): pass\n"}
    project = plant(tmp_path / "project", files)
    assert guarded(python(), project)[0] == 0  # the marker is known where the guard is switched off
    code, said = guarded(python(), project, "--guard-memory-limit-mb=lots")
    assert code == 4, said
    assert "guard_memory_limit_mb = lots: has to be a number of megabytes above 0, `auto` or `off`" in said
    code, said = guarded(python(), project, "--guard-memory-limit-mb=500")
    assert code == 4, said
    assert "test_a.py::test_a: guard_memory('much'): has to be one number of megabytes above 0" in said


NEAR = """
import sys, time

def test_near():
    block = b"x" * (2**20 * 100)
    time.sleep(0.4)  # the watcher has seen it
    assert sys.getswitchinterval() < 0.005
"""
SCRIPT = """
import gc, json, os, signal, sys, threading
import pytest

def state():
    import resource
    return [
        gc.isenabled(), gc.get_freeze_count(), [str(signal.getsignal(number)) for number in signal.valid_signals()],
        threading.active_count(), sorted(os.listdir("/proc/self/fd")), sys.getswitchinterval(),
        resource.getrlimit(resource.RLIMIT_DATA),
        "tracemalloc" in sys.modules and sys.modules["tracemalloc"].is_tracing(),
    ]

before = state()
code = pytest.main(sys.argv[1:])
print("STATE" + json.dumps([int(code), before, state()]))
"""


def test_all_is_as_before_when_the_run_has_ended(tmp_path: Path) -> None:
    """Also of a run within a test of another, as plugins' tests do it."""
    files = {
        **INI,
        "test_a.py": "import gc\n\ndef test_a():\n    assert gc.isenabled()\n    assert gc.get_freeze_count()\n",
        "near/test_near.py": NEAR,
        "within/test_b.py": "import pytest\n\ndef test_b():\n    assert pytest.main(['test_a.py']) == 0\n",
        "stopped/test_c.py": "raise KeyboardInterrupt\n",
        "script.py": SCRIPT,
    }
    project = plant(tmp_path / "project", files)
    both = ["--guard-memory-refuse=on", "--guard-memory-trace=on", "--guard-memory-watch=process"]
    runs = ((["test_a.py", "within", *both], 800, 0), (["near"], 180, 0), (["stopped", *both], 800, 2))
    for args, limit, code in runs:
        words = [str(python()), "script.py", *args]
        env = {**os.environ, "PYTHONPATH": str(folder()), "PYTEST_MEMORY_LIMIT_MB": str(limit)}
        done = subprocess.run(words, cwd=project, env=env, capture_output=True, text=True, check=False)
        ended, before, after = json.loads(done.stdout.partition("STATE")[2])
        assert ended == code, done.stdout
        assert after == before
        assert ("[MEMORY] Peak traced memory: " in done.stdout) == (limit == 800)


def test_the_lines_that_hold_the_memory_are_named(tmp_path: Path) -> None:
    project = plant(tmp_path / "project", RUNAWAY)
    code, said = guarded(python(), project, "--guard-memory-trace=on", PYTEST_MEMORY_LIMIT_MB="150")
    assert code == 1, said
    assert f"allocated at {project / 'test_runaway.py'}:8: " in said
