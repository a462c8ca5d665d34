"""Every rule says what it should of its bad cases, and nobody says anything of the good ones."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from doctor.model.findings import Finding, Report
from doctor.reports import text
from doctor.rules.registry import rules
from tests.casefile import CASES, all_cases, case_id, contents, lay_fixed, mended, read, report_of

HEADINGS = ("## Why", "## Instead", "## Fix safety")


def plain(report: Report) -> str:
    """The report without the line that counts the time."""
    blocks = [text.finding_text(finding, report, text.Style()) for finding in report.findings]
    defects = [f"defect: {defect.what}: {defect.error}" for defect in report.defects]
    return "\n\n".join(blocks + defects) + "\n"


@pytest.mark.parametrize("folder", all_cases("bad"), ids=case_id)
def test_bad_case_is_reported_and_mended(folder: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    project = shutil.copytree(folder / "project", tmp_path / "project", symlinks=True)
    wanted = shutil.copytree(folder / "project", tmp_path / "wanted", symlinks=True)
    before, after = mended(folder, project)
    update = request.config.getoption("--update-cases")
    expected = folder / "expected.txt"
    if update:
        expected.write_text(plain(before), encoding="utf-8")
    assert plain(before) == expected.read_text(encoding="utf-8")
    ours = [finding for finding in before.findings if finding.rule == folder.parent.name]
    assert ours
    if not before.fixable:
        return
    if update:
        rewrite_fixed(folder, project)
    lay_fixed(folder, wanted)
    assert contents(project) == contents(wanted)
    assert not after.defects
    if after.fixable:
        mended(folder, project)
        assert contents(project) == contents(wanted), "the fixes change something when they are done once more"
    if all(finding.problem.fix for finding in ours):
        assert folder.parent.name not in {finding.rule for finding in after.findings}
    assert {said(finding) for finding in after.findings} <= {said(finding) for finding in before.findings}


NOISE = "# ü → ß\n".encode()
NOISY = (".py", ".ini", ".toml", ".cfg")


@pytest.mark.slow
@pytest.mark.parametrize("folder", all_cases("bad"), ids=case_id)
def test_fixes_among_other_line_ends_and_letters(folder: Path, tmp_path: Path) -> None:
    """The same is done below a comment that is not ASCII, and each line ends as its file's lines do."""
    project = shutil.copytree(folder / "project", tmp_path / "project", symlinks=True)
    wanted = shutil.copytree(folder / "project", tmp_path / "wanted", symlinks=True)
    old = contents(project)
    if not (folder / "fixed").is_dir() or any(odd(data) for data in old.values()):
        return
    for file, data in old.items():
        if file.endswith(NOISY) and not (project / file).is_symlink():
            (project / file).write_bytes((NOISE + data).replace(b"\n", b"\r\n"))
    plain_rules = {finding.rule for finding in report_of(folder).findings}
    before, _ = mended(folder, project)
    assert {finding.rule for finding in before.findings} == plain_rules
    if before.fixable:
        lay_fixed(folder, wanted)
        found = contents(project)
        assert {file: plainer(data) for file, data in found.items()} == contents(wanted)
        for file in found.keys() & old.keys():
            if file.endswith(NOISY) and not (project / file).is_symlink():
                assert found[file].count(b"\n") == found[file].count(b"\r\n"), file
                assert NOISE.strip() in found[file]


def odd(data: bytes) -> bool:
    """Has it line ends, a mark or letters of its own kind?"""
    try:
        data.decode()
    except UnicodeDecodeError:
        return True
    return b"\r" in data or data.startswith(b"\xef\xbb\xbf")


def plainer(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(NOISE, b"", 1)


def said(finding: Finding) -> tuple[str, str]:
    return finding.rule, finding.problem.message


def rewrite_fixed(folder: Path, project: Path) -> None:
    """What the fixes changed or made becomes fixed/, and `removed` of case.toml what they took away."""
    old, new = contents(folder / "project"), contents(project)
    shutil.rmtree(folder / "fixed", ignore_errors=True)
    for file, data in new.items():
        if old.get(file) != data:
            target = folder / "fixed" / file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    removed = sorted(set(old) - set(new))
    if removed != sorted(read(folder).get("removed", ())):
        file = folder / "case.toml"
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        lines = [line for line in text.splitlines(keepends=True) if not line.startswith("removed = ")]
        file.write_text("".join([f"removed = {json.dumps(removed)}\n" if removed else "", *lines]), encoding="utf-8")


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
