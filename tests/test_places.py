"""The rules about the environment, in the places of which they speak: proven there, and silent in healthy ones."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from shutil import which

import pytest

from tests.command import plant
from tests.environments import environment
from tests.places import HERE
from tests.places.cgroups import limited
from tests.places.doctor import command, findings, pytest_in
from tests.places.namespaces import only_loopback, read_only, without_loopback
from tests.places.podman import container, engine, missing, refusing_sockets
from tests.places.seccomp import refused_sockets

pytestmark = pytest.mark.slow

SUITE = {"pytest.ini": "[pytest]\naddopts = -q\n", "test_a.py": "def test_a():\n    assert True\n"}
XDIST = ["pytest==8.4.2", "pytest-xdist==3.8.0"]
OLD, MIDDLE, NEW = (
    ["pytest==8.4.2", "pytest-asyncio==1.2.0", f"pytest-rerunfailures=={version}", "pytest-xdist==3.8.0"]
    for version in ("13.0", "15.1", "16.1")
)
versions = pytest.mark.parametrize("requires", [OLD, MIDDLE, NEW], ids=lambda requires: requires[2].rpartition("=")[2])
HUNGRY = "def test_hungry():\n    taken = bytearray(400_000_000)\n    assert not any(taken[::4096])\n"
CONTAINERS = (
    "from testcontainers.core.docker_client import DockerClient\n\n\n"
    "def test_engine():\n    assert DockerClient().client.ping()\n"
)


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    return plant(tmp_path / "suite", SUITE)


@versions
def test_plugin_needs_socket_where_sockets_are_refused(requires: list[str], suite: Path) -> None:
    place, python = refused_sockets().needed(), environment(requires)
    found = findings(place, suite, python)["plugin-needs-socket"]
    assert requires[2].replace("==", " ") in found["message"]
    assert "sockets are refused here" in found["message"]
    for args in ([], ["--collect-only"]):
        code, output = pytest_in(place, suite, python, *args)
        assert code == 3
        assert "INTERNALERROR> PermissionError: [Errno 1] Operation not permitted" in output
    for cure in (("-p", "no:xdist"), ("-p", "no:rerunfailures")):
        assert "plugin-needs-socket" not in findings(place, suite, python, *cure)
        assert pytest_in(place, suite, python, *cure)[0] == 0


@versions
def test_plugin_needs_socket_and_loopback_for_workers(requires: list[str], suite: Path) -> None:
    place, python = without_loopback().needed(), environment(requires)
    assert "no loopback" in findings(place, suite, python, "-n2")["plugin-needs-socket"]["message"]
    assert pytest_in(place, suite, python, "-n2")[0] == 3
    assert "plugin-needs-socket" not in findings(place, suite, python)
    assert pytest_in(place, suite, python)[0] == 0


@versions
def test_plugin_needs_no_more_than_loopback(requires: list[str], suite: Path) -> None:
    place, python = only_loopback().needed(), environment(requires)
    assert findings(place, suite, python, "-n2") == {}
    assert pytest_in(place, suite, python, "-n2")[0] == 0


def test_refused_sockets_in_a_container(tmp_path: Path, suite: Path) -> None:
    place = container(f"--security-opt=seccomp={refusing_sockets(tmp_path)}").needed()
    python = environment(NEW)
    assert "sockets are refused here" in findings(place, suite, python)["plugin-needs-socket"]["message"]
    assert pytest_in(place, suite, python)[0] == 3
    healthy = container().needed()
    assert findings(healthy, suite, python, "-n2") == {}
    assert pytest_in(healthy, suite, python, "-n2")[0] == 0


def test_sandbox_variable_disagrees(suite: Path) -> None:
    python = environment(["pytest==8.4.2"])
    rule = "sandbox-variable-disagrees"
    for place in (without_loopback().needed(), refused_sockets().needed()):
        assert findings(place, suite, python, SANDBOX_ENABLED="false")[rule]["severity"] == "warning"
        assert findings(place, suite, python, SANDBOX_ENABLED="true") == {}
    for value in ("true", "false"):
        assert findings(only_loopback().needed(), suite, python, SANDBOX_ENABLED=value) == {}
    assert findings(HERE, suite, python, SANDBOX_ENABLED="false") == {}


def test_workers_exceed_cpu_quota(suite: Path) -> None:
    place, python = container("--cpus=0.5").needed(), environment(XDIST)
    found = findings(place, suite, python, "-n4")["workers-exceed-cpu-quota"]
    assert "starts 4 workers where the CPU quota is 0.5" in found["message"]
    assert findings(place, suite, python, "-n1") == {}
    assert findings(container().needed(), suite, python, "-n4") == {}


def test_xdist_counts_cpus_beside_the_quota(suite: Path) -> None:
    place, python = container("--cpus=0.5").needed(), environment(XDIST)
    cpus = len(os.sched_getaffinity(0))
    assert f"created: {cpus}/{cpus} worker" in pytest_in(place, suite, python, "-v", "-v", "-n", "auto")[1]


def test_memory_limits_contradict(suite: Path) -> None:
    place, python = container("--memory=256m").needed(), environment(["pytest==8.4.2"])
    plant(suite, {"test_a.py": HUNGRY})
    found = findings(place, suite, python, PYTEST_MEMORY_LIMIT_MB="512")["memory-limits-contradict"]
    assert "512 MB, and the container's memory limit is 256 MB" in found["message"]
    assert pytest_in(place, suite, python)[0] == 137, "the kernel kills pytest"
    assert findings(place, suite, python, PYTEST_MEMORY_LIMIT_MB="200") == {}
    assert findings(container().needed(), suite, python, PYTEST_MEMORY_LIMIT_MB="512") == {}


def test_docker_profile_where_the_project_cannot_be_written(suite: Path) -> None:
    python = environment(["pytest==8.4.2"])
    compose = "services:\n  tests:\n    image: python\n    volumes:\n      - .:/app:ro\n"
    plant(suite, {"compose.yaml": compose, "pytest.ini": "[pytest]\nfilterwarnings = error\n"})
    done = command(HERE, suite, "generate", "--profile", "docker", "--python", str(python), ".")
    assert done.code == 0, done.err
    shutil.rmtree(suite / ".pytest_cache", ignore_errors=True)
    place = read_only(suite).needed()
    code, output = pytest_in(place, suite, python)
    assert (code, "PytestCacheWarning: could not create cache path" in output) == (1, True), output
    code, output = pytest_in(place, suite, python, "-c", "pytest-docker.ini")
    assert (code, "1 passed" in output) == (0, True), output


def test_memory_limit_of_a_control_group(suite: Path) -> None:
    python = environment(["pytest==8.4.2"])
    plant(suite, {"test_a.py": HUNGRY})
    with limited(256) as place:
        place.needed()
        found = findings(place, suite, python, PYTEST_MEMORY_LIMIT_MB="300")["memory-limits-contradict"]
        assert pytest_in(place, suite, python)[0] == -9
    assert "limit is 256 MB" in found["message"]


def test_env_in_a_container(suite: Path) -> None:
    place = container("--memory=256m", "--cpus=1.5").needed()
    seen = command(place, suite, "env", ".", "--format", "json").json
    assert seen["container"]["kind"] == "podman"
    assert seen["container"]["engine"] is None
    assert seen["limits"]["memory"] == 256 * 1024 * 1024
    assert seen["limits"]["cpu_quota"] == 1.5
    assert seen["network"]["loopback"] is True
    assert seen["network"]["default_route"] is False
    assert seen["network"]["sockets_allowed"] is True


@pytest.fixture
def docker_host(tmp_path: Path) -> Iterator[str]:
    """What DOCKER_HOST has to be for Podman's engine."""
    if missing():
        pytest.skip(f"container: {missing()}")
    with engine(tmp_path) as host:
        yield host


def test_docker_client_finds_the_engine_that_env_finds(docker_host: str, suite: Path) -> None:
    socket = docker_host.removeprefix("unix://")
    seen = command(HERE, suite, "env", ".", "--format", "json", DOCKER_HOST=docker_host).json
    assert (seen["container"]["engine"], seen["container"]["engine_evidence"]) == (socket, "DOCKER_HOST")
    if not which("docker"):
        pytest.skip("no docker client to ask the engine with")
    done = subprocess.run(
        ["docker", "info", "--format", "{{.OSType}}"],
        env={**os.environ, "DOCKER_HOST": docker_host},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout.strip()) == (0, "linux"), done.stderr


def test_no_engine_behind_docker_host(tmp_path: Path, suite: Path) -> None:
    host = f"unix://{tmp_path}/gone.sock"
    seen = command(HERE, suite, "env", ".", "--format", "json", DOCKER_HOST=host).json
    assert seen["container"]["engine"] is None
    assert "does not exist" in seen["container"]["engine_evidence"]


def test_docker_without_engine(docker_host: str, tmp_path: Path, suite: Path) -> None:
    python = environment(["pytest==8.4.2", "testcontainers==4.13.3"])
    plant(suite, {"test_a.py": CONTAINERS})
    nowhere = f"unix://{tmp_path}/gone.sock"
    assert "docker-without-engine" in findings(HERE, suite, python, DOCKER_HOST=nowhere)
    code, output = pytest_in(HERE, suite, python, DOCKER_HOST=nowhere)
    assert (code, "DockerException" in output) == (1, True), output
    assert findings(HERE, suite, python, DOCKER_HOST=docker_host) == {}
    assert pytest_in(HERE, suite, python, DOCKER_HOST=docker_host)[0] == 0
