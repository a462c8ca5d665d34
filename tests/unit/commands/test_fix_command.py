"""`diagnose --fix`, `--unsafe-fixes` and `--diff`, each as the real command."""

from __future__ import annotations

from pathlib import Path

import pytest

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
