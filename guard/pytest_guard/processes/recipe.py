"""How a live process is started."""

from __future__ import annotations

import os
import uuid
from pathlib import Path
from typing import Any, NamedTuple

from pytest_guard.processes.holders import MARK
from pytest_guard.processes.ready import Given

KILL_SECONDS = 5.0


class Recipe(NamedTuple):
    """What `live_process(…)` was called with; `{port}` stands for the port in command, environment and URLs."""

    name: str
    command: str | list[str]
    env: dict[str, str]
    cwd: str
    port: int | None
    ready: Given
    health: Given
    timeout: float
    grace: float
    respawn: str

    def order(self, port: int | None, log: Path) -> dict[str, Any]:
        """What the supervisor reads, of JSON's types, with a mark of its own for each start."""
        words = self.command
        return {
            "command": filled(words, port) if isinstance(words, str) else [filled(each, port) for each in words],
            "env": _environment() | {key: filled(value, port) for key, value in self.env.items()},
            "cwd": self.cwd,
            "log": str(log),
            "grace": self.grace,
            "kill": KILL_SECONDS,
            "mark": uuid.uuid4().hex,
        }

    def line(self, port: int | None) -> str:
        """The command as one line, for messages."""
        return filled(self.command if isinstance(self.command, str) else " ".join(self.command), port)


def filled(text: str, port: int | None) -> str:
    """With the port in its place."""
    return text.replace("{port}", str(port))


def _environment() -> dict[str, str]:
    """The variables of pytest, with Python's output unbuffered, so that the last words are not lost."""
    dropped = ("PYTEST_CURRENT_TEST", MARK)
    return {"PYTHONUNBUFFERED": "1"} | {key: value for key, value in os.environ.items() if key not in dropped}
