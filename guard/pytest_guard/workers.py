"""What each worker of a run has for its own: ports, database names, a Redis index, a folder.

Every function gives the same kind of value in one process and in a worker of pytest-xdist, and the same value each
time it is called in a process (`free_ports` excepted: others each time). A single process is worker gw0 of one.

Ids are never reused in a run: the worker that follows a crashed gw1 is gw4 of four. Names are made of ids. What there
are only so many of is given by `worker_number`, which stays below the number of workers.
"""

from __future__ import annotations

import os
import re
import uuid
from functools import cache
from itertools import chain, count
from pathlib import Path

from pytest_guard import claims

PORTS = range(20_000, 30_000)
"""Below the ports that Linux (32768 on), macOS and Windows (49152 on) give to outgoing connections."""
PORTS_OF_A_WORKER = 100
IDENTIFIER_LENGTH = 63  # bytes of a PostgreSQL identifier (NAMEDATALEN - 1), and of a MongoDB database's name


class NotAvailableError(RuntimeError):
    """There is none left of what a worker asks for."""


def worker_id() -> str:
    """ "gw3" in a worker of pytest-xdist, "gw0" in a single process."""
    return os.environ.get("PYTEST_XDIST_WORKER") or "gw0"


def worker_count() -> int:
    """How many workers run at a time; 1 in a single process."""
    given = os.environ.get("PYTEST_XDIST_WORKER_COUNT", "")
    return max(1, int(given)) if given.isdecimal() else 1


def worker_number() -> int:
    """3 in gw3, 0 in a single process; always below `worker_count`, and no two living workers have the same.

    A worker that replaces a crashed one has a higher id, and takes a number that is free.
    """
    return _number(_run(), worker_id(), worker_count())


def run_id() -> str:
    """Eight hexadecimal digits, the same in all workers of a run and others in every run."""
    import hashlib

    return hashlib.sha256(_run().encode()).hexdigest()[:8]


def free_ports(number: int = 1) -> range:
    """Ports in a row that nothing listens on, reserved for this process until it ends.

    Each was bound on all addresses, IPv4 and IPv6, and is claimed among all processes of this user that ask here.
    The search starts at 20000 + 100 × worker_number(). A program that does not ask here may still take a port between
    this answer and the moment the server binds it; `live_process` then says who did.

    Raises:
        NotAvailableError: no such row is left, or sockets are refused here.
    """
    start = PORTS.start + worker_number() * PORTS_OF_A_WORKER % len(PORTS)
    firsts = chain(range(start, PORTS.stop - number + 1), range(PORTS.start, start))
    for first in firsts:
        row = range(first, first + number)
        if _claim_row(row):
            return row
    raise NotAvailableError(f"no {number} free ports in a row from {PORTS.start} to {PORTS.stop - 1}")


def free_port() -> int:
    """One port of `free_ports`."""
    return free_ports()[0]


def release_ports(ports: range) -> None:
    """Gives ports of `free_ports` back before the process ends."""
    for port in ports:
        claims.release("ports", port)


def name(prefix: str = "test") -> str:
    """ "test_3f9a1c2e_gw3": of this run and worker only; valid unquoted in PostgreSQL, MySQL and MongoDB.

    Raises:
        ValueError: the prefix is not made of a to z, 0 to 9 and _, or is too long.
    """
    end = f"_{run_id()}_{_slug(worker_id())}"
    longest = IDENTIFIER_LENGTH - len(end)
    if not re.fullmatch(r"[a-z_][a-z0-9_]*", prefix) or len(prefix) > longest:
        raise ValueError(f"prefix {prefix!r}: has to be 1 to {longest} of a-z, 0-9 and _, and not begin with a digit")
    return prefix + end


postgres_schema = name
postgres_database = name
mongo_name = name


def redis_index(server: str = "localhost:6379", databases: int = 16, first: int = 1) -> int:
    """An index for `SELECT` that no other process of this user and machine has; 1 + worker_number() where it is free.

    Index 0 is left to whoever works with the server by hand. Empty it before use (`FLUSHDB`): the worker or run that
    had it may have crashed.

    Args:
        server: its address, for indexes of two servers are no conflict.
        databases: what `CONFIG GET databases` says.
        first: the lowest index that tests may use.

    Raises:
        NotAvailableError: the server has fewer databases than there are workers.
    """
    return _redis_index(_run(), worker_id(), server, databases, first)


def tmp_path() -> Path:
    """A folder of this run and worker. The fixture removes it at the end; else it goes with the third day."""
    folder = claims.home() / "folders" / run_id() / _slug(worker_id())
    if not folder.exists():
        claims.prune("folders")
        folder.mkdir(mode=0o700, parents=True)
    return folder


def remove_tmp_path() -> None:
    """Removes the folder of `tmp_path` and, after the last worker, that of the run."""
    import contextlib
    import shutil

    folder = tmp_path()
    shutil.rmtree(folder, ignore_errors=True)
    with contextlib.suppress(OSError):
        folder.parent.rmdir()


@cache
def _own_run() -> str:
    return uuid.uuid4().hex


def _run() -> str:
    return os.environ.get("PYTEST_XDIST_TESTRUNUID") or _own_run()


@cache
def _number(run: str, worker: str, workers: int) -> int:
    own = re.fullmatch(r"gw(\d+)", worker)
    preferred = int(own[1]) if own else 0
    if workers == 1 and preferred == 0:
        return 0
    candidates = chain([preferred] if preferred < workers else [], range(workers), count(workers))
    taken = claims.take(f"numbers/{run_id()}", candidates, worker, shared=True)
    claims.prune("numbers")
    return preferred if taken is None else taken


@cache
def _redis_index(run: str, worker: str, server: str, databases: int, first: int) -> int:
    preferred = first + worker_number()
    candidates = [preferred, *range(first, databases)] if preferred < databases else range(first, databases)
    index = claims.take(f"redis-{_slug(server)}", candidates, f"{run} {worker}", shared=True)
    if index is None:
        raise NotAvailableError(
            f"Redis at {server} has {databases} databases, of which tests may use {first} to {databases - 1}: none is "
            f"left for worker {worker} of {worker_count()}; start fewer workers, or raise `databases` in redis.conf "
            "and `guard_redis_databases`"
        )
    return index


def _claim_row(row: range) -> bool:
    for done, port in enumerate(row):
        if claims.take("ports", [port], worker_id(), usable=is_free) is None:
            release_ports(row[:done])
            return False
    return True


def is_free(port: int, reuse: bool = False) -> bool:
    """Whether this process could listen on the port, on all addresses.

    Args:
        reuse: also while connections of an earlier listener linger, as most servers do (SO_REUSEADDR).

    Raises:
        NotAvailableError: sockets are refused here.
    """
    import errno
    import socket

    # macOS gives all addresses to one socket while another listens on 127.0.0.1
    for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET, ""), (socket.AF_INET6, "::")):
        try:
            with socket.socket(family, socket.SOCK_STREAM) as listener:
                if os.name == "nt":
                    listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)  # type: ignore[attr-defined,unused-ignore]
                elif reuse:
                    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                if family == socket.AF_INET6:
                    listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
                listener.bind((address, port))
                listener.listen(1)
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES, getattr(errno, "WSAEACCES", -1)):
                return False
            if family == socket.AF_INET:  # IPv6 may be missing
                raise NotAvailableError(f"no port can be bound here: {error}") from error
    return True


def _slug(text: str) -> str:
    """Letters, digits and _ only, at most 20; two texts never give the same."""
    import hashlib

    plain = re.sub(r"[^a-z0-9_]", "_", text.lower())
    return (
        plain if plain == text and len(text) <= 20 else f"{plain[:11]}_{hashlib.sha256(text.encode()).hexdigest()[:8]}"
    )
