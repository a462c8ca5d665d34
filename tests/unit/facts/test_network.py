"""Loopback, routes, names and sockets: from recorded trees, on this machine, and in a namespace of its own."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doctor.facts.network import network
from doctor.model.environment import Network
from tests.command import plant

Files = dict[str, "str | bytes"]
HEAD = "Inter-|   Receive  |  Transmit\n face |bytes    packets|bytes    packets\n"
DEV = HEAD + "    lo:  6811  89\n  eth0: 3612  21\n"
ONLY_LO = HEAD + "    lo:  0  0\n"
TRIE = "Main:\n  +-- 0.0.0.0/0 3 0 5\n           |-- 127.0.0.1\n              /32 host LOCAL\nLocal:\n"
NO_TRIE = "Main:\nLocal:\n"
ROUTES = "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\nlo\t00000000\t0\t0001\t0\t0\t0\t00000000\n"
DEFAULT = ROUTES + "eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0\n"
NONE6 = "0" * 32 + " 00 " + "0" * 32 + " 00 " + "0" * 32 + " ffffffff 00000001 00000000 00200200       lo\n"
DEFAULT6 = "0" * 32 + " 00 " + "0" * 32 + " 00 " + "f" * 32 + " 00000400 00000001 00000000 00450003     eth0\n"
HOSTS = "127.0.0.1 localhost\n::1 ip6-localhost\n"
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc/net is Linux's")


@pytest.mark.parametrize(
    ("files", "loopback", "route"),
    [
        pytest.param(
            {"proc/net/dev": DEV, "proc/net/fib_trie": TRIE, "proc/net/route": DEFAULT}, True, True, id="usual"
        ),
        pytest.param(
            {"proc/net/dev": ONLY_LO, "proc/net/fib_trie": TRIE, "proc/net/route": ROUTES}, True, False, id="none"
        ),
        pytest.param({"proc/net/dev": ONLY_LO, "proc/net/fib_trie": NO_TRIE}, False, False, id="a fresh namespace"),
        pytest.param(
            {"proc/net/dev": ONLY_LO, "proc/net/fib_trie": NO_TRIE, "sys/class/net/lo/flags": "0x9\n"},
            False, False, id="/sys of another namespace",
        ),
        pytest.param({"proc/net/dev": DEV, "sys/class/net/lo/flags": "0x9\n"}, True, False, id="flags up"),
        pytest.param({"proc/net/dev": DEV, "sys/class/net/lo/flags": "0x8\n"}, False, False, id="flags down"),
        pytest.param({"proc/net/dev": DEV, "sys/class/net/lo/flags": "what\n"}, True, False, id="flags unreadable"),
        pytest.param({"proc/net/dev": HEAD + " eth0: 1 1\n"}, False, False, id="no lo"),
        pytest.param({"proc/net/dev": DEV, "proc/net/ipv6_route": NONE6}, True, False, id="IPv6 unreachable"),
        pytest.param({"proc/net/dev": DEV, "proc/net/ipv6_route": DEFAULT6}, True, True, id="IPv6 only"),
        pytest.param({}, True, True, id="no /proc: another system"),
    ],
)  # fmt: skip
def test_loopback_and_the_outside_are_two_things(files: Files, loopback: bool, route: bool, tmp_path: Path) -> None:
    found = network(root=plant(tmp_path, files))
    assert (found.loopback, found.default_route) == (loopback, route)


def test_interfaces_are_named(tmp_path: Path) -> None:
    assert network(root=plant(tmp_path, {"proc/net/dev": DEV})).interfaces == ("lo", "eth0")


@pytest.mark.parametrize(
    ("files", "resolves"),
    [
        ({"etc/hosts": HOSTS}, True),
        ({"etc/hosts": "127.0.0.1 box localhost.localdomain localhost # own\n"}, True),
        ({"etc/hosts": "127.0.0.1 box # localhost\n"}, False),
        ({"etc/hosts": "localhost 127.0.0.1\n"}, False),
        ({"etc/hosts": "# 127.0.0.1 localhost\n"}, False),
        ({}, False),
        ({"etc/nsswitch.conf": "hosts: files myhostname dns\n"}, True),
        ({"etc/nsswitch.conf": "hosts: files resolve [!UNAVAIL=return] dns\n"}, True),
        ({"etc/nsswitch.conf": "hosts: files dns\n"}, False),
    ],
)
def test_localhost_has_a_name(files: Files, resolves: bool, tmp_path: Path) -> None:
    assert network(root=plant(tmp_path, {"proc/net/dev": DEV, **files})).localhost_resolves == resolves


@linux
def test_this_machine() -> None:
    import socket

    found = network()
    assert set(found.interfaces) == {name for _, name in socket.if_nameindex()}
    try:
        socket.create_server(("127.0.0.1", 0)).close()
        has_loopback = True
    except OSError:
        has_loopback = False
    assert found.loopback == has_loopback


CODE = """
import json, sys
from doctor.facts.network import network
found = network()
print(json.dumps([found.loopback, list(found.interfaces), found.default_route, found.sockets_allowed]))
"""


def unshared(setup: str) -> list[object]:
    command = f"{setup}exec {sys.executable} -c '{CODE}'"
    done = subprocess.run(["unshare", "-n", "sh", "-c", command], capture_output=True, text=True, check=True)
    result: list[object] = json.loads(done.stdout)
    return result


@linux
@pytest.mark.slow
def test_a_real_namespace_without_a_network() -> None:
    if (
        not shutil.which("unshare")
        or subprocess.run(["unshare", "-n", "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("no network namespace can be made here")
    assert unshared("") == [False, ["lo"], False, True]
    if shutil.which("ip"):
        assert unshared("ip link set lo up; ") == [True, ["lo"], False, True]
    else:
        pytest.skip("there is no ip to bring lo up")


@linux
def test_sockets_that_are_refused() -> None:
    """The limit of open files makes socket() fail as a seccomp filter does."""
    code = (
        "import _socket, resource\nfrom doctor.facts.network import sockets_allowed\nprint(sockets_allowed())\n"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))\nprint(sockets_allowed())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False"]


@given(data=st.binary(max_size=200))
def test_files_may_hold_anything(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    names = ("fib_trie", "route", "ipv6_route", "if_inet6")
    files: Files = {**{f"proc/net/{name}": data for name in names}, "proc/net/dev": DEV.encode() + data}
    files |= {"etc/hosts": data, "etc/nsswitch.conf": b"hosts:" + data, "sys/class/net/lo/flags": data}
    assert isinstance(network(root=plant(tmp_path_factory.mktemp("any"), files)), Network)
