"""Every rule says what it should of its bad cases, and nobody says anything of the good ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from doctor.model.findings import Report
from doctor.reports import text
from doctor.rules.registry import rules
from tests.casefile import CASES, all_cases, case_id, report_of

HEADINGS = ("## Why", "## Instead", "## Fix safety")


def plain(report: Report) -> str:
    """The report without the line that counts the time."""
    blocks = [text.finding_text(finding, report, text.Style()) for finding in report.findings]
    defects = [f"defect: {defect.what}: {defect.error}" for defect in report.defects]
    return "\n\n".join(blocks + defects) + "\n"


@pytest.mark.parametrize("folder", all_cases("bad"), ids=case_id)
def test_bad_case_is_reported(folder: Path, request: pytest.FixtureRequest) -> None:
    report = report_of(folder)
    expected = folder / "expected.txt"
    if request.config.getoption("--update-cases"):
        expected.write_text(plain(report), encoding="utf-8")
    assert folder.parent.name in {finding.rule for finding in report.findings}
    assert plain(report) == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", all_cases("good"), ids=case_id)
def test_good_case_is_quiet(folder: Path) -> None:
    report = report_of(folder)
    assert plain(report).strip() == ""


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_rule_has_a_page_and_cases(rule) -> None:
    assert all(heading in rule.page for heading in HEADINGS)
    assert rule.title.endswith(".")
    folder = CASES / rule.topic.replace("-", "_") / rule.name
    assert list(folder.glob("bad-*/expected.txt")), f"{rule.name} has no bad case"
    assert list(folder.glob("good-*/project")), f"{rule.name} has no good case"


def test_rule_names_are_unique() -> None:
    names = [rule.name for rule in rules()]
    assert len(names) == len(set(names))


def test_parameters_of_rules_are_facts() -> None:
    from doctor.facts.providers import MODULES

    for rule in rules():
        assert set(rule.facts) <= {*MODULES, "invocation"}, rule.name
