"""Who has a port, who carries a mark: questions to the system, through psutil."""

from __future__ import annotations

import contextlib
import os
import time
from typing import Any

MARK = "PYTEST_GUARD_LIVE"
YOUNG_SECONDS = 10.0


def holder(port: int) -> str:
    """Who listens on a port: "pid 812 (python -m http.server 8000)", or what can be said of it."""
    import psutil

    with contextlib.suppress(psutil.Error, OSError):
        for each in psutil.net_connections("tcp"):
            if each.status == psutil.CONN_LISTEN and each.laddr and each.laddr.port == port and each.pid:
                return described(each.pid)
    return "a process that the system does not name"


def described(pid: int) -> str:
    """A process by its id and command."""
    import psutil

    command = ""
    with contextlib.suppress(psutil.Error, OSError):
        process = psutil.Process(pid)
        command = " ".join(process.cmdline()) or process.name()
    return f"pid {pid} ({command[:200]})" if command else f"pid {pid}"


def create_time(pid: int) -> float:
    """When a process began, which tells it from a later one with the same id: seconds since 1970; 0 if it is gone."""
    import psutil

    try:
        process = psutil.Process(pid)
        return 0.0 if process.status() == psutil.STATUS_ZOMBIE else float(process.create_time())
    except psutil.Error:
        return 0.0


def marked(mark: str) -> tuple[list[Any], bool]:
    """The processes whose environment carries this mark, and whether some cannot be told yet.

    While a process executes another program its environment is empty for a moment.
    """
    import psutil

    found, unclear = [], False
    for each in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            environ = each.environ() if each.pid != os.getpid() else {"": ""}
            if environ.get(MARK) == mark and each.status() != psutil.STATUS_ZOMBIE:
                found.append(each)
            elif not environ and time.time() - each.create_time() < YOUNG_SECONDS:
                unclear = unclear or each.status() != psutil.STATUS_ZOMBIE
    return found, unclear


def end_marked(mark: str, seconds: float) -> tuple[list[int], list[int]]:
    """Kills what carries the mark, and what that starts meanwhile: which it found, and which lives after this time."""
    over = time.monotonic() + seconds
    seen: set[int] = set()
    while True:
        left, unclear = marked(mark)
        for each in left:
            seen.add(each.pid)
            with contextlib.suppress(Exception):
                each.kill()
        if not (left or unclear) or time.monotonic() > over:
            return sorted(seen), [each.pid for each in left]
        time.sleep(0.02)
