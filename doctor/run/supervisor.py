"""Stands between us and a batch: when we are gone, however suddenly, so is the batch with all that it started.

    python supervisor.py LEFT COMMAND…

Its standard input is a pipe of ours. A line `abort` makes the batch show where it stands (pytest's faulthandler prints
the stack of each thread on SIGABRT); the pipe's end, which also a kill -9 of us brings, ends the batch. Processes that
the batch left are written to the file LEFT and ended. On Linux it is the reaper of its descendants (prctl(2),
PR_SET_CHILD_SUBREAPER), so that also those with a session of their own come back to it; elsewhere it ends the batch's
process group. Started with the project's interpreter, never imported. Stdlib only; POSIX.
"""

# ruff: noqa: PTH112, PTH123, PTH208

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import select
import signal
import subprocess
import sys
import time

GRACE = 3.0  # seconds for the stacks to be printed
SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER
SETTLE = 0.5  # seconds in which a process that was told to end may end


def main(left: str, command: list[str]) -> int:
    adopt()
    woken, wakes = os.pipe()
    os.set_blocking(wakes, False)
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)  # the pipe tells us
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wakes, warn_on_full_buffer=False)
    process = subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=default_signals
    )
    if waited(process, woken):
        tell(left, settled())
    end(process)
    return process.returncode


def default_signals() -> None:
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD):
        signal.signal(each, signal.SIG_DFL)


def waited(process: subprocess.Popen[bytes], woken: int) -> bool:
    """Whether it ended by itself; False when it has to be ended."""
    while process.poll() is None:
        ready, _, _ = select.select([0, woken], [], [], 60)
        if woken in ready:
            os.read(woken, 64)
        if 0 in ready and process.poll() is None:
            if b"abort" in os.read(0, 64):
                process.send_signal(signal.SIGABRT)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(GRACE)
            return False
    return True


def adopt() -> None:
    """Makes us the parent of every descendant whose own parent has ended."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)


def settled() -> list[tuple[int, str]]:
    """What is left when it had a moment to end."""
    until = time.monotonic() + SETTLE
    while found := descendants():
        if time.monotonic() > until:
            break
        time.sleep(0.02)
    return [(pid, command(pid)) for pid in found]


def descendants() -> list[int]:
    """Living processes below us."""
    children: dict[int, list[int]] = {}
    for name in os.listdir("/proc") if os.path.isdir("/proc") else ():
        with contextlib.suppress(OSError, ValueError, IndexError):
            words = read(int(name), "stat").rpartition(b")")[2].split()
            if words[0] not in (b"Z", b"X"):
                children.setdefault(int(words[1]), []).append(int(name))
    found = list(children.get(os.getpid(), ()))
    for pid in found:  # grows while it is read
        found += children.get(pid, ())
    return found


def command(pid: int) -> str:
    with contextlib.suppress(OSError):
        return read(pid, "cmdline").replace(b"\0", b" ").decode(errors="replace").strip()
    return "?"


def read(pid: int, name: str) -> bytes:
    with open(f"/proc/{pid}/{name}", "rb") as file:
        return file.read()


def tell(left: str, found: list[tuple[int, str]]) -> None:
    if found:
        with open(left, "w", encoding="ascii") as file:
            json.dump(found, file)


def end(process: subprocess.Popen[bytes]) -> None:
    """Kills all of it; again, until nothing new has been started meanwhile."""
    with contextlib.suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    while found := descendants():
        for pid in found:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.01)


if __name__ == "__main__":
    code = main(sys.argv[1], sys.argv[2:])
    sys.exit(code if code >= 0 else 128 - code)
