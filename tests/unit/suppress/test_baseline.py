"""A baseline hides what was there, counts what reads the same, and says what is gone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from doctor.errors import UsageError
from doctor.suppress import baseline
from tests.command import doctor, plant

RETURNS = "def test_a():\n    return 1 == 2\n"


def test_new_findings_alone_are_shown(tmp_path: Path) -> None:
    plant(tmp_path, {"pytest.ini": "[pytest]\n", "test_a.py": RETURNS})
    ask = ("diagnose", ".", "--pytest", "8.4.2", "--baseline", "known.json")
    assert doctor(*ask, cwd=tmp_path).code == 1  # there is no baseline yet
    assert doctor(*ask, "--update-baseline", cwd=tmp_path).code == 0
    plant(tmp_path, {"test_a.py": f"import os\n\n\n{RETURNS}"})  # moved
    quiet = doctor(*ask, cwd=tmp_path)
    assert (quiet.code, "1 in the baseline not shown" in quiet.err) == (0, True)
    plant(tmp_path, {"test_b.py": RETURNS})
    told = doctor(*ask, "--format", "json", cwd=tmp_path)
    assert (told.code, [finding["file"] for finding in told.json["findings"]]) == (1, ["test_b.py"])
    plant(tmp_path, {"test_a.py": "def test_a():\n    assert 1\n", "test_b.py": ""})
    gone = doctor(*ask, cwd=tmp_path)
    assert (gone.code, "1 of the baseline gone" in gone.err) == (0, True)
    doctor(*ask, "--update-baseline", cwd=tmp_path)
    assert json.loads((tmp_path / "known.json").read_text())["findings"] == []


def test_what_is_known_is_not_mended(tmp_path: Path) -> None:
    plant(tmp_path, {"pytest.ini": "[pytest]\nadopts = -ra\n", "pytest-doctor.toml": 'baseline = "known.json"\n'})
    ask = ("diagnose", ".", "--pytest", "8.4.2")
    doctor(*ask, "--update-baseline", cwd=tmp_path)
    doctor(*ask, "--unsafe-fixes", "--fix", cwd=tmp_path)
    assert (tmp_path / "pytest.ini").read_text() == "[pytest]\nadopts = -ra\n"
    (tmp_path / "known.json").unlink()
    doctor(*ask, "--unsafe-fixes", "--fix", cwd=tmp_path)
    assert (tmp_path / "pytest.ini").read_text() != "[pytest]\nadopts = -ra\n"


def test_what_a_comment_ignores_is_not_mended(tmp_path: Path) -> None:
    text = "[pytest]\n# pytest-doctor: ignore[unknown-config-key] ours\nadopts = -ra\n"
    plant(tmp_path, {"pytest.ini": text})
    doctor("diagnose", ".", "--pytest", "8.4.2", "--unsafe-fixes", "--fix", cwd=tmp_path)
    assert (tmp_path / "pytest.ini").read_text() == text


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": 2, "findings": []}', '{"schema": 1, "findings": [1]}'])
def test_a_file_that_is_no_baseline_is_named(text: str, tmp_path: Path) -> None:
    (tmp_path / "known.json").write_text(text)
    with pytest.raises(UsageError, match=r"known.json is .*--update-baseline"):
        baseline.read(tmp_path / "known.json")


def test_writing_needs_a_name(tmp_path: Path) -> None:
    done = doctor("diagnose", ".", "--update-baseline", cwd=tmp_path)
    assert (done.code, "--baseline FILE" in done.err) == (2, True)
