"""`pytest-doctor env`: the snapshot and its text, by the real command."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doctor.reports.masks import MASK, is_secret_name, masked
from tests.command import doctor, plant

KEYS = {
    "schema", "tool", "project", "interpreter", "probed", "python", "pytest", "platform", "distributions",
    "distributions_source", "distributions_complete", "editable", "import_hooks", "plugins", "variables", "container",
    "limits", "network", "ci", "configuration",
}  # fmt: skip


def test_the_snapshot(tmp_path: Path) -> None:
    done = doctor("env", ".", "--format", "json", cwd=tmp_path, PYTEST_ADDOPTS="-q", CI="true", API_TOKEN="no")
    assert done.code == 0, done.err
    snapshot = done.json
    assert set(snapshot) == KEYS
    assert snapshot["schema"] == 1
    assert snapshot["project"] == str(tmp_path)
    assert snapshot["interpreter"]["executable"] == sys.executable
    assert snapshot["interpreter"]["found_by"] == "running interpreter"
    assert snapshot["python"] == ".".join(str(part) for part in sys.version_info[:3])
    assert snapshot["pytest"] == snapshot["distributions"]["pytest"] == pytest.__version__
    assert snapshot["variables"]["PYTEST_ADDOPTS"] == "-q"
    assert "API_TOKEN" not in snapshot["variables"]
    hypothesis = next(each for each in snapshot["plugins"] if each["distribution"] == "hypothesis")
    assert hypothesis["entry_points"] == [{"name": "hypothesispytest", "module": "_hypothesis_pytestplugin"}]
    assert set(snapshot["limits"]) == {"cgroup", "memory", "cpu_quota", "cpus_host", "cpus_affinity", "memory_host"}
    assert snapshot["ci"]["provider"]


def test_two_snapshots_of_one_place_are_the_same(tmp_path: Path) -> None:
    first = doctor("env", ".", "--format", "json", cwd=tmp_path)
    assert doctor("env", ".", "--format", "json", "--no-cache", cwd=tmp_path).out == first.out


def test_it_goes_into_a_file(tmp_path: Path) -> None:
    done = doctor("env", ".", "--format", "json", "--output", "a.json", cwd=tmp_path)
    assert (done.code, done.out) == (0, "")
    assert json.loads((tmp_path / "a.json").read_text())["schema"] == 1


def test_the_text(tmp_path: Path) -> None:
    done = doctor("env", ".", "--env", "PYTEST_PLUGINS=mine", cwd=tmp_path)
    assert done.code == 0, done.err
    lines = done.out.splitlines()
    assert lines[0].split() == ["interpreter", sys.executable, sys.version.split()[0], "(running", "interpreter)"]
    assert any(line.split() == ["pytest", pytest.__version__] for line in lines)
    assert any("PYTEST_PLUGINS=mine" in line for line in lines)


def test_what_is_of_no_use_is_said(tmp_path: Path) -> None:
    plant(tmp_path, {".venv/pyvenv.cfg": "home = /gone\n", "requirements.txt": "pytest==8.4.2\n"})
    done = doctor("env", ".", cwd=tmp_path, VIRTUAL_ENV="/gone/too")
    assert done.code == 0, done.err
    assert "/.venv/bin/python does not exist" in done.out.replace("Scripts/python.exe", "bin/python")
    assert "passed over: VIRTUAL_ENV is /gone/too, which is no folder" in done.out
    assert "not complete" in done.out


def test_a_format_that_is_none(tmp_path: Path) -> None:
    done = doctor("env", ".", "--format", "xml", cwd=tmp_path)
    assert done.code == 2
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("PYTEST_ADDOPTS", "-q --maxfail=1", "-q --maxfail=1"),
        ("PYTEST_ADDOPTS", "--api-token abc -q", f"--api-token {MASK} -q"),
        ("PYTEST_ADDOPTS", "--password=abc", f"--password={MASK}"),
        ("DATABASE_URL", "postgres://me:pass@db:5432/x", f"postgres://{MASK}@db:5432/x"),
        ("HTTP_PROXY", "http://proxy:3128", "http://proxy:3128"),
        ("PYTEST_SECRET", "x", MASK),
        ("SANDBOX_API_KEY", "x", MASK),
        ("SANDBOX_ENABLED", "true", "true"),
        ("PYTEST_X", "ghp_0123456789abcdefghij", MASK),
        ("PYTEST_X", "a=sk-0123456789abcdefghij", f"a={MASK}"),
        ("PYTEST_X", "0123456789abcdef0123456789abcdef", MASK),
        (
            "PYTEST_CURRENT_TEST",
            "tests/unit/test_something_long.py::test_it",
            "tests/unit/test_something_long.py::test_it",
        ),
    ],
)
def test_secrets_are_masked(name: str, value: str, shown: str) -> None:
    assert masked(name, value) == shown


@pytest.mark.parametrize("name", ["MONKEY_BUSINESS", "KEYBOARD", "PYTEST_ADDOPTS", "PATH", "CI"])
def test_names_that_are_no_secrets(name: str) -> None:
    assert not is_secret_name(name)


@given(value=st.text(max_size=80))
def test_values_may_be_anything(value: str) -> None:
    assert isinstance(masked("PYTEST_ADDOPTS", value), str)
