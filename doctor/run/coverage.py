"""What pytest-cov would have reported of the whole run: each process measures into a file of its own."""

from __future__ import annotations

import json
import subprocess

from doctor.model.batches import BatchRun, Whole
from doctor.run.process import HERE, Call
from doctor.run.state import State

SCRIPT = HERE / "inside" / "pytest_doctor_coverage.py"


def covered(run: BatchRun, whole: Whole, call: Call, state: State) -> BatchRun:
    """The run with what was measured, as the project's options ask for it. Of a part of the tests no least is asked."""
    if not whole.coverage or run.interrupted or (whole.coverage["only_green"] and not run.is_green):
        return run
    files = sorted(str(path) for path in state.measured.iterdir())
    if not files:
        return run.replace(coverage="coverage: no process came to its end, and so nothing was measured")
    is_part = bool(run.shard or run.stopped)
    order = {**whole.coverage, "files": files} | ({"least": None} if is_part else {})
    path = state.folder / "coverage.json"
    path.write_text(json.dumps(order), encoding="utf-8")
    done = subprocess.run(  # noqa: S603
        [call.python, str(SCRIPT), str(path)],
        cwd=call.project,
        env=dict(call.variables),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    text = done.stdout.decode("utf-8", "replace").strip()
    why = text.splitlines()[-1] if text else f"exit code {done.returncode}"
    return run.replace(coverage=text, uncovered=why if done.returncode else "")
