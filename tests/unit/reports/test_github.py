"""Workflow commands: every finding is one line, and nothing in a project makes another."""

from __future__ import annotations

from doctor.reports import github
from tests.unit.reports import samples


def test_a_command_a_finding() -> None:
    first, *_ = lines = github.render(samples.full(), samples.BASE).splitlines()
    assert first == (
        "::error file=api/pytest.ini,line=5,endLine=5,col=5,endColumn=18,"
        "title=pytest-doctor%3A marker-of-blocked-plugin::"
        "marker 'asyncio' belongs to pytest-asyncio, which '-p no:asyncio' switches off%0A"
        "pytest stops: 'asyncio' not found in `markers` configuration option%0A"
        "fix (safe): remove '-p no:asyncio'%0Ahelp: take the flag out"
    )
    assert lines[2].startswith("::warning title=pytest-doctor%3A workers-exceed-cpu-quota::<environment>: '-n auto'")
    assert lines[3].startswith("::warning file=pyproject.toml,line=3,endLine=4,title=")
    assert lines[4].startswith("::notice file=api/tests/test_b.py,title=")
    assert lines[-1] == "pytest-doctor: 2 errors, 2 warnings, 1 note"


def test_hostile_text_makes_no_further_command() -> None:
    text = github.render(samples.hostile(), samples.BASE)
    finding, skip, defect, summary = text.splitlines()
    properties = finding.removeprefix("::error ").split("::")[0]
    assert [pair.split("=")[0] for pair in properties.split(",")] == [
        "file",
        "line",
        "endLine",
        "col",
        "endColumn",
        "title",
    ]
    assert "%2525" not in finding
    assert "%250A" in finding  # a written %0A is no line end
    assert (skip.startswith("::notice "), defect.startswith("::error "), summary[0]) == (True, True, "p")
    assert "\x1b" not in text
    text.encode()  # no half characters


def test_a_clean_project() -> None:
    assert github.render(samples.clean(), samples.BASE) == "pytest-doctor: 0 errors, 0 warnings\n"
