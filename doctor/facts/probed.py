"""Starts the project's interpreter, when the user said so, and takes its answer over what the folders tell."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from doctor.model.environment import Interpreter
from doctor.model.invocation import Invocation

SECONDS = 20


def probed(found: Interpreter, invocation: Invocation) -> Interpreter:
    """The interpreter with its own answer in it; `problem` says why it gave none."""
    if not found.executable:
        return found
    answer = ask(found.executable, invocation.variables)
    if isinstance(answer, str):
        return found.replace(problem=found.problem or answer)
    try:
        return _merged(found, answer)
    except (KeyError, TypeError, ValueError, AttributeError):
        return found.replace(problem=f"{found.executable} gave an answer that cannot be read")


def _merged(found: Interpreter, answer: dict[str, Any]) -> Interpreter:
    folders = [str(path) for path in answer["path"] if Path(str(path)).name in ("site-packages", "dist-packages")]
    return found.replace(
        version=str(answer["version"]),
        paths=tuple(dict.fromkeys([*found.paths, *folders])),
        problem="",
        probed=tuple((str(each["name"]), str(each["version"])) for each in answer["distributions"]),
    )


def ask(executable: str, variables: Mapping[str, str]) -> dict[str, Any] | str:
    """What probe.py prints, else why there is no answer. It runs isolated (`-I`: neither the working directory nor
    PYTHON* variables), in a process group of its own that does not outlive the limit."""
    import json
    import subprocess
    import tempfile

    script = str(Path(__file__).with_name("probe.py"))
    marker = os.urandom(8).hex()  # start-up files may print, too
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        try:
            process = subprocess.Popen(  # noqa: S603
                [executable, "-I", "-B", script, marker],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=errors,
                env=dict(variables),
                cwd=tempfile.gettempdir(),
                start_new_session=True,
            )
        except (OSError, ValueError) as fault:
            return f"{executable} cannot be started: {fault}"
        try:
            code = process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            _kill(process.pid)
            process.wait()
            return f"{executable} gave no answer within {SECONDS} s"
        output.seek(0)
        text = output.read(64 * 1024 * 1024).decode("utf-8", "replace")
        line = next((line for line in text.splitlines() if line.startswith(marker)), "")
        try:
            answer = json.loads(line[len(marker) :]) if line else None
        except ValueError:
            answer = None
        errors.seek(0)
        last = errors.read(64 * 1024).decode("utf-8", "replace").strip().rpartition("\n")[2]
    return answer if isinstance(answer, dict) else f"{executable} ended with {code} and no answer: {last}"


def _kill(process: int) -> None:
    """The process with all that it started."""
    import signal

    try:
        if os.name == "nt":
            os.kill(process, signal.SIGTERM)
        else:
            os.killpg(process, signal.SIGKILL)
    except OSError:
        pass
