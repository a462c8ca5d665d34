"""The parent of a live process: a program of its own, so that nothing is left when pytest is killed.

It reads one line of JSON from standard input, the order, starts the command in it and waits: for the line `stop`,
for the end of its input (pytest has ended, whichever way), or for another parent (the same, while a child of pytest
still holds the pipe). Then it ends every descendant. On Linux it adopts those that leave their parent or their group
(PR_SET_CHILD_SUBREAPER), and a kill of the supervisor itself kills the command (PR_SET_PDEATHSIG). It tells on
standard output, one JSON object a line: {"pid"}, {"error"}, {"exit"} of the command, {"gone"} when nothing that it
started is left either, {"alive"} when asked by a question mark, and at last {"left"}: what could not be killed.

Only the standard library is imported, and psutil where there is no /proc to find descendants in.
"""

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
from typing import Any

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
LOOK_SECONDS = 0.5
MARK = "PYTEST_GUARD_LIVE"


def main() -> None:
    order = json.loads(sys.stdin.buffer.readline())
    sys.path.append(order["psutil"])
    Supervisor(order).run()


class Supervisor:
    def __init__(self, order: dict[str, Any]) -> None:
        self.order = order
        self.command: subprocess.Popen[bytes] | None = None
        self.exit_code: int | None = None
        self.gone = False
        self.adopts = False
        self.asked = False
        self.awake, wake = os.pipe()
        os.set_blocking(self.awake, False)
        os.set_blocking(wake, False)
        signal.set_wakeup_fd(wake)

    def run(self) -> None:
        """Until the command and all that it started have gone."""
        # handlers that do nothing: what is ignored would be ignored by the command too
        for number in (signal.SIGCHLD, signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
            signal.signal(number, self.signalled)
        self.adopts = _prctl(PR_SET_CHILD_SUBREAPER)
        self.start()
        while os.getppid() == self.order["parent"] and not self.asked:
            ready, _, _ = select.select([0, self.awake], [], [], LOOK_SECONDS)
            self.look()
            if 0 in ready:
                self.answer(os.read(0, 512))
        self.stop()

    def signalled(self, number: int, _: object) -> None:
        self.asked = self.asked or number == signal.SIGTERM

    def answer(self, words: bytes) -> None:
        """A question mark is answered; anything else, and the end of the input, means stop."""
        if words and not words.strip(b"?\n"):
            tell(alive=not self.gone)
        else:
            self.asked = True

    def look(self) -> None:
        """Tells what has ended since the last look."""
        with contextlib.suppress(BlockingIOError):
            os.read(self.awake, 4096)
        self.reap()
        if self.exit_code is not None and not self.gone and not self.descendants():
            self.gone = True
            tell(gone=True)

    def start(self) -> None:
        try:
            with open(self.order["log"], "ab") as log:
                self.command = subprocess.Popen(  # noqa: S603
                    self.order["command"],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    cwd=self.order["cwd"],
                    env={**self.order["env"], MARK: self.order["mark"]},
                    shell=isinstance(self.order["command"], str),
                    start_new_session=True,
                    preexec_fn=_die_with_parent,
                )
        except (OSError, ValueError, subprocess.SubprocessError) as error:
            tell(error=f"{type(error).__name__}: {error}")
            sys.exit(0)
        tell(pid=self.command.pid)

    def reap(self) -> bool:
        """Collects what has ended, the command or an adopted descendant; whether it has a child still."""
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return False
            if pid == 0:
                return True
            if self.command is not None and pid == self.command.pid:
                self.exit_code = self.command.returncode = os.waitstatus_to_exitcode(status)
                tell(exit=self.exit_code)

    def stop(self) -> None:
        """Ends all descendants: asked first, killed when the time is over, until none is left."""
        try:
            if not self.end(signal.SIGTERM, self.order["grace"]):
                self.end(signal.SIGKILL, self.order["kill"])
            left = [pid for pid, _ in self.descendants()]
        except Exception:  # the system does not tell its processes: the group is better than nothing
            left = []
            if self.command is not None:
                with contextlib.suppress(OSError):
                    os.killpg(self.command.pid, signal.SIGKILL)
        tell(left=left)
        os._exit(0)

    def end(self, number: int, seconds: float) -> bool:
        """Sends a signal to each descendant, and to those that come while it waits; whether none is left in time."""
        over = time.monotonic() + seconds
        sent: set[tuple[int, object]] = set()
        while True:
            a_child = self.reap()
            left = self.descendants()
            for each in left:
                if each not in sent or number == signal.SIGKILL:
                    sent.add(each)
                    with contextlib.suppress(OSError):
                        os.kill(each[0], number)
            # the list may miss one whose parent ended while it was read; that is a child of the supervisor now
            if not (left or a_child) or time.monotonic() > over:
                return not (left or a_child)
            select.select([self.awake], [], [], 0.02 if left else 0.001)
            with contextlib.suppress(BlockingIOError):
                os.read(self.awake, 4096)

    def descendants(self) -> list[tuple[int, object]]:
        """The ids of all living processes below it, each with its start, for ids are used again."""
        return _below_in_proc() if self.adopts else _below_or_marked(self.order["mark"])


def _below_in_proc() -> list[tuple[int, object]]:
    """On Linux, where what loses its parent becomes a child of the supervisor; psutil would take 15 ms to import."""
    children: dict[int, list[tuple[int, object]]] = {}
    for pid in filter(str.isdecimal, os.listdir("/proc")):
        with contextlib.suppress(OSError), open(f"/proc/{pid}/stat", "rb") as stat:
            state, parent, *more = stat.read().rpartition(b")")[2].split()
            if state not in b"ZX":
                children.setdefault(int(parent), []).append((int(pid), more[17]))
    found: list[tuple[int, object]] = []
    parents = [os.getpid()]
    while parents:
        below = children.get(parents.pop(), [])
        found += below
        parents += [pid for pid, _ in below]
    return found


def _below_or_marked(mark: str) -> list[tuple[int, object]]:
    """Elsewhere: its children, their children, and what carries the mark in its environment."""
    import psutil

    def marked(process: Any) -> bool:
        with contextlib.suppress(psutil.Error, OSError):
            return bool(process.pid != os.getpid() and process.environ().get(MARK) == mark)
        return False

    found = psutil.Process().children(recursive=True)
    found += [each for each in psutil.process_iter() if each not in found and marked(each)]
    return [(each.pid, each.create_time()) for each in found if _lives(each)]


def tell(**what: Any) -> None:
    """To pytest; where it has ended, to nobody."""
    with contextlib.suppress(OSError):
        os.write(1, json.dumps(what).encode() + b"\n")


def _lives(process: Any) -> bool:
    try:
        return bool(process.status() != "zombie")
    except Exception:  # gone meanwhile
        return False


def _prctl(option: int, value: int = 1) -> bool:
    """Whether the system does it; a sandbox may not."""
    return _LIBC is not None and _LIBC.prctl(option, value, 0, 0, 0) == 0


def _die_with_parent() -> None:
    """In the command, before it is executed."""
    _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


_LIBC = ctypes.CDLL(None) if sys.platform.startswith("linux") else None

if __name__ == "__main__":
    main()
