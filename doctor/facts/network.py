"""What can be told of the network without sending anything. Loopback and the outside are two things."""

from __future__ import annotations

import struct
import sys
from pathlib import Path

from doctor.facts.metadata import read_text
from doctor.model.environment import Network

IFF_UP = 0x1
SIOCGIFFLAGS = 0x8913
_LIMIT = 1024 * 1024


def network(*, root: Path = Path("/")) -> Network:
    """`root` is the machine's; tests give a recorded one. Off Linux, what cannot be told is taken to be there."""
    if not exists_proc(root):
        return Network(True, _interfaces_elsewhere(), True, True, sockets_allowed())
    return Network(
        loopback=_loopback(root),
        interfaces=_interfaces(root),
        default_route=_default_route(root) or _default_route6(root),
        localhost_resolves=_localhost(root),
        sockets_allowed=sockets_allowed(),
    )


def exists_proc(root: Path) -> bool:
    return bool(read_text(root / "proc/net/dev", _LIMIT))


def sockets_allowed() -> bool:
    """May a socket be made at all? Seccomp filters refuse it. None is bound, nothing is sent."""
    import _socket  # without the wrapper's enums, which take longer than all the rest here

    try:
        _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM).close()
    except OSError:
        return False
    return True


def _interfaces(root: Path) -> tuple[str, ...]:
    lines = read_text(root / "proc/net/dev", _LIMIT).splitlines()
    return tuple(line.partition(":")[0].strip() for line in lines if ":" in line)


def _interfaces_elsewhere() -> tuple[str, ...]:
    import socket

    try:
        return tuple(name for _, name in socket.if_nameindex())
    except (OSError, AttributeError):
        return ()


def _loopback(root: Path) -> bool:
    """Is 127.0.0.1 there? The local routes say it; /sys may show another network namespace than ours."""
    routes = read_text(root / "proc/net/fib_trie", _LIMIT)
    if routes:
        return "127.0.0.1\n" in routes or "127.0.0.0\n" in routes
    if "lo" not in _interfaces(root):
        return False
    flags = _flags() if root == Path("/") else None
    if flags is None:
        text = read_text(root / "sys/class/net/lo/flags", 100).strip()
        try:
            flags = int(text, 16)
        except ValueError:
            return True
    return bool(flags & IFF_UP)


def _flags() -> int | None:
    """The flags of `lo` as the kernel gives them for our own namespace, None where it may not be asked."""
    if not sys.platform.startswith("linux"):
        return None
    import _socket
    import fcntl

    try:
        asked = _socket.socket(_socket.AF_INET, _socket.SOCK_DGRAM)
        try:
            answer = fcntl.ioctl(asked.fileno(), SIOCGIFFLAGS, struct.pack("16sH14x", b"lo", 0))
        finally:
            asked.close()
    except OSError:
        return None
    return int(struct.unpack("16sH14x", answer)[1])


def _default_route(root: Path) -> bool:
    for line in read_text(root / "proc/net/route", _LIMIT).splitlines()[1:]:
        words = line.split()
        if len(words) > 7 and words[1] == words[7] == "00000000" and words[0] != "lo" and _hex(words[3]) & 1:
            return True
    return False


def _default_route6(root: Path) -> bool:
    """`::/0` of a device other than lo, which holds the kernel's "unreachable"."""
    for line in read_text(root / "proc/net/ipv6_route", _LIMIT).splitlines():
        words = line.split()
        if len(words) > 9 and words[0] == "0" * 32 and words[1] == "00" and words[9] != "lo" and _hex(words[8]) & 1:
            return True
    return False


def _hex(text: str) -> int:
    try:
        return int(text, 16)
    except ValueError:
        return 0


def _localhost(root: Path) -> bool:
    """/etc/hosts names it, or a resolver that knows it by itself (nss-myhostname, systemd-resolved)."""
    for line in read_text(root / "etc/hosts", _LIMIT).splitlines():
        if "localhost" in line.partition("#")[0].split()[1:]:
            return True
    for line in read_text(root / "etc/nsswitch.conf", _LIMIT).splitlines():
        if line.startswith("hosts:"):
            return not {"myhostname", "resolve"}.isdisjoint(line.partition("#")[0].split())
    return False
