"""The project's own environment: made on request, else only told how."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from doctor.errors import UsageError
from doctor.facts.graph import Facts
from doctor.generate.beside.installs import Install

FOLDER = ".venv"


def is_missing(facts: Facts) -> bool:
    """Has the project no environment of its own, active, named or in its folder?"""
    found = facts.get("interpreter")
    return found.executable is None or found.found_by == "running interpreter"


def told(install: Install) -> str:
    """The lines to type."""
    activate = ".venv\\Scripts\\activate" if os.name == "nt" else ". .venv/bin/activate"
    return "\n".join(f"    {line}" for line in (f"python -m venv {FOLDER}", activate, *install.lines))


def made(project: str, install: Install) -> None:
    """Makes .venv and installs into it. UsageError when a line fails; what was made is gone then, and on Ctrl-C."""
    folder = Path(project, FOLDER)
    if folder.exists():
        raise UsageError(f"{FOLDER} is there, but is no environment: remove it, or name an interpreter with --python")
    try:
        run([sys.executable, "-m", "venv", str(folder)], project, os.environ["PATH"])
        scripts = folder / ("Scripts" if os.name == "nt" else "bin")
        for line in install.lines:
            print(f"$ {line}", file=sys.stderr)
            run(shlex.split(line), project, f"{scripts}{os.pathsep}{os.environ['PATH']}")
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def run(words: list[str], project: str, path: str) -> None:
    """One command, with the environment's programs first. Its output is shown; UsageError when it fails."""
    program = shutil.which(words[0], path=path)
    variables = {
        **os.environ,
        "PATH": path,
        "VIRTUAL_ENV": str(Path(project, FOLDER)),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    try:
        done = subprocess.run([program or words[0], *words[1:]], cwd=project, env=variables, stdout=2, check=False)  # noqa: S603
    except OSError as fault:
        raise UsageError(f"{words[0]} cannot be started: {fault.strerror}") from None
    if done.returncode:
        raise UsageError(f"`{shlex.join(words)}` ended with {done.returncode}; nothing of {FOLDER} is left")
