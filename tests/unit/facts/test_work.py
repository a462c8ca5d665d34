"""Many files are read in processes, of which none outlives the one that started them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from doctor.facts.sources.work import in_processes, plain_of
from tests.command import marked, plant, wait_for

FILE = b"def test_a():\n    assert 1\n"


def test_the_facts_come_in_order_and_are_those_of_one_process() -> None:
    tasks = [[(f"test_{number}.py", FILE.replace(b"_a", b"_%d" % number), "")] for number in range(9)]
    assert [blob for blobs in in_processes(tasks, 2) for blob in blobs] == [plain_of(*task) for (task,) in tasks]


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_left_of_a_call_that_is_killed(tmp_path: Path, number: int) -> None:
    plant(tmp_path, {f"test_{each}.py": FILE * 2000 for each in range(400)})
    words = [sys.executable, "-m", "doctor", "diagnose", "--no-cache", "-j", "2"]
    process = subprocess.Popen(words, cwd=tmp_path, env={**os.environ, "MARK": str(tmp_path)}, stderr=subprocess.PIPE)
    wait_for(lambda: len(marked(tmp_path)) >= 3)
    time.sleep(0.3)  # Python forgets about a Ctrl-C in the very moment of a fork
    process.send_signal(number)
    _, said = process.communicate(timeout=60)
    assert process.returncode == (130 if number == signal.SIGINT else -number)
    assert b"Traceback" not in said
    wait_for(lambda: not marked(tmp_path))


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_a_reader_that_is_killed_is_done_without(tmp_path: Path) -> None:
    """Before Python 3.11.5 an executor whose process is gone never ends by itself."""
    data = b"DATA = [\n" + b"    (1, 2, 3, 4, 5, 6),\n" * 1500 + b"]\n"
    plant(tmp_path, {f"test_{each}.py": data + FILE for each in range(120)})
    words = [sys.executable, "-m", "doctor", "diagnose", "--no-cache", "-j", "2"]
    env = {**os.environ, "MARK": str(tmp_path)}
    with subprocess.Popen(words, cwd=tmp_path, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        wait_for(lambda: len(marked(tmp_path)) >= 3)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()
        os.kill(int(children[0]), signal.SIGKILL)
        said, _ = process.communicate(timeout=60)
    assert process.returncode == 0, said
    wait_for(lambda: not marked(tmp_path))
