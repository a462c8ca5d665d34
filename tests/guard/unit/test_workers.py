"""The values of a worker, worked out without a pytest."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.guard.installed import ROOT


@pytest.fixture(autouse=True)
def own_claims(tmp_path, monkeypatch) -> Iterator[None]:
    """Claims in a folder of this test, none of them cached from another."""
    from pytest_guard import claims, workers

    def forget() -> None:
        for each in (workers._number, workers._redis_index, workers._own_run):
            each.cache_clear()

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    forget()
    before = dict(claims._held)
    yield
    for path in set(claims._held) - set(before):
        with contextlib.suppress(OSError):
            os.close(claims._held.pop(path))
    forget()


@pytest.fixture
def worker(monkeypatch):
    def be(worker: str, count: int, run: str = "run") -> None:
        monkeypatch.setenv("PYTEST_XDIST_WORKER", worker)
        monkeypatch.setenv("PYTEST_XDIST_WORKER_COUNT", str(count))
        monkeypatch.setenv("PYTEST_XDIST_TESTRUNUID", run)

    return be


def test_a_single_process_is_the_first_of_one_worker():
    from pytest_guard import workers

    assert (workers.worker_id(), workers.worker_number(), workers.worker_count()) == ("gw0", 0, 1)
    assert workers.redis_index() == 1
    assert re.fullmatch(r"test_[0-9a-f]{8}_gw0", workers.postgres_schema())
    assert workers.postgres_schema() == workers.name()


def test_workers_have_their_own_numbers_and_names(worker):
    from pytest_guard import workers

    seen = []
    for each in ("gw0", "gw3", "gw1", "gw2"):
        worker(each, 4)
        seen.append((workers.worker_number(), workers.name("app"), workers.redis_index()))
    assert [number for number, _, _ in seen] == [0, 3, 1, 2]
    assert [index for _, _, index in seen] == [1, 4, 2, 3]
    assert len({name for _, name, _ in seen}) == 4
    worker("gw0", 4, run="another")
    assert workers.name("app") not in {name for _, name, _ in seen}


def test_the_worker_after_a_crash_takes_the_number_that_is_free(worker):
    from pytest_guard import claims, workers

    for each in ("gw0", "gw1", "gw2"):
        worker(each, 3)
        workers.worker_number()
    claims.release(f"numbers/{workers.run_id()}", 1)  # as the system does when gw1 dies
    worker("gw3", 3)
    assert workers.worker_number() == 1


def test_a_child_of_a_worker_has_its_number_and_a_stranger_has_not(worker, tmp_path):
    from pytest_guard import workers

    worker("gw1", 4)
    assert workers.worker_number() == 1
    code = "import os; from pytest_guard import workers; print(workers.worker_number(), workers.redis_index())"
    env = {"PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path), "PYTEST_XDIST_WORKER_COUNT": "4"}
    env |= {"PYTEST_XDIST_TESTRUNUID": "run", "PATH": "/usr/bin:/bin"}
    assert workers.redis_index() == 2

    def other(worker: str) -> str:
        done = [sys.executable, "-c", code]
        return subprocess.run(done, env={**env, "PYTEST_XDIST_WORKER": worker}, capture_output=True, text=True).stdout

    assert other("gw1").split() == ["1", "2"]
    assert other("gw5").split() == ["0", "1"]


def test_more_workers_than_redis_has_databases(worker):
    from pytest_guard import workers

    for index in range(15):
        worker(f"gw{index}", 17)
        assert workers.redis_index() == index + 1
    worker("gw15", 17)
    with pytest.raises(workers.NotAvailableError, match="16 databases, of which tests may use 1 to 15: none is left"):
        workers.redis_index()
    assert workers.redis_index(databases=32) == 16
    assert workers.redis_index(server="other:6379", databases=32) == 16


def test_ports_are_bound_before_they_are_given(worker):
    from pytest_guard import workers

    first = workers.free_ports(3)
    assert list(first) == list(range(first[0], first[0] + 3))
    assert not set(first) & set(workers.free_ports(3))
    workers.release_ports(first)
    for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        with socket.socket(family) as taken:
            taken.bind((address, first[1]))
            taken.listen()
            assert not workers.is_free(first[1])
            assert not workers.is_free(first[1], reuse=True)
            again = workers.free_ports(3)
            assert first[1] not in again
            workers.release_ports(again)
    assert workers.free_ports(3) == first


@pytest.mark.parametrize("prefix", ["", "Test", "1a", "a-b", "ä", "a" * 51, "a\n"])
def test_names_that_databases_would_refuse(prefix):
    from pytest_guard import workers

    with pytest.raises(ValueError, match="a-z, 0-9 and _"):
        workers.name(prefix)


@pytest.mark.parametrize("worker_name", ["My-Worker", "my_worker", "ssh=host//python", "x" * 300])
def test_workers_with_names_of_the_user(worker, worker_name):
    from pytest_guard import workers

    worker(worker_name, 2)
    assert re.fullmatch(r"test_[0-9a-f]{8}_[a-z0-9_]{1,20}", workers.name())
    assert workers.worker_number() == 0
    worker(worker_name + "-", 2)
    assert workers.worker_number() == 1


def test_folders_are_removed(worker):
    from pytest_guard import workers

    worker("gw0", 2)
    folder = workers.tmp_path()
    (folder / "file").write_text("x")
    assert folder == workers.tmp_path()
    workers.remove_tmp_path()
    assert not folder.parent.exists()


def test_without_a_folder_for_locks_values_are_computed(worker, monkeypatch):
    from pytest_guard import workers

    monkeypatch.setattr("tempfile.tempdir", "/dev/null/nothing")
    worker("gw2", 3)
    assert (workers.worker_number(), workers.redis_index()) == (2, 3)
    first, second = workers.free_ports(2), workers.free_ports(2)
    assert not set(first) & set(second)
    workers.release_ports(first)
    assert workers.free_ports(2) == first
    workers.release_ports(first)
    workers.release_ports(second)
