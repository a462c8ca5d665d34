"""One process of a batch: started, watched, and ended with all that it started."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path

from doctor.model.record import Record

HERE = Path(__file__).parent
SUPERVISOR, PLUGIN = HERE / "supervisor.py", HERE / "inside" / "pytest_doctor_batch.py"
STEP = 0.05  # seconds between two looks
LAST_LINES = 150
GRACE = 10.0  # seconds for the supervisor to end what it has started
DROPPED = ("PYTEST_CURRENT_TEST", "PYTEST_XDIST_WORKER", "PYTEST_XDIST_WORKER_COUNT", "PYTEST_XDIST_TESTRUNUID")


class Ended(Record):
    """How a process ended. `signal` is the number of the one that killed it, 0 for none; `left` are the processes that
    it left running (number, command), which have been ended.
    """

    code: int
    signal: int = 0
    is_late: bool = False
    is_stopped: bool = False
    left: tuple[tuple[int, str], ...] = ()
    last_lines: str = ""


class Call(Record):
    """How the project's pytest is called: `cd project && python -m pytest *args`, with these variables alone."""

    python: str
    project: str
    args: tuple[str, ...] = ()
    variables: Mapping[str, str] = {}


def run(call: Call, batch: Path, output: Path, journal: Path, patience: float, stop: threading.Event) -> Ended:
    """Runs a batch; `batch` is the file for the plugin, `output` gets what is printed.

    It is ended when nothing was added to `journal` for `patience` seconds (0: never), or when `stop` is set. OSError
    when it cannot be started.
    """
    left = batch.with_suffix(".left.json")
    left.unlink(missing_ok=True)
    command = [call.python, str(PLUGIN), *call.args]
    if os.name == "posix":
        command = [call.python, "-I", "-S", str(SUPERVISOR), str(left), *command]
    with output.open("wb") as stream:
        process = subprocess.Popen(  # noqa: S603
            command,
            cwd=call.project,
            env=variables(call, batch),
            stdin=subprocess.PIPE,
            stdout=stream,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            is_late = not _waited(process, journal, patience, stop)
        finally:
            _end(process)
    code = process.returncode
    killed = -code if code < 0 else code - 128 if os.name == "posix" and 128 < code < 193 else 0
    return Ended(code, killed, is_late, stop.is_set(), _left(left), tail(output))


def variables(call: Call, batch: Path) -> dict[str, str]:
    """The call's own, without what an outer pytest set for itself, and with the plugin."""
    kept = {name: value for name, value in call.variables.items() if name not in DROPPED}
    plugins = [name for name in kept.get("PYTEST_PLUGINS", "").split(",") if name]
    return {
        **kept,
        "PYTEST_PLUGINS": ",".join([*plugins, PLUGIN.stem]),
        "PYTEST_DOCTOR_BATCH": str(batch),
    }


def _waited(process: subprocess.Popen[bytes], journal: Path, patience: float, stop: threading.Event) -> bool:
    """Until it ends, or is stopped; False when it has to be ended because it says nothing more."""
    size, since = -1, time.monotonic()
    while not stop.is_set():
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(STEP)
            return True
        now = journal.stat().st_size if journal.exists() else 0
        if now != size:
            size, since = now, time.monotonic()
        elif patience and time.monotonic() - since > patience:
            with contextlib.suppress(OSError):
                _say(process, b"abort\n")
            return False
    return True


def _say(process: subprocess.Popen[bytes], word: bytes) -> None:
    if process.stdin:
        process.stdin.write(word)
        process.stdin.flush()


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends what still runs: the end of its input tells the supervisor."""
    if process.stdin:
        with contextlib.suppress(OSError):
            process.stdin.close()
    if sys.platform == "win32" and process.poll() is None:
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False)  # noqa: S603, S607
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _left(file: Path) -> tuple[tuple[int, str], ...]:
    try:
        return tuple((int(pid), str(command)) for pid, command in json.loads(file.read_bytes()))
    except (OSError, ValueError):
        return ()


def tail(output: Path) -> str:
    """The last lines of a file."""
    with output.open("rb") as file:
        file.seek(max(0, output.stat().st_size - 65536))
        text = file.read().decode("utf-8", "replace")
    return "\n".join(text.splitlines()[-LAST_LINES:])
