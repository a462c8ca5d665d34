"""Real environments for tests, made once and kept in a cache folder."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HOME = Path(os.environ.get("PYTEST_DOCTOR_TEST_ENVIRONMENTS") or Path.home() / ".cache" / "pytest-doctor-tests")


def environment(requires: list[str]) -> Path:
    """The Python of a virtual environment that holds these requirements; made by uv where it is there, else by pip."""
    wanted = sorted(line.lower() for line in requires)
    key = hashlib.sha256("\n".join([sys.version, *wanted]).encode()).hexdigest()[:12]
    home, stamp = HOME / key, HOME / key / "requires.txt"
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    with alone(HOME / f"{key}.lock"):
        if not stamp.exists():
            try:
                made_by_uv(home, python, requires)
            except (ImportError, OSError, subprocess.CalledProcessError):
                made_by_pip(home, python, requires)
            stamp.write_text("\n".join(wanted), encoding="utf-8")
    return python


def made_by_uv(home: Path, python: Path, requires: list[str]) -> None:
    """A twentieth of pip's time."""
    from uv import find_uv_bin

    uv, quiet = find_uv_bin(), {"check": True, "capture_output": True}
    subprocess.run([uv, "venv", "-q", "--seed", "--clear", "--python", sys.executable, str(home)], **quiet)
    subprocess.run([uv, "pip", "install", "-q", "--compile-bytecode", "--python", str(python), *requires], **quiet)


def made_by_pip(home: Path, python: Path, requires: list[str]) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(home)], check=True)
    subprocess.run([str(python), "-m", "pip", "install", "-q", *requires], check=True)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """One process at a time; several runs of tests may share the folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        except ImportError:  # Windows
            pass
        yield


def run_pytest(
    python: Path, project: Path, args: list[str], env: dict[str, str], is_plain: bool = False
) -> tuple[int, str]:
    """Exit code and output of the real pytest in a project, called as `python -m pytest`, or plainly."""
    command = [str(python.with_name("pytest"))] if is_plain else [str(python), "-m", "pytest"]
    drop = ("PYTEST_", "CI", "GITHUB_", "VIRTUAL_ENV", "SANDBOX_", "COVERAGE_", "DJANGO_")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(drop)}
    done = subprocess.run(
        [*command, *args],
        cwd=project,
        env={**clean, "NO_COLOR": "1", "COLUMNS": "200", "PYTHONDONTWRITEBYTECODE": "1", **env},
        stdin=subprocess.DEVNULL,  # nobody types, wherever the tests are called from
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout + "\n" + done.stderr
