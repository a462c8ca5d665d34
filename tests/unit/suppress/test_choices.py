"""What settings say of single findings."""

from __future__ import annotations

from pathlib import Path

import pytest

from doctor.model.findings import Finding, Problem, Severity
from doctor.model.places import ENVIRONMENT, Place
from doctor.settings import Settings
from doctor.suppress.choices import chosen_of, pattern
from tests.command import doctor, plant


def finding(
    file: str = "tests/test_a.py", message: str = "marker 'gpu' is not registered; did you mean 'cpu'?"
) -> Finding:
    return Finding("unknown-marker", "markers", Severity.WARNING, Problem(Place(file, 1), message), "f", "u")


def kept(found: Finding, chosen: Settings) -> list[Severity]:
    return [each.severity for each in chosen_of([found], chosen, "/repo/api")]


@pytest.mark.parametrize(
    ("glob", "inside", "outside"),
    [
        ("test_a.py", "sub/test_a.py", "sub/test_ab.py"),
        ("tests/*.py", "tests/test_a.py", "tests/sub/test_a.py"),
        ("tests/**", "tests/sub/test_a.py", "other/tests/test_a.py"),
        ("tests/**/test_?.py", "tests/test_a.py", "tests/test_ab.py"),
        ("tests/old/", "tests/old/deep/test_a.py", "tests/older/test_a.py"),
        ("old", "tests/old/test_a.py", "tests/test_old.py"),
        ("a+b/[x].py", "a+b/[x].py", "aab/x.py"),
    ],
)
def test_globs(glob: str, inside: str, outside: str) -> None:
    assert pattern(glob).fullmatch(inside)
    assert not pattern(glob).fullmatch(outside)


def test_ignores_by_file_are_relative_to_the_settings() -> None:
    chosen = Settings(per_file_ignores=(("api/tests/**", ("markers",)),), folder="/repo")
    assert kept(finding(), chosen) == []
    assert kept(finding("other/test_a.py"), chosen) == [Severity.WARNING]
    assert kept(finding(ENVIRONMENT), chosen) == [Severity.WARNING]
    assert kept(finding(), chosen.replace(per_file_ignores=(("api/tests/**", ("config",)),))) == [Severity.WARNING]


@pytest.mark.parametrize(("word", "severities"), [("error", [Severity.ERROR]), ("note", [Severity.NOTE]), ("off", [])])
def test_severities(word: str, severities: list[Severity]) -> None:
    assert kept(finding(), Settings(severity=(("unknown-marker", word),))) == severities
    assert kept(finding(), Settings(severity=(("markers", word),))) == severities


def test_the_name_that_a_finding_is_about_may_be_allowed() -> None:
    assert kept(finding(), Settings(allow=(("unknown-marker", ("g*",)),))) == []
    assert kept(finding(), Settings(allow=(("unknown-marker", ("cpu",)),))) == [Severity.WARNING]
    assert kept(finding(), Settings(allow=(("other-rule", ("gpu",)),))) == [Severity.WARNING]


def test_an_entry_that_matches_nothing_is_a_note(tmp_path: Path) -> None:
    plant(
        tmp_path,
        {
            "pytest.ini": "[pytest]\n",
            "test_a.py": "import pytest\n\n\n@pytest.mark.gpu\n@pytest.mark.xfail\ndef test_a():\n    return 1 == 2\n",
            "pytest-doctor.toml": 'ignore = ["test-is-generator", "xfail-not-strict"]\n'
            '[per-file-ignores]\n"test_a.py" = ["test-returns-value", "test-redefined"]\n'
            '[allow]\nunknown-marker = ["gpu", "tpu"]\n',
            "env/pyvenv.cfg": "home = /usr/bin\nversion = 3.12.4\n",
            "env/bin/python": "",
            "env/lib/python3.12/site-packages/pytest-8.4.2.dist-info/METADATA": "Name: pytest\nVersion: 8.4.2\n",
        },
    )
    told = doctor("diagnose", ".", "--pedantic", "--format", "json", "--python", "env", cwd=tmp_path).json["findings"]
    assert {(each["rule"], each["severity"], each["file"]) for each in told} == {
        ("unused-ignore", "note", "pytest-doctor.toml")
    }
    assert sorted(each["message"] for each in told) == [
        "'test-is-generator' is ignored by the settings, and finds nothing",
        "'test-redefined' is ignored in 'test_a.py', and finds nothing there",
        "'tpu' is allowed for 'unknown-marker', which speaks of no such name",
    ]
