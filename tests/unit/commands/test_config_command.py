"""`pytest-doctor config`: the contract of its JSON, and what people read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from doctor.commands.config import config_command
from doctor.errors import UsageError
from doctor.model.invocation import Invocation


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = -q\n  -x\nasyncio_mod = auto\nlog_cli = maybe\n")
    (tmp_path / "pyproject.toml").write_text("[tool.pytest.ini_options]\naddopts = '-v'\n")
    (tmp_path / "tests").mkdir()
    return tmp_path


def answer(project: Path, capsys: pytest.CaptureFixture[str], *args: str, form: str = "json") -> str:
    assert config_command(Invocation(str(project), args, {}, pytest_version="9.2.0"), form, None) == 0
    return capsys.readouterr().out


def test_json_is_the_contract(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found: dict[str, Any] = json.loads(answer(project, capsys, "tests", "-o", "log_level=INFO"))
    options = found.pop("options")
    wanted = ("schema", "pytest_version", "rootdir", "configfile", "ignored", "paths", "error")
    assert {key: found[key] for key in wanted} == {
        "schema": 1,
        "pytest_version": "9.2.0",
        "rootdir": str(project),
        "configfile": "pytest.ini",
        "ignored": [{"file": "pyproject.toml", "options": ["addopts"]}],
        "paths": ["tests"],
        "error": None,
    }
    assert options["addopts"] == {
        "value": ["-q", "-x"],
        "file": "pytest.ini",
        "line": 2,
        "origin": "file",
        "mode": "ini",
    }
    assert options["log_level"] == {
        "value": "INFO",
        "file": "<command line>",
        "line": 0,
        "origin": "override",
        "mode": "ini",
    }
    assert options["testpaths"] == {"value": [], "file": None, "line": None, "origin": "default", "mode": "ini"}
    assert options["asyncio_mod"]["known"] is False
    assert options["log_cli"] == {
        "value": None,
        "file": "pytest.ini",
        "line": 5,
        "origin": "file",
        "mode": "ini",
        "error": "invalid truth value 'maybe'",
    }


def test_an_error_of_pytests_is_part_of_the_answer(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(answer(project, capsys, "--tb=nope"))
    assert "argument --tb: invalid choice: 'nope'" in found["error"]
    assert (found["error_exit_code"], found["error_file"]) == (4, "<command line>")


def test_a_subfolder_is_the_invocation_directory(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(answer(project / "tests", capsys))
    assert (found["rootdir"], found["configfile"], found["paths"]) == (str(project), "../pytest.ini", ["."])


def test_text_shows_what_is_set_with_its_place(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = answer(project, capsys, form="text").splitlines()
    assert lines[:4] == [
        "pytest      9.2.0",
        f"rootdir     {project}",
        "configfile  pytest.ini",
        "ignored     pyproject.toml (addopts)",
    ]
    (addopts,) = [line for line in lines if line.startswith("  addopts ")]
    assert addopts.split()[1:] == ["['-q',", "'-x']", "pytest.ini:2:1"]
    assert any("asyncio_mod" in line and "unknown to pytest and its plugins" in line for line in lines)


def test_text_does_not_steer_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pytest.ini").write_text("[pytest]\nfoo = \x1b[31mred\n[x\x1b]\n")
    assert "\x1b" not in answer(tmp_path, capsys, form="text")


def test_dates_and_infinity_are_text_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pytest.toml").write_text("[pytest]\nfoo = 1979-05-27\nbar = inf\nbaz = {a = nan}\n")
    options = json.loads(answer(tmp_path, capsys))["options"]
    assert (options["foo"]["value"], options["bar"]["value"], options["baz"]["value"]) == (
        *("1979-05-27", "inf", {"a": "nan"}),
    )


def test_an_unknown_format_is_a_usage_error(project: Path) -> None:
    with pytest.raises(UsageError, match="--format is 'xml'"):
        config_command(Invocation(str(project)), "xml", None)
