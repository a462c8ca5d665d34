"""Live processes in real pytests: real servers, real signals, and nothing left behind."""

from __future__ import annotations

import json
import os
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.guard.installed import LATEST, folder, guarded, python
from tests.places.namespaces import without_loopback
from tests.places.seccomp import refused_sockets

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="signals and /bin/sh are POSIX")]
# the same environment as in test_sandbox.py
XDIST = (LATEST, "pytest-xdist==3.8.0", "pytest-rerunfailures==16.7")

SERVER = """
import os, signal, socket, sys
if "stubborn" in sys.argv:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
if "daemons" in sys.argv:  # leaves its parent, its group and its session, and ignores being asked
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            os.execvp("sleep", ["sleep", os.environ["NAP"]])
        os._exit(0)
server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
print("listening on", server.getsockname()[1])
status = b"200"
while True:
    peer = server.accept()[0]
    asked = peer.recv(65536)
    peer.sendall(b"HTTP/1.0 " + status + b" \\r\\n\\r\\n")
    peer.close()
    if b"/sicken" in asked:
        status = b"500"
"""

APP = """
import os, pathlib, sys, time, urllib.error, urllib.request
import pytest
SERVER = [sys.executable, "-S", pathlib.Path(__file__).with_name("server.py"), "{port}"]
URL = "http://127.0.0.1:{port}/"

def ask(live, path="/"):
    try:
        with urllib.request.urlopen(live.url + path) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        error.close()
        return error.code

def kill(live):
    os.kill(live.pid, 9)
    while live.is_alive():
        time.sleep(0.001)
"""


@pytest.fixture
def nap() -> Iterator[str]:
    """A number of seconds that tells the sleeping processes of one test from all others; none may be left."""
    seconds = f"{100_000 + os.getpid() % 50_000}.{time.monotonic_ns() % 1_000_000}"
    yield seconds
    assert napping(seconds) == []


def napping(seconds: str) -> list[int]:
    return [each.pid for each in psutil.process_iter(["cmdline"]) if seconds in (each.info["cmdline"] or ())]


@pytest.fixture
def project(tmp_path: Path):
    def make(conftest: str = "", **files: str) -> Path:
        (tmp_path / "server.py").write_text(SERVER)
        (tmp_path / "app.py").write_text(APP)
        (tmp_path / "conftest.py").write_text("import pytest\nfrom app import *\n" + conftest)
        for name, text in files.items():
            (tmp_path / f"{name}.py").write_text("import os, re, socket, sys, time\nfrom app import *\n" + text)
        return tmp_path

    return make


RESPAWNS = """
@pytest.fixture(scope="session")
def each_test(live_process):
    return live_process(SERVER, name="each-test", ready=URL)

@pytest.fixture(scope="session")
def next_file(live_process):
    return live_process(SERVER, name="next-file", ready=URL, respawn="file")

@pytest.fixture(scope="session")
def on_use(live_process):
    return live_process(SERVER, name="on-use", ready=URL, respawn="use")

@pytest.fixture(scope="session")
def never(live_process):
    return live_process(SERVER, name="never", ready=URL, respawn="never")

@pytest.fixture(scope="session")
def fresh(live_process):
    return live_process(SERVER, name="fresh", ready=URL, scope="file")

@pytest.fixture(scope="module")
def of_module(live_process):
    return live_process(SERVER, name="of-module", ready=URL)

"""

TEST_A = """
pids = {}
def test_clean(each_test, next_file, on_use, never, fresh, of_module):
    for live in (each_test, next_file, on_use, never, fresh, of_module):
        assert ask(live) == 200 and live.dirty == "" and live.starts == 1
        pids[live.name] = live.pid
        kill(live) if live.name != "of-module" else None

def test_each_test(each_test):
    assert ask(each_test) == 200 and each_test.starts == 2 and each_test.pid != pids["each-test"]
    assert each_test.dirty == (
        "died in test_a.py::test_clean (killed by SIGKILL); was started again before test_a.py::test_each_test"
    )
    kill(each_test)

def test_by_value(request):
    live = request.getfixturevalue("each_test")
    assert ask(live) == 200 and live.starts == 3
    ask(live, "/sicken")

def test_unhealthy(each_test):
    assert ask(each_test) == 200 and each_test.starts == 4
    assert "is not healthy: " + each_test.url + "/ answered 500, before test_a.py::test_unhealthy" in each_test.dirty

def test_refused(next_file):
    raise SystemError("not reached")

def test_on_use(on_use):
    assert ask(on_use) == 200 and on_use.starts == 2
    assert on_use.dirty.endswith("was started again in test_a.py::test_on_use")

def test_failure_shows_the_state(on_use):
    assert not on_use.pid

def test_never(never):
    raise SystemError("not reached")
"""

TEST_B = """
def test_next_file(next_file, fresh, of_module):
    assert ask(next_file) == 200 and next_file.starts == 2 and "died in test_a.py::test_clean" in next_file.dirty
    assert ask(fresh) == 200 and fresh.starts == 2 and fresh.dirty == ""
    assert ask(of_module) == 200 and of_module.starts == 1

def test_still_never(never):
    raise SystemError("not reached")
"""

TEST_C = """
def test_a_file_later(next_file):
    assert next_file.starts == 2 and next_file.dirty == "was started again before test_b.py::test_next_file"
"""
TEST_D = """
def test_two_files_later(next_file):
    assert next_file.starts == 2 and next_file.dirty == ""
"""


@pytest.mark.parametrize(
    ("requires", "options"), [(("pytest==7.4.4",), ("-W", "error")), (XDIST, ("-n1", "--guard-leaks=fail"))]
)
def test_a_dead_process_is_replaced_when_its_user_has_said(project, requires, options):
    home = project(RESPAWNS, test_a=TEST_A, test_b=TEST_B, test_c=TEST_C, test_d=TEST_D)
    code, output = guarded(python(*requires), home, "-q", "-rA", *options)
    assert code == 1
    assert sorted(re.findall(r"^(?:ERROR|FAILED) (\S+)", output, re.M)) == [
        "test_a.py::test_failure_shows_the_state",
        "test_a.py::test_never",
        "test_a.py::test_refused",
        "test_b.py::test_still_never",
    ], output
    assert "not reached" not in re.sub(r"raise SystemError.*", "", output)
    assert (
        "live process 'never' has ended, killed by SIGKILL\ndied in test_a.py::test_clean (killed by SIGKILL)" in output
    )
    assert re.search(r"-+ live process on-use -+\nalive, pid \d+, port \d+, start 2: .*\ndirty: died in", output)
    assert "LiveProcessWarning: live process 'each-test' was started again before test_a.py::test_each_test" in output
    assert "listening on" in output


STARTS = """
from pytest_guard.processes import Http

def test_how_it_may_be_ready(live_process):
    for ready in (None, URL, re.compile(r"listening on (\\\\d+)"), lambda live: ask(live) == 200):
        live = live_process(SERVER, name="server", ready=ready)
        assert ask(live) == 200, ready
    command = [sys.executable, "-m", "http.server", "{port}"]
    web = live_process(command, name="web", ready=URL, health=Http(URL + "x", 404))
    assert ask(web) == 200 and not web.trouble()
    assert live_process(SERVER, name="log", ready=re.compile(r"listening on (\\\\d+)")).match[1].isdecimal()
    line = live_process('echo "$GREETING from $PWD"; sleep 60', name="shell", env={"GREETING": "port {port}"}, cwd="/",
                        ready=re.compile("from"))
    assert line.output() == f"port {line.port} from /\\\\n"

def test_daemon(live_process):
    live = live_process("sleep 60 & exit 0", name="background")
    assert live.is_alive()

def test_exits(live_process):
    began = time.monotonic()
    try:
        live_process("echo no such table; exit 3", name="exits", ready=URL)
    finally:
        assert time.monotonic() - began < 25  # it has 30 seconds

def test_killed(live_process):
    live_process("kill -SEGV $$", name="killed", ready=URL)

def test_missing(live_process):
    live_process(["/no/such/program"], name="missing")

def test_slow(live_process):
    live_process("sleep 60", name="slow", ready=URL, timeout=0.3)

def test_taken(live_process):
    first = live_process(SERVER, name="first")
    live_process(SERVER, name="second", port=first.port)

def test_taken_meanwhile(live_process):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        live_process([sys.executable, "-S", SERVER[2], str(port)], name="late", ready=lambda live: 0)

@pytest.mark.parametrize("wrong", [{"name": "a/b"}, {"scope": "module"}, {"respawn": "always"}, {"ready": 1.5}])
def test_wrong(live_process, wrong):
    with pytest.raises(ValueError, match="has to be"):
        live_process("sleep 60", **{"name": "wrong", **wrong})
"""


def test_a_process_that_does_not_start_fails_at_once_and_says_why(project):
    home = project("", test_starts=STARTS.replace("\\\\", "\\"))
    code, output = guarded(python(), home, "-q", "-rf")
    assert code == 1
    assert len(re.findall(r"^FAILED ", output, re.M)) == 6, output
    for words in (
        r"live process 'exits' ended before it was ready, exit code 3 \(.*\)\nE +last output \(.*\):\nE +no such table",
        r"live process 'killed' ended before it was ready, killed by SIGSEGV",
        r"live process 'missing' cannot be started \(/no/such/program\): FileNotFoundError",
        r"live process 'slow' was not ready within 0.3 s: http://127.0.0.1:\d+/: .*refused",
        r"live process 'second': port \d+ is taken by pid \d+ \(.*server.py \d+\)",
        r"(?s)live process 'late' ended before it was ready, exit code 1.*Address already in use",
    ):
        assert re.search(words, output), (words, output)
    assert "tree.py" not in output


def test_nothing_is_left_however_processes_behave(project, nap):
    stubborn = """
def test_stubborn(live_process):
    live = live_process([*SERVER, "stubborn", "daemons"], name="stubborn", grace=0.2)
    assert ask(live) == 200

def test_supervisor_is_killed(live_process):
    import psutil
    live = live_process([*SERVER, "daemons"], name="alone", grace=0.2)
    psutil.Process(live.pid).parent().kill()
    while live.is_alive():
        time.sleep(0.01)

def test_at_the_end(live_process):
    live_process([*SERVER, "daemons"], name="last", grace=0.2)
    pytest.exit("enough")
"""
    home = project("", test_stubborn=stubborn)
    state = home / "state"
    code, output = guarded(python(), home, "-q", NAP=nap, PYTEST_GUARD_STATE=str(state))
    assert (code, "2 passed" in output) == (2, True), output
    left = [json.loads(each.read_text()) for each in state.iterdir()]
    assert [each["name"] for each in left] == ["alone"]  # it did not end cleanly
    assert left[0]["died"] == "test_stubborn.py::test_supervisor_is_killed"


def test_a_killed_pytest_leaves_a_word_and_the_next_begins_dirty(project, nap):
    hangs = """
def test_hangs(live_process):
    live_process([*SERVER, "daemons"], name="app", grace=0.2)
    live_process([*SERVER], name="web", port=int(os.environ["FREE"]))
    os.kill(os.getpid(), int(os.environ["SIGNAL"]))

def test_next(live_process, guard_dirty):
    live = live_process("sleep 60", name="again")
    assert live.dirty == guard_dirty == "batch 1 was killed"
"""
    home = project("", test_hangs=hangs)
    state = home / "state"
    heard = [each for each in (signal.SIGTERM, signal.SIGHUP) if signal.getsignal(each) is not signal.SIG_IGN]  # nohup
    for number in (signal.SIGKILL, *heard):
        env = {"NAP": nap, "PYTEST_GUARD_STATE": str(state), "FREE": "19873", "SIGNAL": str(int(number))}
        code, output = guarded(python(), home, "-q", **env)
        assert code == -number, output
        gone(nap)
    left = [json.loads(each.read_text()) for each in sorted(state.iterdir())]
    assert sorted(each["name"] for each in left) == ["app"] * (1 + len(heard)) + ["web"] * (1 + len(heard))
    keys = {"name", "pid", "started", "port", "nodeid", "create_time", "owner", "owner_create_time", "mark"}
    assert all(set(each) == keys and each["nodeid"] == "test_hangs.py::test_hangs" for each in left)
    assert not any(psutil.pid_exists(each["pid"]) for each in left)
    code, output = guarded(python(), home, "-k", "next", PYTEST_GUARD_DIRTY="batch 1 was killed")
    assert code == 0, output
    assert "guard: this run does not begin clean: batch 1 was killed" in output


def test_what_is_left_when_both_are_killed_is_ended_by_the_next_run(project, nap, tmp_path_factory):
    both = """
import psutil
def test_both(live_process):
    live = live_process([*SERVER, "daemons"], name="app")
    psutil.Process(live.pid).parent().kill()
    os.kill(os.getpid(), 9)

def test_next(live_process):
    live = live_process("sleep 60", name="again")
    assert re.fullmatch(r"live process 'app' \\(pid \\d+\\) of an earlier run was killed now", live.dirty), live.dirty
"""
    home = project("", test_both=both)
    temporary = str(tmp_path_factory.mktemp("own"))
    assert guarded(python(), home, "-k", "both", NAP=nap, TMPDIR=temporary)[0] == -signal.SIGKILL
    assert len(napping(nap)) == 1
    code, output = guarded(python(), home, "-k", "next", NAP=nap, TMPDIR=temporary)
    assert code == 0, output
    assert "of an earlier run was killed now" in output


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (refused_sockets, r"live process 'web': no port can be bound here: .*not permitted"),
        (without_loopback, r"live process 'web' cannot be reached: http://127.0.0.1:\d+/: .*unreachable"),
    ],
)
def test_without_sockets_a_process_is_known_by_its_output(project, place, words):
    refused = """
def test_output(live_process):
    assert live_process("echo up; sleep 60", name="app", ready=re.compile("up")).is_alive()

def test_port(live_process):
    live_process(SERVER, name="web", ready=URL)
"""
    home = project("", test_refused=refused)
    done = place().needed().run(python(), "-m", "pytest", "-q", "-rf", cwd=home, PYTHONPATH=str(folder()))
    assert "1 failed, 1 passed" in done.out, done
    assert re.search(words, done.out), done.out


def gone(nap: str) -> None:
    """Waits for what the supervisors of a killed pytest have to do."""
    over = time.monotonic() + 60
    while napping(nap) and time.monotonic() < over:
        time.sleep(0.01)
    assert napping(nap) == []
