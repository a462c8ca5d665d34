"""The supervisor and the pid files without a pytest."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no supervisor on Windows")
MAC = "import sys, runpy, psutil; sys.platform = 'darwin'; runpy.run_path(sys.argv[1], run_name='__main__')"
# one that leaves group, session and parent, and one that does not listen to SIGTERM
COMMAND = "(setsid sleep {nap} &) ; trap '' TERM; sleep {nap}; sleep {nap}"


class Talk:
    """What is said to a supervisor, and what it tells."""

    def __init__(self, words: list[str], order: dict[str, Any]) -> None:
        self.process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        self.say(json.dumps(order))

    def say(self, words: str) -> None:
        self.process.stdin.write(words.encode() + b"\n")

    def hear(self) -> dict[str, Any]:
        return json.loads(self.process.stdout.readline())


@pytest.fixture
def nap() -> str:
    return f"{100_000 + os.getpid() % 50_000}.{time.monotonic_ns() % 1_000_000}"


@pytest.fixture
def supervisor(tmp_path, nap):
    from pytest_guard.processes import supervisor

    talks = []

    def start(command: str | list[str], mac: bool = False, **more: Any) -> Talk:
        order = {
            "command": command,
            "env": {"PATH": os.environ["PATH"]},
            "cwd": str(tmp_path),
            "grace": 0.05,
            "kill": 5,
        }
        order |= {"log": str(tmp_path / "log"), "mark": nap, "parent": os.getpid(), "psutil": "", **more}
        script = supervisor.__file__
        talks.append(Talk([sys.executable, *(["-c", MAC, script] if mac else ["-I", "-S", script])], order))
        return talks[-1]

    yield start
    for talk in talks:
        talk.process.stdin.close()
        assert talk.process.wait(30) == 0
        talk.process.stdout.close()
    assert napping(nap) == []


def napping(seconds: str) -> list[int]:
    return [each.pid for each in psutil.process_iter(["cmdline"]) if seconds in (each.info["cmdline"] or ())]


def wait(asked: Callable[[], bool]) -> None:
    over = time.monotonic() + 30
    while not asked():
        assert time.monotonic() < over
        time.sleep(0.005)


@pytest.mark.parametrize("mac", [False, True])
def test_all_descendants_are_ended(supervisor, nap, mac):
    talk = supervisor(COMMAND.format(nap=nap), mac)
    assert psutil.pid_exists(talk.hear()["pid"])
    wait(lambda: len(napping(nap)) == 2)
    talk.say("?")
    assert talk.hear() == {"alive": True}
    talk.say("stop")
    told = talk.hear()
    while "left" not in told:
        told = talk.hear()
    assert told == {"left": []}
    assert napping(nap) == []


def test_the_end_of_the_input_ends_all(supervisor, nap):
    talk = supervisor(COMMAND.format(nap=nap))
    wait(lambda: len(napping(nap)) == 2)
    talk.process.stdin.close()
    wait(lambda: not napping(nap))


FORKS = """
import json, os, subprocess, sys, time
order = json.loads(sys.argv[2]) | {"parent": os.getpid()}
supervisor = subprocess.Popen([sys.executable, "-I", "-S", sys.argv[1]], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
supervisor.stdin.write(json.dumps(order).encode() + b"\\n")
supervisor.stdin.flush()
supervisor.stdout.readline()
child = os.fork()  # as multiprocessing does: it has the pipe too
if child:
    print(child, flush=True)
    os.kill(os.getpid(), 9)
time.sleep(60)
"""


def test_a_child_of_pytest_that_holds_the_pipe_keeps_nothing_alive(tmp_path, nap):
    from pytest_guard.processes import supervisor

    order = {"command": ["sleep", nap], "env": {"PATH": os.environ["PATH"]}, "cwd": "/", "grace": 1, "kill": 5}
    order |= {"log": str(tmp_path / "log"), "mark": nap, "psutil": ""}
    words = [sys.executable, "-c", FORKS, supervisor.__file__, json.dumps(order)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as owner:
        child = int(owner.stdout.readline())
        assert owner.wait(30) == -9
        wait(lambda: not napping(nap))
        os.kill(child, 9)


def test_a_daemon_lives_after_its_command(supervisor, nap):
    talk = supervisor(f"sleep {nap} & exit 0")
    assert [set(talk.hear()), talk.hear()] == [{"pid"}, {"exit": 0}]
    talk.say("?")
    assert talk.hear() == {"alive": True}
    wait(lambda: napping(nap))  # until then it is a copy of the shell
    psutil.Process(napping(nap)[0]).kill()
    assert talk.hear() == {"gone": True}


def test_how_the_command_ended_is_told(supervisor):
    assert [supervisor(["/no/such"]).hear()["error"][:17]] == ["FileNotFoundError"]
    talk = supervisor("kill -9 $$")
    assert [set(talk.hear()), talk.hear(), talk.hear()] == [{"pid"}, {"exit": -9}, {"gone": True}]


def test_the_command_can_be_interrupted(supervisor):
    talk = supervisor("kill -INT $$; sleep 9")
    talk.hear()
    assert talk.hear() == {"exit": -2}


def test_pid_files_stay_until_they_are_removed(tmp_path):
    from pytest_guard.processes.pidfiles import PidFile

    about = {"name": "app", "pid": 1, "started": 0.0, "port": None, "nodeid": "", "create_time": 0.0, "mark": "m"}
    file = PidFile(tmp_path / "new", about)
    file.write(exit_code=3)
    assert json.loads((tmp_path / "new" / "app-1.json").read_text())["exit_code"] == 3
    assert [each.name for each in (tmp_path / "new").iterdir()] == ["app-1.json"]
    file.remove()
    file.remove()
    assert list((tmp_path / "new").iterdir()) == []


def test_what_a_dead_owner_left_is_ended_and_strangers_are_not(tmp_path, nap):
    from pytest_guard.processes.holders import create_time
    from pytest_guard.processes.pidfiles import end_left_over

    left = subprocess.Popen(["sleep", nap], env={"PYTEST_GUARD_LIVE": nap, "PATH": os.environ["PATH"]})
    about = {"name": "app", "pid": left.pid, "create_time": 0.0, "mark": nap}
    (tmp_path / "broken.json").write_text("{")
    mine = {"owner": os.getpid(), "owner_create_time": create_time(os.getpid())}
    (tmp_path / "app.json").write_text(json.dumps(about | mine))
    assert end_left_over(tmp_path) == []
    assert left.poll() is None
    (tmp_path / "app.json").write_text(json.dumps(about | mine | {"owner_create_time": 1.0}))
    assert end_left_over(tmp_path) == [f"live process 'app' (pid {left.pid}) of an earlier run was killed now"]
    assert left.wait(5) == -9
    assert [each.name for each in tmp_path.iterdir()] == ["broken.json"]
    assert end_left_over(Path("/no/such/folder")) == []


@pytest.mark.parametrize(
    ("code", "words"),
    [(3, "exit code 3"), (-9, "killed by SIGKILL"), (-99, "killed by signal 99"), (None, "killed with")],
)
def test_how_it_ended(code, words):
    from pytest_guard.processes.live import how_it_ended

    assert how_it_ended(code).startswith(words)
