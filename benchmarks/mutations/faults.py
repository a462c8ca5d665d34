"""The faults that are planted: each with code that has it, and code that does the same and has it not."""

from __future__ import annotations

import textwrap
from typing import NamedTuple

BODY = "body"  # statements at the start of an existing test
TAIL = "tail"  # functions and classes at the end of the file
TOP = "top"  # statements behind the imports


class Fault(NamedTuple):
    """`imports` are what both kinds of code need."""

    name: str
    rule: str
    where: str
    bad: str
    good: str
    imports: tuple[str, ...] = ()


def fault(name: str, rule: str, where: str, bad: str, good: str, *imports: str) -> Fault:
    return Fault(name, rule, where, textwrap.dedent(bad).strip("\n"), textwrap.dedent(good).strip("\n"), imports)


OS, SYS, MOCK, JSON = "import os", "import sys", "from unittest import mock", "import json"
PYTEST, ASYNCIO, POPEN, TIME = "import pytest", "import asyncio", "import subprocess", "import time"
FASTAPI = "import fastapi"
APP = """
planted_app = fastapi.FastAPI()


async def planted_user():
    return "nobody"

"""
ASYNC = """
class PlantedClient:
    async def fetch(self):
        return 1


async def planted_load(client):
    return await client.fetch()

"""
LOOP = """
class PlantedWorker:
    stopped = False

    async def run(self):
        while not self.stopped:
            await asyncio.sleep(1)

"""
POOL = """
PLANTED_POOL = concurrent.futures.ThreadPoolExecutor(1)


def test_planted_user():
    assert PLANTED_POOL.submit(sum, [1]).result() == 1

"""


def planted_test(before: str, statements: str, parameters: str = "", is_async: bool = False) -> str:
    """A test of its own behind some definitions."""
    head = f"{'async ' if is_async else ''}def test_planted({parameters}):"
    body = textwrap.indent(textwrap.dedent(statements).strip("\n"), "    ")
    return f"{textwrap.dedent(before).strip()}\n\n\n{head}\n{body}\n".lstrip("\n")


FAULTS = (
    fault(
        "variable set in os.environ", "environ-not-restored", BODY, 'os.environ["PLANTED"] = "1"',
        """
        with mock.patch.dict(os.environ, {"PLANTED": "1"}):
            assert os.environ["PLANTED"] == "1"
        """, OS, MOCK,
    ),
    fault(
        "os.environ.update", "environ-not-restored", BODY, 'os.environ.update({"PLANTED": "1"})',
        """
        try:
            os.environ.update({"PLANTED": "1"})
        finally:
            del os.environ["PLANTED"]
        """, OS,
    ),
    fault(
        "variable set by a fixture", "environ-not-restored", TAIL,
        """
        @pytest.fixture
        def planted():
            os.environ["PLANTED"] = "1"
            return 1


        def test_planted(planted):
            assert planted
        """,
        """
        @pytest.fixture
        def planted():
            os.environ["PLANTED"] = "1"
            yield 1
            del os.environ["PLANTED"]


        def test_planted(planted):
            assert planted
        """, OS, PYTEST,
    ),
    fault(
        "variable set while importing", "environ-written-at-import", TOP, 'os.environ["PLANTED"] = "1"',
        'PLANTED = os.environ.get("PLANTED")', OS,
    ),
    fault(
        "sys.path extended", "sys-path-not-restored", BODY, 'sys.path.insert(0, "planted")',
        """
        sys.path.insert(0, "planted")
        try:
            assert sys.path
        finally:
            sys.path.remove("planted")
        """, SYS,
    ),
    fault(
        "stand-in in sys.modules", "sys-modules-not-restored", BODY, 'sys.modules["planted"] = mock.Mock()',
        """
        with mock.patch.dict(sys.modules, {"planted": mock.Mock()}):
            assert "planted" in sys.modules
        """, SYS, MOCK,
    ),
    fault(
        "stand-in in sys.modules while importing", "sys-modules-written-at-import", TOP,
        'sys.modules["planted"] = mock.MagicMock()', 'PLANTED = "planted" in sys.modules', SYS, MOCK,
    ),
    fault(
        "working directory changed", "working-directory-not-restored", BODY, 'os.chdir("/")',
        """
        planted = os.getcwd()
        try:
            os.chdir("/")
        finally:
            os.chdir(planted)
        """, OS,
    ),
    fault(
        "recursion limit changed", "process-setting-not-restored", BODY, "sys.setrecursionlimit(5000)",
        """
        planted = sys.getrecursionlimit()
        sys.setrecursionlimit(5000)
        try:
            assert planted
        finally:
            sys.setrecursionlimit(planted)
        """, SYS,
    ),
    fault(
        "attribute of a module set", "module-attribute-not-restored", BODY, "json.planted = 3",
        """
        with mock.patch.object(json, "planted", 3, create=True):
            assert json.planted == 3
        """, JSON, MOCK,
    ),
    fault(
        "test reads what another wrote", "test-order-reliance", TAIL,
        """
        PLANTED = None


        def test_planted_writes():
            global PLANTED
            PLANTED = dict(number=3)


        def test_planted_reads():
            assert PLANTED["number"] == 3
        """,
        """
        @pytest.fixture
        def planted():
            return {"number": 3}


        def test_planted_writes(planted):
            planted["number"] += 1
            assert planted["number"] == 4


        def test_planted_reads(planted):
            assert planted["number"] == 3
        """, PYTEST,
    ),
    fault(
        "mock assigned to a module", "mock-left-in-place", BODY, "json.planted = mock.Mock()",
        """
        with mock.patch.object(json, "planted", mock.Mock(), create=True):
            assert json.planted
        """, JSON, MOCK,
    ),
    fault(
        "mock assigned to a class", "mock-left-in-place", BODY, "json.JSONDecoder.planted = mock.MagicMock()",
        """
        planted = json.JSONDecoder()
        planted.decode = mock.MagicMock(return_value=3)
        """, JSON, MOCK,
    ),
    fault(
        "patcher started in a test", "patcher-not-stopped", BODY,
        """
        planted = mock.patch("json.dumps")
        planted.start()
        """,
        """
        planted = mock.patch("json.dumps")
        planted.start()
        try:
            assert planted
        finally:
            planted.stop()
        """, MOCK,
    ),
    fault(
        "patcher started at once", "patcher-not-stopped", BODY, 'mock.patch.object(json, "dumps").start()',
        """
        with mock.patch.object(json, "dumps"):
            assert json.dumps
        """, JSON, MOCK,
    ),
    fault(
        "patcher started in a set-up", "patcher-not-stopped", TAIL,
        """
        class TestPlanted:
            def setup_method(self):
                self.patcher = mock.patch("json.dumps")
                self.dumps = self.patcher.start()

            def test_planted(self):
                assert self.dumps
        """,
        """
        class TestPlanted:
            def setup_method(self):
                self.patcher = mock.patch("json.dumps")
                self.dumps = self.patcher.start()

            def teardown_method(self):
                self.patcher.stop()

            def test_planted(self):
                assert self.dumps
        """, MOCK,
    ),
    fault(
        "patcher started by a fixture", "patcher-not-stopped", TAIL,
        """
        @pytest.fixture
        def planted():
            patcher = mock.patch("json.dumps")
            yield patcher.start()


        def test_planted(planted):
            assert planted
        """,
        """
        @pytest.fixture
        def planted():
            patcher = mock.patch("json.dumps")
            yield patcher.start()
            patcher.stop()


        def test_planted(planted):
            assert planted
        """, MOCK, PYTEST,
    ),
    fault(
        "assertion of a mock without parentheses", "mock-assertion-never-fails", BODY,
        """
        planted = mock.Mock()
        planted.assert_called_once
        """,
        """
        planted = mock.Mock()
        planted()
        planted.assert_called_once()
        """, MOCK,
    ),
    fault(
        "assertion of a mock without `assert_`", "mock-assertion-never-fails", BODY,
        """
        planted = mock.Mock()
        planted(2)
        planted.called_once_with(1)
        """,
        """
        planted = mock.Mock()
        planted(1)
        planted.assert_called_once_with(1)
        """, MOCK,
    ),
    fault(
        "AsyncMock not awaited", "async-mock-not-awaited", TAIL,
        planted_test("", "planted = mock.AsyncMock()\nplanted.send(1)\nplanted.send.assert_called_once_with(1)"),
        planted_test("", "sent = mock.AsyncMock()\nasyncio.run(sent.send(1))\nsent.send.assert_awaited_once()"),
        MOCK, ASYNCIO,
    ),
    fault(
        "MagicMock for an async method", "sync-mock-of-async-function", TAIL,
        planted_test(
            ASYNC,
            """
            with mock.patch.object(PlantedClient, "fetch", mock.MagicMock(return_value=1)):
                assert asyncio.run(planted_load(PlantedClient())) == 1
            """,
        ),
        planted_test(
            ASYNC,
            """
            with mock.patch.object(PlantedClient, "fetch", return_value=1):
                assert asyncio.run(planted_load(PlantedClient())) == 1
            """,
        ),
        MOCK, ASYNCIO,
    ),
    fault(
        "sleep that does not give way", "sleep-mocked-in-loop", TAIL,
        planted_test(
            LOOP,
            """
            async def main():
                worker = PlantedWorker()
                with mock.patch("asyncio.sleep", mock.AsyncMock()):
                    task = asyncio.create_task(worker.run())
                    worker.stopped = True
                    await task

            asyncio.run(main())
            """,
        ),
        planted_test(
            LOOP,
            """
            async def main():
                worker = PlantedWorker()
                real = asyncio.sleep
                with mock.patch("asyncio.sleep", side_effect=lambda seconds: real(0)):
                    task = asyncio.create_task(worker.run())
                    worker.stopped = True
                    await task

            asyncio.run(main())
            """,
        ),
        MOCK, ASYNCIO,
    ),
    fault(
        "override of a dependency in a test", "dependency-override-not-restored", TAIL,
        planted_test(APP, 'planted_app.dependency_overrides[planted_user] = lambda: "admin"'),
        planted_test(
            APP, 'monkeypatch.setitem(planted_app.dependency_overrides, planted_user, lambda: "admin")', "monkeypatch"
        ),
        FASTAPI,
    ),
    fault(
        "override of a dependency by a fixture", "dependency-override-not-restored", TAIL,
        APP.strip() + """


@pytest.fixture
def planted():
    planted_app.dependency_overrides[planted_user] = lambda: "admin"


def test_planted(planted):
    assert planted_app
""",
        APP.strip() + """


@pytest.fixture
def planted():
    planted_app.dependency_overrides[planted_user] = lambda: "admin"
    yield
    planted_app.dependency_overrides.pop(planted_user)


def test_planted(planted):
    assert planted_app
""",
        FASTAPI, PYTEST,
    ),
    fault(
        "mock as a stand-in for a dependency", "dependency-override-asks-for-parameters", TAIL,
        planted_test(
            APP, "monkeypatch.setitem(planted_app.dependency_overrides, planted_user, None)\n"
            "planted_app.dependency_overrides[planted_user] = mock.AsyncMock(return_value=1)\n"
            "del planted_app.dependency_overrides[planted_user]", "monkeypatch",
        ),
        planted_test(
            APP, "planted_app.dependency_overrides[planted_user] = lambda: mock.Mock()\n"
            "del planted_app.dependency_overrides[planted_user]",
        ),
        FASTAPI, MOCK,
    ),
    fault(
        "process started by a fixture", "process-not-stopped", TAIL,
        """
        @pytest.fixture
        def planted():
            process = subprocess.Popen(["sleep", "9"])
            yield process


        def test_planted(planted):
            assert planted.poll() is None
        """,
        """
        @pytest.fixture
        def planted():
            process = subprocess.Popen(["sleep", "9"])
            yield process
            process.kill()
            process.wait()


        def test_planted(planted):
            assert planted.poll() is None
        """, POPEN, PYTEST,
    ),
    fault(
        "process started in a test", "process-not-stopped", BODY, 'planted = subprocess.Popen(["sleep", "9"])',
        'assert subprocess.Popen(["true"]).wait() == 0', POPEN,
    ),
    fault(
        "server handed out at once", "session-process-not-awaited", TAIL,
        """
        @pytest.fixture(scope="session")
        def planted():
            process = subprocess.Popen(["python", "-m", "http.server", "8123"])
            yield process
            process.kill()
            process.wait()


        def test_planted(planted):
            assert planted
        """,
        """
        @pytest.fixture(scope="session")
        def planted():
            process = subprocess.Popen(["python", "-m", "http.server", "8123"], stdout=subprocess.PIPE)
            process.stdout.readline()
            yield process
            process.kill()
            process.wait()


        def test_planted(planted):
            assert planted
        """, POPEN, PYTEST,
    ),
    fault(
        "endless wait for a process", "wait-outlives-process", TAIL,
        """
        @pytest.fixture(scope="session")
        def planted():
            process = subprocess.Popen(["planted-server"])
            while True:
                with socket.socket() as sock:
                    if sock.connect_ex(("localhost", 8123)) == 0:
                        break
                time.sleep(0.1)
            yield process
            process.kill()
            process.wait()


        def test_planted(planted):
            assert planted
        """,
        """
        @pytest.fixture(scope="session")
        def planted():
            process = subprocess.Popen(["planted-server"])
            while process.poll() is None:
                with socket.socket() as sock:
                    if sock.connect_ex(("localhost", 8123)) == 0:
                        break
                time.sleep(0.1)
            yield process
            process.kill()
            process.wait()


        def test_planted(planted):
            assert planted
        """, POPEN, PYTEST, TIME, "import socket",
    ),
    fault(
        "shared executor shut down", "shared-executor-shut-down", TAIL,
        planted_test(POOL, "assert PLANTED_POOL.submit(sum, [1]).result() == 1\nPLANTED_POOL.shutdown()"),
        planted_test(POOL, "with concurrent.futures.ThreadPoolExecutor(1) as pool:\n    assert pool.submit(sum, [1])"),
        "import concurrent.futures",
    ),
    fault(
        "shared executor in a with block", "shared-executor-shut-down", TAIL,
        planted_test(POOL, "with PLANTED_POOL as pool:\n    assert pool.submit(sum, [1]).result() == 1"),
        planted_test(POOL, "assert PLANTED_POOL.submit(sum, [1]).result() == 1"),
        "import concurrent.futures",
    ),
    fault(
        "parametrize over a set", "parametrize-over-set", TAIL,
        """
        @pytest.mark.parametrize("planted", {"one", "two", "three"})
        def test_planted(planted):
            assert planted
        """,
        """
        @pytest.mark.parametrize("planted", sorted({"one", "two", "three"}))
        def test_planted(planted):
            assert planted
        """, PYTEST,
    ),
    fault(
        "file at a fixed path, with workers", "shared-file-under-xdist", TAIL,
        """
        @pytest.mark.parametrize("planted", [1, 2])
        def test_planted(planted):
            with open("/tmp/planted.txt", "w") as file:
                file.write(str(planted))
        """,
        """
        @pytest.mark.parametrize("planted", [1, 2])
        def test_planted(planted, tmp_path):
            with open(tmp_path / "planted.txt", "w") as file:
                file.write(str(planted))
        """, PYTEST,
    ),
    fault(
        "fixed port, with workers", "fixed-port-under-xdist", TAIL,
        """
        @pytest.fixture
        def planted():
            with socket.socket() as sock:
                sock.bind(("localhost", 8123))
                yield sock


        @pytest.mark.parametrize("number", [1, 2])
        def test_planted(planted, number):
            assert planted
        """,
        """
        @pytest.fixture
        def planted():
            with socket.socket() as sock:
                sock.bind(("localhost", 0))
                yield sock


        @pytest.mark.parametrize("number", [1, 2])
        def test_planted(planted, number):
            assert planted
        """, PYTEST, "import socket",
    ),
    fault(
        "number of a worker cut out by hand", "worker-number-by-hand", TAIL,
        """
        @pytest.fixture(scope="session")
        def planted(worker_id):
            return 9000 + int(worker_id[2:])


        def test_planted(planted):
            assert planted
        """,
        """
        @pytest.fixture(scope="session")
        def planted(worker_id):
            return f"planted_{worker_id}"


        def test_planted(planted):
            assert planted
        """, PYTEST,
    ),
    fault(
        "random values in parametrize", "parametrize-random-values", TAIL,
        """
        @pytest.mark.parametrize("planted", [random.random(), random.random()])
        def test_planted(planted):
            assert planted
        """,
        """
        @pytest.mark.parametrize("planted", [0.25, 0.75])
        def test_planted(planted):
            assert planted + random.random()
        """, PYTEST, "import random",
    ),
    fault(
        "parametrize over a folder's listing, with workers", "parametrize-over-listing", TAIL,
        """
        @pytest.mark.parametrize("planted", os.listdir(os.path.dirname(__file__)))
        def test_planted(planted):
            assert planted
        """,
        """
        @pytest.mark.parametrize("planted", sorted(os.listdir(os.path.dirname(__file__))))
        def test_planted(planted):
            assert planted
        """, PYTEST, OS,
    ),
    fault(
        "file at a constant path, with workers", "shared-file-under-xdist", TAIL,
        """
        PLANTED = pathlib.Path("/tmp") / "planted.txt"


        @pytest.mark.parametrize("number", [1, 2])
        def test_planted(number):
            PLANTED.write_text(str(number))
            assert PLANTED.read_text() == str(number)
        """,
        """
        @pytest.mark.parametrize("number", [1, 2])
        def test_planted(number, tmp_path):
            planted = tmp_path / "planted.txt"
            planted.write_text(str(number))
            assert planted.read_text() == str(number)
        """, PYTEST, "import pathlib",
    ),
    fault(
        "file named in the test, with workers", "shared-file-under-xdist", TAIL,
        """
        @pytest.mark.parametrize("number", [1, 2])
        def test_planted(number):
            path = os.path.join("/tmp", "planted.json")
            with open(path, "w") as file:
                assert file.write(str(number))
        """,
        """
        @pytest.mark.parametrize("number", [1, 2])
        def test_planted(number, tmp_path):
            path = os.path.join(tmp_path, "planted.json")
            with open(path, "w") as file:
                assert file.write(str(number))
        """, PYTEST, OS,
    ),
    fault(
        "database made by name, with workers", "shared-database-under-xdist", TAIL,
        """
        @pytest.fixture(scope="session")
        def planted(planted_cursor):
            planted_cursor.execute("CREATE DATABASE planted")
            yield "planted"
            planted_cursor.execute("DROP DATABASE planted")


        @pytest.fixture(scope="session")
        def planted_cursor():
            return object()


        @pytest.mark.parametrize("number", [1, 2])
        def test_planted(planted, number):
            assert planted
        """,
        """
        @pytest.fixture(scope="session")
        def planted(planted_cursor, worker_id):
            planted_cursor.execute(f"CREATE DATABASE planted_{worker_id}")
            yield "planted"
            planted_cursor.execute(f"DROP DATABASE planted_{worker_id}")


        @pytest.fixture(scope="session")
        def planted_cursor():
            return object()


        @pytest.mark.parametrize("number", [1, 2])
        def test_planted(planted, number):
            assert planted
        """, PYTEST,
    ),
    fault(
        "fixture that returns before its yield", "fixture-may-not-yield", TAIL,
        """
        @pytest.fixture
        def planted(tmp_path):
            if not tmp_path.exists():
                return
            yield tmp_path


        def test_planted(planted):
            assert planted
        """,
        """
        @pytest.fixture
        def planted(tmp_path):
            if not tmp_path.exists():
                pytest.skip("no folder")
            yield tmp_path


        def test_planted(planted):
            assert planted
        """, PYTEST,
    ),
    fault(
        "fixture that yields on one side", "fixture-may-not-yield", TAIL,
        """
        @pytest.fixture
        def planted(tmp_path):
            if tmp_path.exists():
                yield tmp_path


        def test_planted(planted):
            assert planted
        """,
        """
        @pytest.fixture
        def planted(tmp_path):
            if tmp_path.exists():
                yield tmp_path
            else:
                yield None


        def test_planted(planted):
            assert planted
        """, PYTEST,
    ),
    fault(
        "fixture that yields twice", "fixture-yields-again", TAIL,
        """
        @pytest.fixture
        def planted(tmp_path):
            if not tmp_path.exists():
                yield None
            yield tmp_path


        def test_planted(planted):
            assert planted
        """,
        """
        @pytest.fixture
        def planted(tmp_path):
            if not tmp_path.exists():
                yield None
                return
            yield tmp_path


        def test_planted(planted):
            assert planted
        """, PYTEST,
    ),
)  # fmt: skip
