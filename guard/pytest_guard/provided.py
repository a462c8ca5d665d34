"""The fixtures that a test may request. What they need is imported when one of them is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

if TYPE_CHECKING:
    from pytest_guard.processes import Factory

T = TypeVar("T")


@pytest.fixture(scope="session")
def guard_worker() -> str:
    """The worker's id: "gw3" in a worker of pytest-xdist, "gw0" in a single process."""
    from pytest_guard import workers

    return workers.worker_id()


@pytest.fixture(scope="session")
def guard_worker_number() -> int:
    """The worker's number, below the number of workers, also after a crash; 0 in a single process."""
    from pytest_guard import workers

    return workers.worker_number()


@pytest.fixture(scope="session")
def guard_ports(pytestconfig: pytest.Config) -> Iterator[Callable[[int], range]]:
    """A function that gives so many free ports in a row, other ones with each call, reserved until the end."""
    from pytest_guard import workers

    given: list[range] = []

    def ports(number: int = 1) -> range:
        leaks: Any = pytestconfig.pluginmanager.get_plugin("guard-leaks")
        with leaks.excused() if hasattr(leaks, "excused") else nullcontext():  # the locks are held until the end
            given.append(_available(lambda: workers.free_ports(number)))
        return given[-1]

    yield ports
    for each in given:
        workers.release_ports(each)


@pytest.fixture(scope="session")
def guard_port(guard_ports: Callable[[int], range]) -> int:
    """A free port, the same throughout this worker."""
    return guard_ports(1)[0]


@pytest.fixture(scope="session")
def guard_postgres_schema() -> str:
    """A name for this worker's schema in this run, such as test_3f9a1c2e_gw3. Nothing is created."""
    from pytest_guard import workers

    return workers.postgres_schema()


@pytest.fixture(scope="session")
def guard_postgres_database() -> str:
    """A name for this worker's database in this run, such as test_3f9a1c2e_gw3. Nothing is created."""
    from pytest_guard import workers

    return workers.postgres_database()


@pytest.fixture(scope="session")
def guard_mongo_name() -> str:
    """A name for this worker's MongoDB database in this run. Nothing is created."""
    from pytest_guard import workers

    return workers.mongo_name()


@pytest.fixture(scope="session")
def guard_redis_index(pytestconfig: pytest.Config) -> int:
    """The index of a Redis database that no other worker has; 1 and up."""
    from pytest_guard import settings, workers

    databases = settings.number(pytestconfig, "guard_redis_databases")
    return _available(lambda: workers.redis_index(databases=databases))


@pytest.fixture(scope="session")
def guard_tmp_path() -> Iterator[Path]:
    """A folder of this worker in this run, removed at its end."""
    from pytest_guard import workers

    yield workers.tmp_path()
    workers.remove_tmp_path()


@pytest.fixture(scope="session")
def guard_dirty(pytestconfig: pytest.Config) -> str:
    """Why this run does not begin clean, as told by who started it (PYTEST_GUARD_DIRTY); "" when it does."""
    from pytest_guard import settings

    return settings.text(pytestconfig, "guard_dirty")


@pytest.fixture(scope="session")
def live_process(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Factory:
    """`live_process(command, name=…)` starts a process, waits until it is ready, and looks after it."""
    from pytest_guard import processes

    plugin = processes.of(pytestconfig)
    plugin.prepare(tmp_path_factory.mktemp("live"))
    return processes.Factory(plugin)


def _available(ask: Callable[[], T]) -> T:
    from pytest_guard import workers

    try:
        return ask()
    except workers.NotAvailableError as error:
        pytest.fail(str(error), pytrace=False)
