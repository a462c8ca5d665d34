"""The cache holds when two doctors work at once, when one is killed, and when the clock of a file is set back."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.command import plant

WORDS = [sys.executable, "-m", "doctor", "diagnose", ".", "--format", "json", "--fail-on", "never", "--pedantic"]
BAD = "import pytest\n\n\n@pytest.mark.parametrize('x', [1])\ndef test_{index}(y):\n    return y == {index}\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    plant(folder, {f"test_{index}.py": BAD.format(index=index) for index in range(60)})
    return folder


def start(project: Path, *words: str) -> subprocess.Popen[str]:
    env = {**os.environ, "XDG_CACHE_HOME": str(project.parent / "cache")}
    return subprocess.Popen([*WORDS, *words], cwd=project, env=env, stdout=subprocess.PIPE, text=True)


def findings(project: Path, *words: str) -> Any:
    return told(start(project, *words))


def told(process: subprocess.Popen[str]) -> Any:
    out, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return json.loads(out)["findings"]


def test_two_at_once_say_the_same(project: Path) -> None:
    both = [start(project), start(project)]
    first, second = [told(process) for process in both]
    assert first == second == findings(project) == findings(project, "--no-cache")
    assert first


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")
def test_a_kill_at_any_time_leaves_a_cache_that_is_right(project: Path) -> None:
    expected = findings(project, "--no-cache")
    started = time.perf_counter()
    assert findings(project) == expected
    whole = time.perf_counter() - started
    for step in range(8):
        (project / "test_0.py").write_text(BAD.format(index=0) + f"# {step}\n")
        process = start(project)
        time.sleep(whole * (step + 1) / 8)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert findings(project) == expected


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no time of change")
def test_an_edit_of_the_same_size_and_time_is_seen(project: Path) -> None:
    path = project / "test_0.py"
    before, known = findings(project), path.stat()
    assert findings(project) == before
    path.write_text(path.read_text().replace("return y", "assert y"))
    assert path.stat().st_size == known.st_size
    os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns))
    after = findings(project)
    assert after == findings(project, "--no-cache")
    assert after != before
