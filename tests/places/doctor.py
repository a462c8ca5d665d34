"""The real `pytest-doctor diagnose` and the real pytest, in a place."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from tests.command import Done
from tests.places import Place


def findings(place: Place, project: Path, python: Path, *args: str, **env: str) -> dict[str, dict[str, Any]]:
    """Rule → its finding, as `diagnose` gives them there for `pytest args`."""
    words = ("diagnose", str(project), "--pedantic", "--format", "json", "--python", str(python))
    done = command(place, project, *words, *(("--", *args) if args else ()), **env)
    assert done.code in (0, 1), done.err
    return {found["rule"]: found for found in done.json["findings"]}


def command(place: Place, project: Path, *words: str, **env: str) -> Done:
    """`pytest-doctor words…` there."""
    cache = {"XDG_CACHE_HOME": str(project.parent / "cache")}
    return place.run(sys.executable, "-m", "doctor", *words, cwd=project, **{**cache, **env})


def pytest_in(place: Place, project: Path, python: Path, *args: str, **env: str) -> tuple[int, str]:
    """Exit code and output of the real pytest there."""
    done = place.run(python, "-m", "pytest", *args, cwd=project, **env)
    return done.code, done.out + done.err
