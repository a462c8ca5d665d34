"""A command and all that it starts, as pytest sees it: started, looked at, stopped as one."""

from __future__ import annotations

import contextlib
import json
import os
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from pytest_guard.processes.holders import end_marked

ANSWER_SECONDS = 10.0
START_SECONDS = 60.0


class StartError(Exception):
    """The system cannot execute the command."""


class Tree:
    """On POSIX systems: a supervisor is the parent of the command (`supervisor.py`)."""

    def __init__(self, order: dict[str, Any]) -> None:
        """Starts the command.

        Raises:
            StartError: it cannot be executed.
        """
        self.order = order
        self.exit_code: int | None = None
        self.gone = False
        self.left: list[int] | None = None
        self.pid = 0
        self._rest = b""
        self._lost = False
        with open(order["log"], "ab") as log:
            self._supervisor = subprocess.Popen(  # noqa: S603
                [sys.executable, "-I", "-S", str(Path(__file__).with_name("supervisor.py"))],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                start_new_session=True,
            )
        self._send(json.dumps({**order, "parent": os.getpid(), "psutil": _folder_of_psutil()}).encode() + b"\n")
        self._await("pid", START_SECONDS)
        if self._lost:
            self._close()
            raise StartError(f"its supervisor ended, see {order['log']}")

    def ended(self, ask: bool = False) -> bool:
        """Whether nothing of it lives. With `ask` the supervisor looks now; else it is what it has told so far."""
        if ask and not self.gone:
            self._send(b"?\n")
            self._await("alive")
        else:
            self._receive(0)
        return self.gone

    def stop(self) -> list[int]:
        """Ends all of it; which could not be killed."""
        self._send(b"stop\n")
        self._await("left", self.order["grace"] + self.order["kill"] + ANSWER_SECONDS)
        if self.left is None:  # the supervisor was killed itself, or hangs
            self._supervisor.kill()
            _, self.left = end_marked(self.order["mark"], self.order["kill"])
        self._close()
        return self.left

    def _close(self) -> None:
        self.gone = True
        self._supervisor.wait()
        for pipe in (self._supervisor.stdin, self._supervisor.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()

    def _send(self, words: bytes) -> None:
        assert self._supervisor.stdin is not None
        with contextlib.suppress(OSError):  # it has gone, which `_receive` sees
            self._supervisor.stdin.write(words)
            self._supervisor.stdin.flush()

    def _await(self, key: str, seconds: float = ANSWER_SECONDS) -> None:
        """Takes what the supervisor tells until it tells this, or has gone."""
        over = time.monotonic() + seconds
        while time.monotonic() < over and key not in self._receive(max(0.0, over - time.monotonic())):
            if self._lost:
                return

    def _receive(self, seconds: float) -> set[str]:
        """The kinds of what was told within the time."""
        pipe = self._supervisor.stdout
        if pipe is None or pipe.closed or self._lost:
            self._lost = True
            return set()
        if not select.select([pipe], [], [], seconds)[0]:
            return set()
        words = os.read(pipe.fileno(), 65536)
        if not words:
            self._lost = self.gone = True
        *lines, self._rest = (self._rest + words).split(b"\n")
        return {key for line in lines for key in self._take(json.loads(line))}

    def _take(self, told: dict[str, Any]) -> dict[str, Any]:
        if "error" in told:
            self._close()
            raise StartError(told["error"])
        self.pid = told.get("pid", self.pid)
        self.exit_code = told.get("exit", self.exit_code)
        self.left = told.get("left", self.left)
        self.gone = self.gone or "gone" in told or bool(self.exit_code)
        return told


def start(order: dict[str, Any]) -> Tree:
    """Starts a command in the way of this system; `order` has what `supervisor.py` reads.

    Raises:
        StartError: it cannot be executed.
    """
    if os.name == "nt":
        from pytest_guard.processes.windows import JobTree

        return JobTree(order)
    return Tree(order)


def _folder_of_psutil() -> str:
    import psutil

    return str(Path(psutil.__file__).parent.parent)
