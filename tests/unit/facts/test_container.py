"""Containers, their limits and engines, from recorded trees and on the machine that runs the tests."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doctor.facts.cgroups import limits
from doctor.facts.container import container
from doctor.model.environment import Container, Limits
from doctor.model.invocation import Invocation
from tests.command import plant

Files = dict[str, "str | bytes"]
GIB = 1024**3
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="cgroups are Linux's")

V2_MOUNT = "30 23 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw\n"
V1_MOUNTS = (
    "31 23 0:28 / /sys/fs/cgroup rw - tmpfs tmpfs rw,mode=755\n"
    "32 31 0:29 /docker/abc /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n"
    "33 31 0:30 /docker/abc /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct\n"
)
MEMINFO = "MemTotal:       16777216 kB\nMemFree: 1 kB\n"


def see(root: Path, files: Files, **variables: str) -> Container:
    plant(root, files)
    return container(Invocation("/project", variables=variables), root=root)


# --- limits -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "cgroup", "memory", "quota"),
    [
        pytest.param({}, None, None, None, id="nothing"),
        pytest.param(
            {
                "proc/self/cgroup": "0::/\n",
                "proc/self/mountinfo": V2_MOUNT,
                "sys/fs/cgroup/memory.max": f"{2 * GIB}\n",
                "sys/fs/cgroup/cpu.max": "150000 100000\n",
            },
            2, 2 * GIB, 1.5, id="v2 in a namespace",
        ),
        pytest.param(
            {
                "proc/self/cgroup": "0::/user.slice/run.scope\n",
                "proc/self/mountinfo": V2_MOUNT,
                "sys/fs/cgroup/user.slice/memory.max": f"{GIB}\n",
                "sys/fs/cgroup/user.slice/cpu.max": "max 100000\n",
                "sys/fs/cgroup/user.slice/run.scope/memory.max": "max\n",
                "sys/fs/cgroup/user.slice/run.scope/cpu.max": "50000 100000\n",
            },
            2, GIB, 0.5, id="v2 nested, the limit above",
        ),
        pytest.param(
            {"proc/self/cgroup": "0::/gone/elsewhere\n", "sys/fs/cgroup/memory.max": f"{GIB}\n"},
            2, GIB, None, id="v2, the path of the host",
        ),
        pytest.param(
            {"proc/self/cgroup": "0::/\n", "sys/fs/cgroup/memory.max": "max\n", "sys/fs/cgroup/cpu.max": "max 9\n"},
            2, None, None, id="v2 without limits",
        ),
        pytest.param(
            {
                "proc/self/cgroup": "4:memory:/docker/abc\n2:cpu,cpuacct:/docker/abc\n0::/docker/abc\n",
                "proc/self/mountinfo": V1_MOUNTS,
                "sys/fs/cgroup/memory/memory.limit_in_bytes": f"{GIB // 2}\n",
                "sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us": "200000\n",
                "sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us": "100000\n",
            },
            1, GIB // 2, 2.0, id="v1 in a container without a namespace",
        ),
        pytest.param(
            {
                "proc/self/cgroup": "4:memory:/a/b\n1:cpu:/a/b\n",
                "sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
                "sys/fs/cgroup/memory/a/memory.limit_in_bytes": f"{3 * GIB}\n",
                "sys/fs/cgroup/memory/a/b/memory.limit_in_bytes": "9223372036854771712\n",
                "sys/fs/cgroup/cpu/cpu.cfs_quota_us": "-1\n",
                "sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000\n",
            },
            1, 3 * GIB, None, id="v1 nested, the limit between",
        ),
        pytest.param(
            {"proc/self/cgroup": "4:memory:/\n", "sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712"},
            1, None, None, id="v1 without limits",
        ),
        pytest.param(
            {"proc/self/cgroup": "0::/\n", "sys/fs/cgroup/memory.max": f"{64 * GIB}\n"},
            2, None, None, id="a limit above the machine's memory is none",
        ),
        pytest.param(
            {"proc/self/cgroup": "0::/\n", "sys/fs/cgroup/memory.max": "lots\n", "sys/fs/cgroup/cpu.max": "1 0\n"},
            2, None, None, id="rubbish",
        ),
    ],
)  # fmt: skip
def test_limits(files: Files, cgroup: int | None, memory: int | None, quota: float | None, tmp_path: Path) -> None:
    plant(tmp_path, {"proc/meminfo": MEMINFO, **files})
    found = limits(tmp_path)
    assert (found.cgroup, found.memory, found.cpu_quota) == (cgroup, memory, quota)
    assert found.memory_host == 16 * GIB


def test_cpus_are_those_of_this_process() -> None:
    found = limits(Path("/"))
    assert found.cpus_host == os.cpu_count()
    if hasattr(os, "sched_getaffinity"):
        assert found.cpus_affinity == len(os.sched_getaffinity(0))


@linux
@pytest.mark.skipif(not hasattr(os, "sched_setaffinity") or (os.cpu_count() or 1) < 2, reason="needs two CPUs")
def test_affinity_is_noticed() -> None:
    code = "import os; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})\n"
    code += "from pathlib import Path\nfrom doctor.facts.cgroups import limits\nprint(limits(Path('/')).cpus_affinity)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1"


@linux
@pytest.mark.slow
def test_a_real_group_with_a_limit() -> None:
    """A group made below the one that we are in: its limit is seen by a process that joins it."""
    mount, name = Path("/sys/fs/cgroup/memory"), "memory.limit_in_bytes"
    if not (mount / name).exists():
        mount, name = Path("/sys/fs/cgroup"), "memory.max"
    group = mount / f"doctor-test-{os.getpid()}"
    try:
        group.mkdir()
        (group / name).write_text(str(GIB))
    except OSError as fault:
        if group.is_dir():
            group.rmdir()
        pytest.skip(f"no group with a limit can be made here: {fault}")
    code = (
        f"import os; open({str(group / 'cgroup.procs')!r}, 'w').write(str(os.getpid()))\n"
        "from pathlib import Path\nfrom doctor.facts.cgroups import limits\nprint(limits(Path('/')).memory)"
    )
    try:
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    finally:
        group.rmdir()
    assert done.stdout.strip() == str(GIB)


# --- which container ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "variables", "kind"),
    [
        ({}, {}, None),
        ({".dockerenv": ""}, {}, "docker"),
        ({"run/.containerenv": 'engine="podman-4.3.1"\n'}, {}, "podman"),
        ({".dockerenv": ""}, {"KUBERNETES_SERVICE_HOST": "10.0.0.1"}, "kubernetes"),
        ({"var/run/secrets/kubernetes.io/serviceaccount/token": "x"}, {}, "kubernetes"),
        ({}, {"container": "lxc"}, "lxc"),
        ({}, {"container": "systemd-nspawn"}, "container"),
        ({"run/systemd/container": "podman\n"}, {}, "podman"),
        ({"proc/self/cgroup": "4:memory:/docker/0123\n"}, {}, "docker"),
        ({"proc/self/cgroup": "0::/kubepods/besteffort/pod1\n"}, {}, "kubernetes"),
        ({"proc/self/cgroup": "0::/system.slice/docker.service\n"}, {}, None),
        ({"proc/self/cgroup": "0::/machine.slice/libpod-0123.scope\n"}, {}, "podman"),
        (
            {"proc/self/mountinfo": "1 2 0:1 / / rw - overlay overlay rw,lowerdir=/var/lib/docker/overlay2/l/A\n"},
            {},
            "docker",
        ),
        (
            {"proc/self/mountinfo": "1 2 0:1 / / rw - overlay overlay rw,lowerdir=/x/containers/storage/overlay/l/A\n"},
            {},
            "podman",
        ),
        (
            {"proc/self/mountinfo": "1 2 0:1 / /var/lib/docker/x rw - overlay overlay rw,lowerdir=/var/lib/docker/l\n"},
            {},
            None,
        ),
        ({"proc/self/mountinfo": "1 2 0:1 / / rw - ext4 /dev/sda rw\n"}, {}, None),
    ],
)
def test_which_container(files: Files, variables: dict[str, str], kind: str | None, tmp_path: Path) -> None:
    found = see(tmp_path, files, **variables)
    assert found.kind == kind
    assert bool(found.evidence) == bool(kind)


@linux
@pytest.mark.slow
def test_a_real_container() -> None:
    """Podman over this machine's own files: the limits that it sets are those that we see."""
    if not shutil.which("podman") or not shutil.which("runc") or os.geteuid():
        pytest.skip("needs podman, runc and root")
    words = "podman --runtime runc run --rm --ulimit nofile=20000:20000 --ulimit nproc=4096:4096 --network=none"
    limited = ["--memory=256m", "--cpus=0.5", f"--env=PYTHONPATH={Path(__file__).parents[3]}"]
    code = (
        "import json, os\nfrom doctor.facts.container import container\nfrom doctor.facts.network import network\n"
        "from doctor.model.invocation import Invocation\nfound = container(Invocation('/'))\n"
        "print(json.dumps([found.kind, found.limits.memory, found.limits.cpu_quota, network().loopback,"
        " network().default_route]))"
    )
    done = subprocess.run(
        [*words.split(), *limited, "--rootfs", "/:O", sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.skip(f"no container can be run here: {done.stderr.strip().splitlines()[-1:]}")
    assert json.loads(done.stdout) == ["podman", 256 * 1024 * 1024, 0.5, True, False]


# --- engines ------------------------------------------------------------------------------------------------------


def listening(path: Path) -> socket.socket:
    path.parent.mkdir(parents=True, exist_ok=True)
    made = socket.socket(socket.AF_UNIX)
    made.bind(str(path))
    return made


@pytest.mark.skipif(os.name == "nt", reason="sockets in files are POSIX's")
@pytest.mark.parametrize(
    ("place", "variables"),
    [
        ("var/run/docker.sock", {}),
        ("run/docker.sock", {}),
        ("run/podman/podman.sock", {}),
        ("run/user/1/docker.sock", {"XDG_RUNTIME_DIR": "/run/user/1"}),
        ("run/user/1/podman/podman.sock", {"XDG_RUNTIME_DIR": "/run/user/1"}),
        ("home/me/.docker/run/docker.sock", {"HOME": "/home/me"}),
        ("home/me/.colima/default/docker.sock", {"HOME": "/home/me"}),
        ("somewhere/else.sock", {"DOCKER_HOST": "unix:///somewhere/else.sock"}),
    ],
)
def test_the_socket_of_an_engine(place: str, variables: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory(prefix="d") as folder:  # the name of a socket must be short
        assert see(Path(folder), {}, **variables).engine is None
        with listening(Path(folder, place)):
            assert see(Path(folder), {}, **variables).engine == f"/{place}"


def test_docker_host_decides(tmp_path: Path) -> None:
    found = see(tmp_path, {}, DOCKER_HOST="tcp://build:2376")
    assert (found.engine, found.engine_evidence) == ("tcp://build:2376", "DOCKER_HOST")
    found = see(tmp_path, {"x.sock": "no socket"}, DOCKER_HOST="unix:///x.sock")
    assert (found.engine, found.engine_evidence) == (None, "DOCKER_HOST is unix:///x.sock: /x.sock is no socket")
    found = see(tmp_path, {}, DOCKER_HOST="unix:///gone.sock")
    assert found.engine_evidence == "DOCKER_HOST is unix:///gone.sock: /gone.sock does not exist"


def test_a_file_in_the_place_of_the_socket_is_no_engine(tmp_path: Path) -> None:
    assert see(tmp_path, {"var/run/docker.sock": ""}).engine is None


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everything")
def test_a_socket_that_may_not_be_written_to() -> None:
    with tempfile.TemporaryDirectory(prefix="d") as folder, listening(Path(folder, "var/run/docker.sock")):
        Path(folder, "var/run/docker.sock").chmod(0o400)
        found = see(Path(folder), {})
        assert (found.engine, found.engine_evidence) == (None, "/var/run/docker.sock may not be written to")


def test_nothing_is_sent_to_an_engine() -> None:
    if os.name == "nt":
        pytest.skip("sockets in files are POSIX's")
    with tempfile.TemporaryDirectory(prefix="d") as folder, listening(Path(folder, "run/docker.sock")) as server:
        server.listen()
        server.settimeout(0.2)
        assert see(Path(folder), {}).engine == "/run/docker.sock"
        with pytest.raises(TimeoutError):
            server.accept()


@given(data=st.binary(max_size=200))
def test_files_may_hold_anything(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    root = tmp_path_factory.mktemp("any")
    names = (
        "proc/self/cgroup", "proc/self/mountinfo", "proc/meminfo", "sys/fs/cgroup/memory.max", "sys/fs/cgroup/cpu.max",
        "sys/fs/cgroup/memory/memory.limit_in_bytes", "sys/fs/cgroup/cpu/cpu.cfs_quota_us", "run/systemd/container",
    )  # fmt: skip
    found = see(root, dict.fromkeys(names, data))
    assert isinstance(found.limits, Limits)


@given(group=st.text("/.abc:,-", max_size=30), number=st.text("0123456789-max. ", max_size=24))
def test_groups_and_numbers_may_be_anything(group: str, number: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    root = tmp_path_factory.mktemp("any")
    files: Files = {
        "proc/self/cgroup": f"0::{group}\n4:memory:{group}\n3:cpu,x:{group}\n",
        "proc/self/mountinfo": f"1 2 3 {group} {group} rw - cgroup x rw,memory\n",
        "sys/fs/cgroup/memory/memory.limit_in_bytes": number,
        "sys/fs/cgroup/memory.max": number,
        "sys/fs/cgroup/cpu.max": f"{number} {number}",
    }
    found = see(root, files).limits
    assert found.memory is None or found.memory >= 0
