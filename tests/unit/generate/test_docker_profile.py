"""The docker profile: whose limits they are, what is written where, and what it says to a guard."""

from __future__ import annotations

from pathlib import Path

import pytest

from doctor.generate.names import machine_names
from doctor.generate.story import write
from doctor.model.environment import Container, Limits
from tests.command import plant
from tests.unit.generate.test_generate_command import made, project  # noqa: F401  a fixture

GB = 1024**3
MACHINE = Limits(cpus_host=4, cpus_affinity=4, memory_host=8 * GB)
QUOTA = MACHINE.replace(cpu_quota=2.0, memory=GB)
XDIST = {"pytest-xdist": "3.8.0"}


@pytest.mark.parametrize(
    ("limits", "numbers", "whose", "words"),
    [
        (MACHINE, {}, "machine", "the whole machine that generated this"),
        (QUOTA, {}, "container", "the limits where this was generated"),
        (QUOTA, {"cpus": "3"}, "given", "2 = min(3 CPUs, 1024 MB / 512 MB a worker)"),
        (QUOTA, {"cpus": "4", "memory_mb": "8192", "limits": "machine"}, "machine", "the whole machine"),
    ],
)
def test_whose_limits(limits: Limits, numbers: dict[str, str], whose: str, words: str) -> None:
    found = machine_names(Container(limits=limits), {"cpus": 0, "memory_mb": 0, "limits": "", **numbers})
    assert (found["limits"], words in found["workers_why"]) == (whose, True)


def test_a_profile_that_does_not_ask_is_not_told() -> None:
    assert machine_names(Container(limits=MACHINE), {})["workers_why"] == "4 = min(4 CPUs, 8192 MB / 512 MB a worker)"


def test_whose_limits_is_remembered_until_others_are_given(project: Path) -> None:  # noqa: F811
    write(str(project), made(project, "docker", more=XDIST, settings=("cpus=4", "memory_mb=4096", "limits=machine")))
    again = made(project, "docker", more=XDIST)
    assert (again.changed, again.drift) == (False, ())
    assert b"--set limits=machine" in again.after
    assert b"whole machine that generated this" in again.after
    other = made(project, "docker", more=XDIST, settings=("cpus=2",))
    assert b"--set limits=given" in other.after
    assert b"whole machine" not in other.after


@pytest.mark.parametrize(
    ("compose", "read_only"),
    [
        ("services:\n  tests:\n    volumes:\n      - .:/app:ro\n", True),
        ('services:\n  tests:\n    volumes:\n      - "./:/app:ro,z"\n', True),
        ("services:\n  tests:\n    read_only: true\n", True),
        ("services:\n  tests:\n    volumes:\n      - .:/app\n      - ./config:/etc/app:ro\n", False),
        ("services:\n  tests:\n    read_only: false\n", False),
    ],
)
def test_cache_goes_where_it_can_be_written(project: Path, compose: str, read_only: bool) -> None:  # noqa: F811
    plant(project, {"compose.yaml": compose})
    assert (b"\ncache_dir = /tmp/pytest-cache\n" in made(project, "docker").after) is read_only
    assert b"\ncache_dir = " in made(project, "docker", settings=("read_only=1",)).after


def test_a_hang_is_named_without_pytest_timeout(project: Path) -> None:  # noqa: F811
    assert b"faulthandler_timeout" not in made(project, "docker").after
    alone = made(project, "docker", more={"pytest-timeout": ""}, settings=("timeout=33",)).after
    assert b"\nfaulthandler_timeout = 33\n" in alone


def test_a_guard_takes_the_containers_limits(project: Path) -> None:  # noqa: F811
    assert b"\nguard_" not in made(project, "docker").after
    names = "'guard_memory_limit_mb', 'guard_collection_limit_mb', 'guard_memory_action'"
    guard = f"def pytest_addoption(parser):\n    for name in ({names}):\n        parser.addini(name, 'x')\n"
    plant(project, {"conftest.py": guard})
    text = made(project, "docker").after.decode()
    for line in ("guard_memory_limit_mb = auto", "guard_collection_limit_mb = auto", "guard_memory_action = fail"):
        assert f"\n{line}\n" in text
