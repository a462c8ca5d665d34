"""A process that does not outlive its limits: own session, time, memory, and nothing of it left behind."""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from doctor.model.record import Record

TOKEN = "PYTEST_DOCTOR_TRIAL"  # noqa: S105  marks what the process starts, also when that leaves our session
STEP = 0.05  # seconds between two looks at time and memory
MAX_OUTPUT = 64 * 1024 * 1024
LAST_LINES = 40
KIB, MIB = 1024, 1024 * 1024


class Ended(Record):
    """How a process ended. `killed` says which limit it met, "" if none."""

    code: int
    output: str
    seconds: float
    killed: str = ""
    timed_out: bool = False


def run(
    command: Sequence[str],
    folder: str,
    variables: Mapping[str, str],
    output: Path,
    timeout: float,
    memory_mb: float | None,
) -> Ended:
    """Runs a command in `folder`; standard output and error go to the file `output`, which must not exist yet.

    It is killed with all that it started after `timeout` seconds, when it has more than `memory_mb` MiB in memory, when
    it writes without end, and when we are interrupted. OSError when it cannot be started.
    """
    token, started = secrets.token_hex(8), time.perf_counter()
    with output.open("xb") as stream:
        process = subprocess.Popen(  # noqa: S603
            list(command),
            cwd=folder,
            env={**variables, TOKEN: token},
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
            **_own_session(),
        )
        try:
            killed = next(filter(None, _faults(process, output, started + timeout, timeout, memory_mb)), "")
        finally:
            kill(process, token)
    late = killed.startswith("no answer")
    return Ended(process.returncode, _tail(output), time.perf_counter() - started, killed, late)


def _own_session() -> dict[str, Any]:
    if os.name == "nt":
        return {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
    return {"start_new_session": True}


def _faults(
    process: subprocess.Popen[bytes], output: Path, end: float, timeout: float, memory_mb: float | None
) -> Iterator[str]:
    """Why the process has to be ended, "" while there is no reason; over when it ends by itself."""
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(STEP)
            return
        if time.perf_counter() > end:
            yield f"no answer within {timeout:g} s"
        used = memory(process.pid) if memory_mb else 0.0
        if memory_mb and used > memory_mb:
            yield f"{used:.0f} MB in memory, the limit is {memory_mb:g} MB"
        if output.stat().st_size > MAX_OUTPUT:
            yield f"more than {MAX_OUTPUT // MIB} MB of output"
        yield ""


def memory(leader: int) -> float:
    """MiB that the processes of a session have in memory; 0 where there is no /proc. Shared pages count once.

    A limit of address space (RLIMIT_AS) would stop what only reserves memory, as numpy does; a container does not.
    """
    total, page = 0, 4096
    with contextlib.suppress(AttributeError, ValueError, OSError):
        page = os.sysconf("SC_PAGE_SIZE")
    for pid in _session(leader):
        with contextlib.suppress(OSError, ValueError, IndexError):
            words = Path(f"/proc/{pid}/statm").read_text().split()
            total += (int(words[1]) - (0 if pid == leader else int(words[2]))) * page
    return total / MIB


def _session(leader: int) -> Iterator[int]:
    """The processes of the session that `leader` leads."""
    for pid in _pids():
        with contextlib.suppress(OSError, ValueError, IndexError):
            words = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
            if int(words[3]) == leader:
                yield pid


def _pids() -> list[int]:
    try:
        return [int(name) for name in os.listdir("/proc") if name.isdigit()]  # noqa: PTH208
    except OSError:
        return []


def kill(process: subprocess.Popen[bytes], token: str) -> None:
    """Ends the process and all that it started, and waits for it."""
    if os.name == "nt":
        if process.poll() is None:
            subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False)  # noqa: S603, S607
            process.kill()
    else:
        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
        for pid in _strays(token):
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
    process.wait()


def _strays(token: str) -> Iterator[int]:
    """Processes that carry the token: those that made a session of their own, too."""
    sign = f"{TOKEN}={token}".encode()
    for pid in _pids():
        with contextlib.suppress(OSError):
            if sign in Path(f"/proc/{pid}/environ").read_bytes().split(b"\0"):
                yield pid


def _tail(output: Path) -> str:
    """The last lines of the file."""
    with output.open("rb") as file:
        file.seek(max(0, output.stat().st_size - 64 * KIB))
        text = file.read().decode("utf-8", "replace")
    return "\n".join(text.splitlines()[-LAST_LINES:])
