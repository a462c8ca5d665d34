"""The last report is given again only while nothing that it rests on has changed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from doctor import resources
from doctor.commands.diagnose import diagnose
from doctor.commands.remembered import remember, remembered, state
from doctor.facts import cache
from doctor.facts.providers import facts_of
from doctor.model.findings import Report
from doctor.model.invocation import Invocation
from doctor.settings import Settings
from tests.command import plant


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(cache, "_stores", {})
    site = f"lib/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages"
    plant(
        tmp_path / "env",
        {
            "pyvenv.cfg": f"home = {Path(sys.executable).parent}\nversion = {sys.version.split()[0]}\n",
            "bin/python": "",
            f"{site}/pytest-8.4.2.dist-info/METADATA": "Metadata-Version: 2.1\nName: pytest\nVersion: 8.4.2\n",
        },
    )
    return plant(tmp_path / "project", {"pytest.ini": "[pytest]\n", "test_a.py": "def test_a():\n    return 1 == 2\n"})


def call(project: Path, **changes: object) -> Invocation:
    python = str(project.parent / "env" / "bin" / "python")
    return Invocation(str(project), variables={"A": "1", "SHLVL": "1"}, python=python).replace(**changes)


def again(invocation: Invocation, chosen: Settings = Settings()) -> Report | None:  # noqa: B008
    cache.flush()
    cache._stores.clear()
    facts = facts_of(invocation)
    return remembered(facts, state(facts, chosen))


def told(invocation: Invocation) -> Report:
    facts = facts_of(invocation)
    now = state(facts, Settings())
    report = diagnose(facts, Settings())
    remember(facts, now, report)
    return report


def test_the_same_report_while_nothing_changes(project: Path) -> None:
    report = told(call(project))
    assert [finding.rule for finding in report.findings] == ["test-returns-value"]
    assert again(call(project)) == report
    assert again(call(project, variables={"A": "1", "SHLVL": "2"})) == report


def test_what_pytest_leaves_behind_changes_nothing(project: Path) -> None:
    plant(project, {"__pycache__/test_a.pyc": "", ".pytest_cache/v/x": ""})
    report = told(call(project))
    plant(project, {"__pycache__/test_b.pyc": "", ".pytest_cache/v/y": ""})
    assert again(call(project)) == report


def edit(project: Path) -> None:
    (project / "test_a.py").write_text("def test_a():\n    assert 1\n")


def add(project: Path) -> None:
    (project / "conftest.py").write_text("")


def remove(project: Path) -> None:
    (project / "pytest.ini").unlink()


def touch(project: Path) -> None:
    os.utime(project / "test_a.py", (1, 1))


def hide(project: Path) -> None:
    (project.parent / "tox.ini").write_text("[pytest]\n")


def install(project: Path) -> None:
    site = next((project.parent / "env").glob("lib/*/site-packages"))
    plant(site, {"pytest_cov-7.0.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: pytest-cov\nVersion: 7.0.0\n"})


def call_elsewhere(project: Path) -> None:
    plant(project, {".github/workflows/ci.yml": "steps:\n  - run: pytest --maxfial=1\n"})


@pytest.mark.parametrize("change", [edit, add, remove, touch, hide, install, call_elsewhere])
def test_a_change_on_disk_is_seen(project: Path, change: Callable[[Path], None]) -> None:
    told(call(project))
    change(project)
    assert again(call(project)) is None


@pytest.mark.parametrize(
    "changes",
    [{"variables": {"A": "2"}}, {"args": ("-x",)}, {"pytest_version": "9.2.0"}, {"use_cache": False}, {"probe": True}],
    ids=lambda changes: next(iter(changes)),
)
def test_another_call_is_another_report(project: Path, changes: dict[str, object]) -> None:
    told(call(project))
    assert again(call(project, **changes)) is None


def test_other_settings_are_another_report(project: Path) -> None:
    told(call(project))
    assert again(call(project), Settings(pedantic=True)) is None


def test_what_is_not_watched_is_not_kept(project: Path) -> None:
    plant(project, {"pytest.ini": "", "sub/test_b.py": ""})
    (project.parent / "pytest.ini").write_text("[pytest]\n")
    (project / "pytest.ini").unlink()
    told(call(project))  # the configuration lies above the project
    assert again(call(project)) is None


def test_a_shipped_profile_that_changed_is_examined_again(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = told(call(project))
    assert again(call(project)) == report
    monkeypatch.setattr(resources, "profiles", lambda: plant(tmp_path / "profiles", {"docker.toml": "title = 'x'\n"}))
    assert again(call(project)) is None
