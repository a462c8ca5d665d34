"""Each format of `diagnose`, from the real command; where paths begin; the job summary."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from doctor.commands.formats import FORMATS, base
from doctor.reports.spots import Base
from tests.command import Done, doctor, plant

OUTSIDE = {"GITHUB_WORKSPACE": "", "CI_PROJECT_DIR": "", "GITHUB_STEP_SUMMARY": ""}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    plant(tmp_path, {"repo/.git/HEAD": "", "repo/api/test_a.py": "def test_a():\n    return 1 == 2\n"})
    return tmp_path / "repo" / "api"


def diagnose(project: Path, form: str, **env: str) -> Done:
    return doctor("diagnose", ".", "--pytest", "8.4.2", "--format", form, cwd=project, **{**OUTSIDE, **env})


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_names_rule_and_file(form: str, project: Path) -> None:
    done = diagnose(project, form)
    assert done.code == 1
    assert "test-returns-value" in done.out
    path = "test_a.py" if form in ("text", "json") else "api/test_a.py"
    assert path in done.out
    if form in ("json", "sarif", "gitlab"):
        json.loads(done.out)
    if form == "junit":
        ElementTree.fromstring(done.out)


def test_fixes_are_worked_out_for_sarif(project: Path) -> None:
    plant(project, {"pytest.ini": "[pytest]\ntestpath = .\n"})
    results = json.loads(diagnose(project, "sarif").out)["runs"][0]["results"]
    (fix,) = next(each["fixes"] for each in results if each["ruleId"] == "unknown-config-key")
    (replacement,) = fix["artifactChanges"][0]["replacements"]
    region = replacement["deletedRegion"]
    key = "testpath"
    written = key[: region["startColumn"] - 1] + replacement["insertedContent"]["text"] + key[region["endColumn"] - 1 :]
    assert (region["startLine"], written) == (2, "testpaths")


def test_the_job_summary_is_appended(project: Path, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n")
    diagnose(project, "github", GITHUB_STEP_SUMMARY=str(summary))
    assert summary.read_text().startswith("before\n### pytest-doctor: 1 error")
    diagnose(project, "junit", GITHUB_STEP_SUMMARY=str(summary))
    assert summary.read_text().count("### pytest-doctor") == 1


def test_a_summary_that_cannot_be_written_is_told(project: Path, tmp_path: Path) -> None:
    done = diagnose(project, "github", GITHUB_STEP_SUMMARY=str(tmp_path / "no" / "such.md"))
    assert (done.code, "GITHUB_STEP_SUMMARY" in done.err) == (2, True)


def test_paths_begin_at_the_checkout_else_at_the_repository(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in OUTSIDE:
        monkeypatch.delenv(name, raising=False)
    repository = project.parent.resolve()
    assert base(str(project)) == Base(str(repository), "api")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(project.parents[1]))
    assert base(str(project)) == Base(str(repository.parent), "repo/api")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(project / "elsewhere"))
    assert base(str(project)) == Base(str(repository), "api")
    monkeypatch.setenv("CI_PROJECT_DIR", str(project))
    assert base(str(project)) == Base(str(project.resolve()))
