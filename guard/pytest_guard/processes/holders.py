"""Who has a port, who carries a mark: questions to the system, through psutil."""

from __future__ import annotations

import contextlib
import os
import time
from typing import Any

MARK = "PYTEST_GUARD_LIVE"


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


def marked(mark: str) -> list[Any]:
    """The processes whose environment carries this mark, other than this one."""
    import psutil

    found = []
    for each in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            if each.pid != os.getpid() and each.environ().get(MARK) == mark:
                found.append(each)
    return found


def end_marked(mark: str, seconds: float) -> list[int]:
    """Kills what carries the mark, and what that starts meanwhile; which could not be killed in the time."""
    over = time.monotonic() + seconds
    while True:
        left = [each for each in marked(mark) if create_time(each.pid)]
        if not left or time.monotonic() > over:
            return [each.pid for each in left]
        for each in left:
            with contextlib.suppress(Exception):
                each.kill()
        time.sleep(0.02)
