"""What the system keeps for the process: open files and sockets, and child processes. Linux tells both for little."""

from __future__ import annotations

import gc
import os
import sys
import time
from typing import Any

from pytest_guard.leaks.watch import Leak, Watch

LOOKS = 20  # a millisecond apart, for the words of a process


class Descriptors(Watch):
    """Open files, sockets and pipes, by their numbers."""

    kind = "descriptor"
    only_new = True

    @classmethod
    def is_possible(cls) -> bool:
        return sys.platform.startswith("linux") and os.path.isdir("/proc/self/fd")

    def __init__(self) -> None:
        self._known: tuple[int, int, int] = (0, 0, 0)
        self._numbers: list[int] = []

    def now(self) -> dict[int, tuple[int, int]]:
        """Number → which file it is, for a number is given again. The list takes 30 µs: where their count (Linux 6.2
        and newer) and the lowest free number are what they were, it is not asked for.
        """
        try:
            count = os.stat("/proc/self/fd").st_size
            lowest = os.open("/", os.O_RDONLY | os.O_CLOEXEC)
            os.close(lowest)
            known = (os.getpid(), count, lowest)
            if not count or known != self._known:
                self._known, self._numbers = known, sorted(map(int, os.listdir("/proc/self/fd")))
        except OSError:  # none is left
            return {}
        return {number: which for number in self._numbers if (which := _which(number))}

    def say(self, name: Any, before: Any, after: Any) -> Leak | None:
        """What nothing refers to any more is closed with the next collection of garbage."""
        first = self._target(name)
        if first is None or name in _of_current_loop() or name in _claimed():
            return None
        gc.collect()
        target = self._target(name)
        if target is None or target != first:
            return None
        what = "socket" if target.startswith("socket:") else "pipe" if target.startswith("pipe:") else f"file {target}"
        if target.startswith("anon_inode:"):
            what = target[11:].strip("[]")
        return Leak(self.kind, target, f"{what} is open (descriptor {name})")

    @staticmethod
    def _target(name: int) -> str | None:
        """What it refers to; None where it is closed, as the one of the listing itself is."""
        try:
            return os.readlink(f"/proc/self/fd/{name}")
        except OSError:
            return None


def _which(number: int) -> tuple[int, int] | None:
    """None of the one that the listing itself had."""
    try:
        found = os.fstat(number)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _claimed() -> set[int]:
    """The locked files of this process's ports and numbers, which it keeps (`pytest_guard.workers`)."""
    module = sys.modules.get("pytest_guard.claims")
    return set(module.descriptors()) if module else set()


def _of_current_loop() -> set[int]:
    """The descriptors of the main thread's event loop: pytest-asyncio puts a new one there behind each of its tests."""
    module = sys.modules.get("asyncio.events")
    policy = getattr(module, "_event_loop_policy", None)
    loop = getattr(getattr(policy, "_local", None), "_loop", None)
    parts = (getattr(loop, name, None) for name in ("_selector", "_ssock", "_csock"))
    return {part.fileno() for part in parts if part is not None}


class Children(Watch):
    """Child processes of the main thread, which is the one that runs tests."""

    kind = "process"
    only_new = True

    def __init__(self) -> None:
        self._path = f"/proc/self/task/{os.getpid()}/children"

    @classmethod
    def is_possible(cls) -> bool:
        return sys.platform.startswith("linux") and os.path.exists(f"/proc/self/task/{os.getpid()}/children")

    def now(self) -> dict[str, bool]:
        try:
            os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)  # a tenth of the time that the file takes
        except ChildProcessError:
            return {}
        try:
            with open(self._path, "rb", buffering=0) as file:
                told = file.read()
        except OSError:
            return {}
        return dict.fromkeys(told.decode().split(), True) if told else {}

    def say(self, name: Any, before: Any, after: Any) -> Leak | None:
        try:
            with open(f"/proc/{name}/stat", "rb") as file:
                state = file.read().rpartition(b")")[2].split()[0]
            command = "" if state == b"Z" else _command(name)
        except OSError:
            return None
        if state == b"Z":
            return Leak(self.kind, "zombie", f"process {name} has ended and was not waited for")
        return Leak(self.kind, command, f"process {name} still runs: {command}")


def _command(name: Any) -> str:
    """The words that a process was called with. It has none for the moment in which it becomes another program, and
    none at all where it is no program of its own: then its name."""
    for _ in range(LOOKS):
        with open(f"/proc/{name}/cmdline", "rb") as file:
            words = file.read().replace(b"\0", b" ").decode(errors="replace").strip()
        if words:
            return words
        time.sleep(0.001)
    with open(f"/proc/{name}/comm", "rb") as file:
        return file.read().decode(errors="replace").strip()


KINDS = (Descriptors, Children)
