"""TAB in a real bash: its own completion function, called as bash calls it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import doctor, plant

BASH = shutil.which("bash") if os.name != "nt" else None
pytestmark = pytest.mark.skipif(not BASH, reason="completes in a POSIX bash")

# What bash itself does on TAB: it sets the words, calls the function that `complete` registered, and takes COMPREPLY.
TAB = """
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
function=$(complete -p pytest-doctor | sed 's/.*-F \\([^ ]*\\).*/\\1/')
"$function" "$1" "${@: -1}" "${@: -2:1}"
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `--show-completion` prints for bash, and a `pytest-doctor` to call."""
    folder = tmp_path_factory.mktemp("completion")
    plant(folder, {"bin/pytest-doctor": f'#!/bin/sh\nexec "{sys.executable}" -m doctor "$@"\n', "tab.sh": TAB})
    (folder / "bin/pytest-doctor").chmod(0o755)
    shown = doctor("--show-completion", "bash", cwd=folder, _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")
    assert shown.code == 0, shown.err
    (folder / "script.sh").write_text(shown.out)
    return folder / "script.sh"


def offered(script: Path, *words: str) -> list[str]:
    """What bash offers when TAB is pressed in the last word."""
    env = {**os.environ, "PATH": f"{script.parent / 'bin'}:{os.environ['PATH']}"}
    line = [str(BASH), "--norc", str(script.parent / "tab.sh"), str(script), "pytest-doctor", *words]
    done = subprocess.run(line, env=env, cwd=script.parent, capture_output=True, text=True, timeout=30, check=False)
    assert done.stderr == ""
    return done.stdout.split()


def test_commands(script: Path) -> None:
    assert offered(script, "dia") == ["diagnose"]


def test_options(script: Path) -> None:
    assert "--select" in offered(script, "diagnose", "--se")


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_rules_and_topics(script: Path, option: str) -> None:
    assert {"marker-expression-unknown", "markers"} <= set(offered(script, "diagnose", option, "marker"))


def test_names_to_explain(script: Path) -> None:
    assert "setup-cfg-pytest-section" in offered(script, "explain", "")
    assert "asyncio_mode" in offered(script, "explain", "asyncio_m")
    assert "pytest-asyncio" in offered(script, "explain", "pytest-asy")


def test_formats_and_severities(script: Path) -> None:
    assert "json" in offered(script, "diagnose", "--format", "")
    assert offered(script, "diagnose", "--fail-on", "n") == ["never", "note"]


def test_profiles_and_what_stands_beside_them(script: Path) -> None:
    assert offered(script, "generate", "--profile", "dock") == ["docker"]
    assert offered(script, "generate", "--with", "git") == ["github", "gitlab"]


def test_what_cannot_be_read_offers_nothing() -> None:
    from doctor.commands.complete import KINDS, complete

    def broken(prefix: str) -> list[str]:
        raise OSError(prefix)

    KINDS["broken"] = broken  # type: ignore[assignment]
    try:
        assert complete("broken", "a") == []
    finally:
        del KINDS["broken"]
