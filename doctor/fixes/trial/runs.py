"""Runs the project's own pytest and says what it collected."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from doctor.errors import UsageError
from doctor.fixes.trial.outcome import Told, Trial

TIMEOUT = 300.0  # seconds; pandas takes 52 to be collected cold
RECORDER = Path(__file__).with_name("recorder.py")
NOT_PASSED_ON = ("PYTEST_CURRENT_TEST", "FORCE_COLOR")


def collect(
    project: str | Path,
    python: str,
    args: Sequence[str] = (),
    variables: Mapping[str, str] | None = None,
    timeout: float = TIMEOUT,
    memory_mb: float | None = None,
    run: bool = False,
) -> Trial:
    """What `cd project && pytest *args` collects with this interpreter; with `run`, what its tests come to.

    pytest is called like the script `pytest`: the working directory is not on sys.path. `variables` is the whole
    environment of the call (default: ours). It is ended after `timeout` seconds, or when it has more than `memory_mb`
    MiB in memory (Linux; elsewhere the peak is told, not bounded). UsageError when the interpreter cannot be started.
    """
    import os

    from doctor.fixes.trial import child

    environment = {**(os.environ if variables is None else variables), "PY_COLORS": "0"}
    environment = {name: value for name, value in environment.items() if name not in NOT_PASSED_ON}
    with tempfile.TemporaryDirectory(prefix="pytest-doctor-") as aside:
        result, output = Path(aside) / "result.json", Path(aside) / "output.txt"
        command = [python, str(RECORDER), str(result), *([] if run else ["--collect-only"]), *args]
        try:
            ended = child.run(command, str(project), environment, output, timeout, memory_mb)
        except (OSError, ValueError) as fault:
            raise UsageError(f"{python} cannot be started: {fault}; name another interpreter with --python") from None
        return _trial(ended, _read(result), memory_mb)


def _read(result: Path) -> dict[str, Any]:
    """What the recorder wrote; nothing where pytest was ended before."""
    try:
        found = json.loads(result.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _trial(ended: Any, seen: dict[str, Any], memory_mb: float | None) -> Trial:
    peak = seen["peak_kb"] / 1024 if seen.get("peak_kb") else None
    killed = ended.killed
    if not killed and memory_mb and peak and peak > memory_mb:
        killed = f"{peak:.0f} MB in memory, the limit is {memory_mb:g} MB"  # between two looks
    errors = _told(seen.get("errors", ()))
    if not errors and ended.code not in (0, 5) and not (seen.get("outcomes") and ended.code == 1):
        errors = (Told("", killed or complaint(ended.output) or f"exit code {ended.code}"),)
    return Trial(
        exit_code=ended.code,
        collected=tuple(seen.get("collected", ())),
        errors=errors,
        warnings=_told(seen.get("warnings", ())),
        output=ended.output,
        seconds=ended.seconds,
        peak_mb=peak,
        timed_out=ended.timed_out,
        killed=killed,
        ended=bool(seen.get("ended")),
        stopped=str(seen.get("stopped", "")),
        origins=seen.get("origins", {}),
        outcomes=seen.get("outcomes", {}),
    )


def _told(pairs: Sequence[Sequence[str]]) -> tuple[Told, ...]:
    return tuple(Told(str(where), " ".join(str(text).split())) for where, text in pairs)


def complaint(output: str) -> str:
    """Why pytest did not start, in its own words: its `ERROR:` line, else the last line of a traceback."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    for line in reversed(lines):
        for sign in ("ERROR: ", "error: "):
            if sign in line[:40]:
                return line.partition(sign)[2]
    return lines[-1] if lines else ""
