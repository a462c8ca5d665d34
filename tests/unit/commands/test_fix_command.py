"""`diagnose --fix`, `--unsafe-fixes` and `--diff`, each as the real command."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from doctor.fixes import journal
from tests.command import doctor, plant

INI = b"[pytest]\r\n# mine\r\nnorecursedirs = docs\r\n"
MENDED = b"[pytest]\r\n# mine\r\nnorecursedirs = docs build\r\n"
WORDS = ("diagnose", ".", "--select", "norecursedirs-drop-defaults")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    test = b"def test_a():\n    assert True\n"
    return plant(tmp_path, {"pytest.ini": INI, "tests/test_a.py": test, "build/lib/tests/test_a.py": test})


def test_diff_shows_the_change_and_writes_nothing(project: Path) -> None:
    done = doctor(*WORDS, "--diff", "--unsafe-fixes", cwd=project)
    assert done.code == 1
    assert "--- a/pytest.ini" in done.out
    assert "+norecursedirs = docs build" in done.out
    assert (project / "pytest.ini").read_bytes() == INI


def test_fix_mends_and_says_what_it_did(project: Path) -> None:
    assert doctor(*WORDS, cwd=project).code == 1  # the report is remembered, and must not be served below
    done = doctor(*WORDS, "--unsafe-fixes", cwd=project)
    assert (done.code, done.err) == (0, "fixed 1 problem in 1 file: pytest.ini\n")
    assert (project / "pytest.ini").read_bytes() == MENDED
    assert doctor(*WORDS, cwd=project).code == 0
    assert doctor(*WORDS, "--diff", "--unsafe-fixes", cwd=project) == (0, "", "")


def test_json_tells_edits_before_and_fixed_after(project: Path) -> None:
    before = doctor(*WORDS, "--format", "json", cwd=project).json
    assert [edit["text"] for edit in before["findings"][0]["fix"]["edits"]] == [" build"]
    after = doctor(*WORDS, "--unsafe-fixes", "--format", "json", cwd=project).json
    assert [finding["rule"] for finding in after["fixed"]] == ["norecursedirs-drop-defaults"]
    assert (after["findings"], after["left"]) == ([], [])


def test_diff_says_that_more_can_be_done(project: Path) -> None:
    done = doctor(*WORDS, "--diff", cwd=project)
    assert (done.code, done.out, done.err) == (0, "", "1 more with --unsafe-fixes\n")


def test_an_editor_that_crashes_is_named_and_the_findings_are_printed(project: Path) -> None:
    crash = "import doctor.fixes.resolve as r\ndef edits(*_): raise ZeroDivisionError('oops')\nr.edits = edits\n"
    code = f"{crash}from doctor.__main__ import main\nraise SystemExit(main({[*WORDS, '--format', 'json']!r}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    report = json.loads(done.stdout)
    assert len(report["findings"]) == 1
    assert report["defects"][0]["what"] == "fix of norecursedirs-drop-defaults"


def test_what_was_interrupted_is_finished_first(tmp_path: Path) -> None:
    plant(tmp_path, {"pytest.ini": "[pytest]\n", "test_a.py": "old = 1\n", ".new.1-0.pytest-doctor.tmp": "new = 1\n"})
    entries = [
        journal.Entry("pytest.ini", None, "", ""),
        journal.Entry(
            "test_a.py", ".new.1-0.pytest-doctor.tmp", journal.digest(b"old = 1\n"), journal.digest(b"new = 1\n")
        ),
    ]
    journal.begin(tmp_path, entries)
    done = doctor("diagnose", "--fix", cwd=tmp_path)
    assert "finished what an interrupted call began: test_a.py" in done.err
    assert (tmp_path / "test_a.py").read_text() == "new = 1\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pytest.ini", "test_a.py"]
