"""The fixtures of workers under pytest-xdist, against a real PostgreSQL and a real Redis."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.guard.installed import LATEST, guarded, python

pytestmark = pytest.mark.slow
# the same environments as in test_fixtures.py and test_sandbox.py, so that none is made for this file alone
NEW = (LATEST, "pytest-xdist==3.8.0", "pytest-rerunfailures==16.7")
OLD = ("pytest==7.4.4", "pytest-xdist==3.8.0", "pytest-rerunfailures==13.0")


def found(program: str) -> str:
    """Where a program of a server is; skips the test where it is not installed."""
    folders = [str(each) for each in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    path = shutil.which(program, path=os.pathsep.join([*folders, os.environ.get("PATH", "")]))
    return path or pytest.skip(f"{program} is not installed")


@pytest.fixture
def project(tmp_path: Path):
    def make(**files: str) -> Path:
        for name, text in files.items():
            (tmp_path / f"{name}.py").write_text(text)
        return tmp_path

    return make


VALUES = """
import os, pathlib, socket, pytest
from pytest_guard import workers

@pytest.fixture
def values(guard_worker, guard_worker_number, guard_port, guard_ports, guard_postgres_schema, guard_postgres_database,
           guard_redis_index, guard_mongo_name, guard_tmp_path):
    assert guard_worker == workers.worker_id() and guard_worker_number == workers.worker_number()
    assert guard_postgres_schema == guard_postgres_database == guard_mongo_name == workers.name()
    assert guard_redis_index == workers.redis_index() and guard_tmp_path == workers.tmp_path()
    assert guard_tmp_path.is_dir()
    with socket.create_server(("127.0.0.1", guard_port)):
        rows = [guard_ports(3), guard_ports(3)]
    assert len({guard_port, *rows[0], *rows[1]}) == 7
    return [guard_worker, guard_worker_number, guard_redis_index, workers.name(), guard_tmp_path, guard_port, *rows[0]]

@pytest.mark.parametrize("number", range(12))
def test_values(values, number):
    with open(os.environ["SEEN"], "a") as seen:
        seen.write(" ".join(map(str, values)) + "\\n")
"""


@pytest.mark.parametrize(
    ("requires", "options"),
    [((LATEST,), ()), (NEW, ("-n4",)), (OLD, ("-n2", "--dist=each"))],
)
def test_each_worker_has_values_of_its_own(project, tmp_path, requires, options):
    home = project(test_values=VALUES)
    env = {"SEEN": str(tmp_path / "seen"), "TMPDIR": str(tmp_path)}
    assert guarded(python(*requires), home, "-q", *options, **env)[0] == 0
    seen = {tuple(line.split()) for line in (tmp_path / "seen").read_text().splitlines()}
    count = int(options[0][2:]) if options else 1
    if count == 1:
        seen = {min(seen)}  # other ports with each call, but the rest is the same
    first = {line[:6] for line in seen}
    assert sorted(line[0] for line in first) == [f"gw{number}" for number in range(count)]
    assert sorted(line[1:3] for line in first) == [(str(number), str(number + 1)) for number in range(count)]
    assert all(re.fullmatch(rf"test_[0-9a-f]{{8}}_{line[0]}", line[3]) for line in first)
    assert len({line[3][:13] for line in first}) == 1
    assert not any(Path(line[4]).exists() for line in first)
    ports = [port for line in seen for port in line[6:]] + [line[5] for line in first]
    assert len(set(ports)) == len(ports)


SERVERS = """
import os, socket, subprocess, time, pytest

def sql(statement):
    words = [os.environ["PSQL"], "-h", "127.0.0.1", "-p", os.environ["PGPORT"], "-U", "postgres", "-XAtqc", statement]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()

class Redis:
    def __init__(self):
        self.lines = socket.create_connection(("127.0.0.1", int(os.environ["REDIS_PORT"]))).makefile("rwb")
    def __call__(self, *words):
        self.lines.write(" ".join(map(str, words)).encode() + b"\\r\\n")
        self.lines.flush()
        return self.lines.readline().decode().strip()

@pytest.fixture(scope="session")
def table(guard_postgres_schema):
    sql(f"create schema {guard_postgres_schema}; create table {guard_postgres_schema}.seen (worker text)")
    return f"{guard_postgres_schema}.seen"

@pytest.fixture(scope="session")
def redis(guard_redis_index):
    redis = Redis()
    assert 1 <= guard_redis_index <= 4  # never the fifth, although there is a gw4 in the end
    assert redis("select", guard_redis_index) == redis("flushdb") == "+OK"
    return redis

@pytest.fixture(scope="session")
def done():
    return []

@pytest.mark.parametrize("number", range(6))
def test_alone(table, redis, done, guard_worker, number):
    done.append(number)
    sql(f"insert into {table} values ('{guard_worker}')")
    assert sql(f"select worker, count(*) from {table} group by worker") == f"{guard_worker}|{len(done)}"
    assert redis("incr", "tests") == f":{len(done)}"
    if guard_worker == "gw2" and number == 2:
        os._exit(1)
"""


@pytest.fixture
def postgres(tmp_path: Path) -> Iterator[str]:
    """The port of a server that was made for this test. Root may not run it, so then its own user does."""
    initdb, server, isready = found("initdb"), found("postgres"), found("pg_isready")
    home = Path(tempfile.mkdtemp(prefix="pg-"))
    user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    if user:
        shutil.chown(home, "postgres")
    options = ["-D", str(home / "data"), "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C"]
    subprocess.run([*user, initdb, *options], check=True, capture_output=True, cwd=home)
    port = str(free_port())
    serving = subprocess.Popen(
        [*user, server, "-D", str(home / "data"), "-p", port, "-k", str(home), "-c", "fsync=off"],
        cwd=home,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    wait(lambda: subprocess.run([isready, "-q", "-h", "127.0.0.1", "-p", port], check=False).returncode == 0)
    yield port
    serving.terminate()
    serving.wait(60)
    shutil.rmtree(home)


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[str]:
    port = str(free_port())
    words = [found("redis-server"), "--port", port, "--save", "", "--bind", "127.0.0.1", "--dir", str(tmp_path)]
    serving = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    wait(lambda: socket.create_connection(("127.0.0.1", int(port))).close() is None)
    yield port
    serving.terminate()
    serving.wait(20)


def test_postgresql_and_redis_under_workers_of_which_one_crashes(project, tmp_path, postgres, redis):
    home = project(test_servers=SERVERS)
    env = {"PGPORT": postgres, "REDIS_PORT": redis, "PSQL": found("psql"), "TMPDIR": str(tmp_path)}
    code, output = guarded(python(*NEW), home, "-q", "-n4", "--dist=each", **env)
    assert code == 1
    assert "1 failed, 23 passed" in output, output
    assert re.findall(r"^FAILED (\S+)", output, re.M) == ["test_servers.py::test_alone[2]"]
    words = [found("psql"), "-h", "127.0.0.1", "-p", postgres, "-U", "postgres", "-XAtqc"]
    query = "select string_agg(right(nspname, 3), ' ' order by nspname) from pg_namespace where nspname like 'test%'"
    assert subprocess.run([*words, query], capture_output=True, text=True).stdout.split() == [
        f"gw{number}" for number in range(5)
    ]
    code, output = guarded(python(), home, "-q", "-k", "3", "-o", "guard_redis_databases=1", **env)
    assert "1 databases, of which tests may use 1 to 0: none is left for worker gw0 of 1" in output


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def wait(asked: Callable[[], bool]) -> None:
    over = time.monotonic() + 60
    while time.monotonic() < over:
        with contextlib.suppress(OSError):
            if asked():
                return
        time.sleep(0.05)
    pytest.fail("the server does not answer")
