"""Places to run a command in: without loopback, with refused sockets, in a container, in a control group.

A place is made of what is really there (namespaces, seccomp, podman); where it cannot be made, `missing` says why, and
the tests that need it are skipped with these words.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.command import Done

DROP = ("PYTEST_", "CI", "GITHUB_", "VIRTUAL_ENV", "SANDBOX_", "COVERAGE_", "DOCKER_")
SECONDS = 120


class Place(NamedTuple):
    """`prefix` are the words before the command that take it there."""

    name: str
    prefix: tuple[str, ...] = ()
    missing: str = ""

    def needed(self) -> Place:
        """Itself; skips the test where the place cannot be made."""
        if self.missing:
            pytest.skip(f"{self.name}: {self.missing}")
        return self

    def run(self, *words: object, cwd: Path, **env: str) -> Done:
        """Runs a command there."""
        return run([*self.prefix, *map(str, words)], cwd, {**variables(), **env})


HERE = Place("here")


def variables() -> dict[str, str]:
    """This process's variables without those that steer pytest, and plain output."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(DROP)}
    return {**kept, "NO_COLOR": "1", "COLUMNS": "200", "PYTHONDONTWRITEBYTECODE": "1"}


def run(words: list[str], cwd: Path, env: dict[str, str]) -> Done:
    done = subprocess.run(
        words, cwd=cwd, env=env, capture_output=True, stdin=subprocess.DEVNULL, timeout=SECONDS, check=False
    )
    return Done(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))


def tried(*words: str) -> str:
    """Why this command does not work here, "" where it does."""
    try:
        done = subprocess.run(words, capture_output=True, stdin=subprocess.DEVNULL, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"{words[0]}: {error}"
    if not done.returncode:
        return ""
    said = done.stderr.decode(errors="replace").strip().splitlines() or ["no word"]
    return f"'{' '.join(words)}' ends with {done.returncode}: {said[-1]}"
