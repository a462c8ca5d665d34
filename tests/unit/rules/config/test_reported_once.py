"""Whatever stops pytest while it reads its configuration is reported by exactly one rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from doctor.commands.diagnose import diagnose
from doctor.model.findings import Severity
from doctor.settings import Settings
from tests.casefile import case_facts

VERSIONS = ("7.4.4", "8.4.2", "9.0.3", "9.1.1", "9.2.0")
FILES = {
    "no section": ("pytest.ini", "addopts = -q\n"),
    "duplicate key": ("pytest.ini", "[pytest]\naddopts = -q\naddopts = -v\n"),
    "duplicate section": ("tox.ini", "[pytest]\naddopts = -q\n[pytest]\naddopts = -v\n"),
    "no key": ("pytest.ini", "[pytest]\nshop\n"),
    "continuation": ("pytest.ini", "  shop\n[pytest]\n"),
    "wrong section": ("setup.cfg", "[pytest]\naddopts = -q\n"),
    "toml": ("pyproject.toml", "[tool.pytest.ini_options\n"),
    "toml duplicate": ("pyproject.toml", '[tool.pytest.ini_options]\naddopts = "-q"\naddopts = "-v"\n'),
    "table is text": ("pyproject.toml", '[tool]\npytest = "shop"\n'),
    "options are text": ("pyproject.toml", '[tool.pytest]\nini_options = "shop"\n'),
    "both tables": ("pyproject.toml", '[tool.pytest]\nminversion = "7.0"\n[tool.pytest.ini_options]\naddopts = "-q"\n'),
    "outside": ("pytest.toml", 'addopts = ["-q"]\n'),
    "text for list": ("pyproject.toml", '[tool.pytest]\naddopts = "-q"\n'),
    "text for testpaths": ("pytest.toml", '[pytest]\ntestpaths = "tests"\n'),
    "number in list": ("pyproject.toml", '[tool.pytest.ini_options]\naddopts = ["-q", 3]\n'),
    "number for text": ("pytest.toml", "[pytest]\nminversion = 7.0\n"),
    "list of versions": ("pyproject.toml", '[tool.pytest.ini_options]\nminversion = ["7.0"]\n'),
    "newer": ("pytest.ini", "[pytest]\nminversion = 42\n"),
    "no version": ("pytest.ini", "[pytest]\nminversion = seven\n"),
    "quote": ("pytest.ini", "[pytest]\naddopts = -k 'shop\n"),
    "quote in testpaths": ("pytest.ini", "[pytest]\ntestpaths = don't\n"),
    "quote in pythonpath": ("pytest.ini", "[pytest]\npythonpath = 'src\n"),
    "backslash": ("pytest.ini", "[pytest]\naddopts = -q \\\n"),
    "choice": ("pytest.ini", "[pytest]\naddopts = --tb=shrt\n"),
    "number": ("pytest.ini", "[pytest]\naddopts = --maxfail=many\n"),
    "no value": ("pytest.ini", "[pytest]\naddopts = -k\n"),
    "flag with value": ("pytest.ini", "[pytest]\naddopts = --verbose=2\n"),
    "confcutdir": ("pytest.ini", "[pytest]\naddopts = --confcutdir=nowhere\n"),
    "essential": ("pytest.ini", "[pytest]\naddopts = -p no:main\n"),
    "conftest": ("pytest.ini", "[pytest]\naddopts = -p no:tests/conftest.py\n"),
    "action": ("pytest.ini", "[pytest]\nfilterwarnings = erorr\n"),
    "category": ("pytest.ini", "[pytest]\nfilterwarnings = error::ShopWarning\n"),
    "no warning": ("pytest.ini", "[pytest]\nfilterwarnings = error::ValueError\n"),
    "fields": ("pytest.ini", "[pytest]\nfilterwarnings = error:a:b:c:d:e\n"),
    "line": ("pytest.ini", "[pytest]\nfilterwarnings = error::UserWarning:shop:-1\n"),
    "pattern": ("pytest.ini", "[pytest]\nfilterwarnings = error:(\n"),
    "items": ("pyproject.toml", '[tool.pytest.ini_options]\naddopts = ["-q --tb=short"]\n'),
    "quoted": ("pyproject.toml", "[tool.pytest.ini_options]\naddopts = [\"--tb='short'\"]\n"),
    "bytes": ("pytest.ini", "[pytest]\nmarkers = gr\udcf6n\n"),
}
CALLS = {
    "file": (["-c", "nowhere.ini"], {}),
    "folder as file": (["-c", "tests"], {}),
    "rootdir": (["--rootdir", "nowhere"], {}),
    "override": (["-o", "xfail_strict"], {}),
    "choice": (["--color=red"], {}),
    "variable": ([], {"PYTEST_ADDOPTS": "-k 'shop"}),
    "variable's choice": ([], {"PYTEST_ADDOPTS": "--tb=shrt"}),
}


def stops(project: Path, version: str, args: list[str], variables: dict[str, str]) -> tuple[bool, list[str]]:
    """Does pytest stop while it reads the configuration, and which rules report an error?"""
    (project / "tests").mkdir()
    (project / "tests" / "test_price.py").write_text("def test_price():\n    assert 2 * 3 == 6\n")
    facts = case_facts(project, {"pytest": version, "args": args, "env": variables})
    report = diagnose(facts, Settings())
    assert not report.defects
    return bool(facts.get("config").error), [each.rule for each in report.findings if each.severity is Severity.ERROR]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("fault", FILES)
def test_fault_of_a_file(tmp_path: Path, fault: str, version: str) -> None:
    name, text = FILES[fault]
    (tmp_path / name).write_text(text, encoding="utf-8", errors="surrogateescape")
    stopped, reported = stops(tmp_path, version, [], {})
    assert len(reported) == 1 or (not stopped and len(reported) < 2), reported


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("fault", CALLS)
def test_fault_of_a_call(tmp_path: Path, fault: str, version: str) -> None:
    args, variables = CALLS[fault]
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    stopped, reported = stops(tmp_path, version, args, variables)
    assert len(reported) == 1 or (not stopped and not reported), reported
