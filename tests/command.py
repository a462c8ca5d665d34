"""The real command in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple


class Done(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def doctor(*words: str, cwd: Path, python: tuple[str, ...] = (), **env: str) -> Done:
    """Runs `python [python options] -m doctor words…` in a folder."""
    done = subprocess.run(
        [sys.executable, *python, "-m", "doctor", *words],
        cwd=cwd,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "120", **env},
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=120,
        check=False,
    )
    return Done(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))


def on_a_terminal(words: list[str], cwd: Path | None = None, **env: str) -> str:
    """What a command tells a terminal of a hundred columns on its standard error."""
    import pty

    ours, theirs = pty.openpty()
    told = {**os.environ, "TERM": "xterm", "COLUMNS": "100", **env}
    process = subprocess.Popen(words, cwd=cwd, stdout=subprocess.DEVNULL, stderr=theirs, env=told)
    os.close(theirs)
    seen = b""
    while chunk := read(ours):
        seen += chunk
    os.close(ours)
    assert process.wait(20) in (0, 1)
    return seen.decode()


def read(terminal: int) -> bytes:
    """What it has for us now; nothing once the other end is closed."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


def plant(root: Path, files: dict[str, str | bytes]) -> Path:
    """Writes files, with their folders."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def wait_for(is_so: Callable[[], bool]) -> None:
    """Until it is so, a minute at most."""
    end = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)


def marked(folder: Path) -> list[str]:
    """The processes with our variable, by number."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/environ"):
        try:
            found += [entry.parent.name] if f"MARK={folder}".encode() in entry.read_bytes().split(b"\0") else []
        except OSError:
            continue
    return found
