"""Each kind of leak is found at its test, and nothing is said of the same deed undone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.command import plant
from tests.guard.installed import guarded, python

pytestmark = pytest.mark.slow

PLUGINS = ("pytest==9.2.0", "pytest-xdist==3.8.0", "pytest-asyncio==1.3.0", "fastapi==0.121.3")
LEAKS = """
import asyncio, os, socket, subprocess, sys, threading, time, types
from unittest import mock
import fastapi, pytest

app = fastapi.FastAPI()
kept = []
opened = open(os.devnull)
sys.modules["replaced"] = types.ModuleType("replaced")
sys.modules["removed"] = types.ModuleType("removed")

def dependency(): ...

def test_environ(): os.environ["LEFT"] = "1"
def test_environ_deleted(): del os.environ["HOME"]
def test_cwd(tmp_path): os.chdir(tmp_path)
def test_sys_path(): sys.path.append("/left")
def test_module_replaced(): sys.modules["replaced"] = types.ModuleType("replaced")
def test_module_removed(): del sys.modules["removed"]
def test_thread(): threading.Thread(target=time.sleep, args=(9,), daemon=True, name="left").start()
def test_process(): kept.append(subprocess.Popen(["sleep", "9"]))
def test_zombie():
    kept.append(subprocess.Popen(["true"]))
    time.sleep(0.5)
def test_socket(): kept.append(socket.socket())
def test_file(tmp_path): kept.append(open(tmp_path / "left.txt", "w"))
def test_number_again(tmp_path):
    number = opened.fileno()
    opened.close()
    kept.append(open(tmp_path / "again.txt", "w"))
    assert kept[-1].fileno() == number
def test_task():
    loop = asyncio.new_event_loop()
    kept.extend([loop, loop.create_task(asyncio.sleep(9))])
def test_patch(): mock.patch("os.getlogin").start()
def test_policy():
    class Own(asyncio.DefaultEventLoopPolicy): ...
    asyncio.set_event_loop_policy(Own())
def test_override(): app.dependency_overrides[dependency] = print
def test_override_of_a_new_app():
    kept.append(fastapi.FastAPI())
    kept[-1].dependency_overrides[dependency] = print
def test_last(): pass
"""
FOUND = {
    "environ": "os.environ['LEFT'] is set to '1'",
    "environ_deleted": "os.environ['HOME'] is deleted",
    "cwd": "the working directory is ",
    "sys_path": "sys.path has '/left'",
    "module_replaced": "sys.modules['replaced'] is replaced",
    "module_removed": "sys.modules['removed'] is removed",
    "thread": "daemon thread 'left' still runs",
    "process": "still runs: sleep 9",
    "zombie": "has ended and was not waited for",
    "socket": "socket is open",
    "file": "left.txt is open",
    "number_again": "again.txt is open",
    "task": "asyncio task sleep is pending",
    "patch": "was started and not stopped",
    "policy": "the event loop policy is ",
    "override": "dependency_overrides overrides dependency",
    "override_of_a_new_app": "dependency_overrides overrides dependency",
}
HEALTHY = """
import asyncio, json, os, socket, subprocess, sys, threading, types, unittest
from concurrent.futures import ThreadPoolExecutor
from unittest import mock
import fastapi, pytest

app = fastapi.FastAPI()
def dependency(): ...

@pytest.fixture(scope="session")
def server():
    os.environ["SERVER"] = "up"
    server = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.accept, daemon=True)
    thread.start()
    process = subprocess.Popen(["sleep", "60"])
    yield
    process.kill(); process.wait(); server.close()
    del os.environ["SERVER"]

@pytest.fixture(scope="module", autouse=True)
def folder(tmp_path_factory):
    before = os.getcwd()
    os.chdir(tmp_path_factory.mktemp("here"))
    yield
    os.chdir(before)

@pytest.fixture(scope="class")
def overridden():
    app.dependency_overrides[dependency] = print
    yield
    app.dependency_overrides.pop(dependency)

def setup_module(): os.environ["MODULE"] = "1"
def teardown_module(): del os.environ["MODULE"]

def test_wider(server): pass
def test_numbers_of_workers():
    from pytest_guard.workers import free_ports, redis_index
    free_ports(2); redis_index()
def test_monkeypatch(monkeypatch, tmp_path):
    monkeypatch.setenv("LEFT", "1"); monkeypatch.chdir(tmp_path); monkeypatch.syspath_prepend("/left")
    monkeypatch.setitem(sys.modules, "json", types.ModuleType("json"))
@mock.patch.dict(os.environ, {"LEFT": "1"})
@mock.patch("os.getlogin")
def test_patch(getlogin): assert os.environ["LEFT"]
def test_import():
    import xml.dom.minidom, sqlite3, email.mime.text
def test_executor():
    with ThreadPoolExecutor() as pool: pool.submit(print).result()
def test_process(): subprocess.run(["true"], check=True)
def test_files(tmp_path):
    open(tmp_path / "a.txt", "w").write("closed when nothing refers to it")
    cycle = [socket.socket()]; cycle.append(cycle)
@pytest.mark.asyncio
async def test_async(): await asyncio.create_task(asyncio.sleep(0))
def test_run(): asyncio.run(asyncio.sleep(0))
class TestClass:
    def test_one(self, overridden): pass
    def test_two(self, overridden): app.dependency_overrides[len] = print; del app.dependency_overrides[len]
class TestCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls): os.environ["CLASS"] = "1"
    @classmethod
    def tearDownClass(cls): del os.environ["CLASS"]
    def setUp(self):
        patcher = mock.patch("os.getlogin"); patcher.start(); self.addCleanup(patcher.stop)
    def test_it(self): pass
def test_output(capfd, caplog, recwarn, tmp_path): print("x")
"""


def told(said: str) -> dict[str, str]:
    return dict(re.findall(r"^test_l\.py::test_(\w+): (.*)$", said, re.M))


@pytest.mark.parametrize("workers", ["0", "2"])
def test_each_kind_is_told(tmp_path: Path, workers: str) -> None:
    project = plant(tmp_path, {"test_l.py": LEAKS, "pytest.ini": "[pytest]\nguard_leaks = report\n"})
    code, said = guarded(python(*PLUGINS), project, "-n", workers)
    assert code == 0, said
    found = told(said)
    assert set(found) == set(FOUND), said
    for name, words in FOUND.items():
        assert words in found[name]


def test_they_fail_where_asked_and_not_where_allowed(tmp_path: Path) -> None:
    project = plant(tmp_path, {"test_l.py": LEAKS})
    code, said = guarded(python(*PLUGINS), project, "--guard-leaks=fail", "-k", "environ or thread or last", "-rE")
    assert code == 1
    assert "4 passed, 14 deselected, 3 errors" in said
    assert "the test left something changed:\n  os.environ['LEFT'] is set to '1'" in said
    allowed = "guard_leaks = fail\nguard_leaks_allow = environ:* thread:le*\n"
    (project / "pytest.ini").write_text(f"[pytest]\n{allowed}")
    code, said = guarded(python(*PLUGINS), project, "-k", "environ or thread or last")
    assert code == 0, said


@pytest.mark.parametrize(
    "words", [("-n", "0"), ("-n", "2"), ("-p", "no:cacheprovider", "--import-mode=importlib", "-s")]
)
def test_what_is_undone_is_no_leak(tmp_path: Path, words: tuple[str, ...]) -> None:
    project = plant(tmp_path, {"test_h.py": HEALTHY})
    code, said = guarded(python(*PLUGINS), project, "--guard-leaks=fail", *words)
    assert code == 0, said
    assert "14 passed" in said
    assert "pytest-guard)" not in said


@pytest.mark.parametrize("version", ["pytest==7.4.4", "pytest==8.4.2"])
def test_other_versions(tmp_path: Path, version: str) -> None:
    text = "import os\ndef test_environ(): os.environ['LEFT'] = '1'\ndef test_last(): pass\n"
    project = plant(tmp_path, {"test_l.py": text})
    code, said = guarded(python(version), project, "--guard-leaks=report")
    assert (code, told(said)) == (0, {"environ": "os.environ['LEFT'] is set to '1'"})
    code, said = guarded(python(version), project, "--guard-leaks=fail")
    assert code == 1
    assert "2 passed, 1 error" in said
