"""The profile of the settings stands for `--profile`."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from doctor.commands.place import in_chosen_place
from doctor.errors import UsageError
from doctor.model.invocation import Invocation
from tests.command import doctor, plant


def test_the_settings_name_a_profile(tmp_path: Path) -> None:
    plant(tmp_path, {"pytest-doctor.toml": 'profile = "docker"\n', "pytest-docker.ini": "[pytest]\n"})
    call = Invocation(str(tmp_path))
    assert in_chosen_place(call, "").args == ("-c", "pytest-docker.ini")
    with pytest.raises(UsageError, match=r"pytest-sandbox.ini is not there"):
        in_chosen_place(call, "sandbox")
    assert in_chosen_place(call, "default") == call, "the one that was named wins"
    (tmp_path / "pytest-doctor.toml").unlink()
    assert in_chosen_place(call, "") == call


def test_the_default_can_be_named_on_the_command_line(tmp_path: Path) -> None:
    broken = "[pytest]\naddopts = --not-there\n"
    plant(tmp_path, {"pytest-doctor.toml": 'profile = "docker"\n', "pytest.ini": "[pytest]\n", "test_a.py": "X = 1\n"})
    plant(tmp_path, {"pytest-docker.ini": broken})
    words = ("diagnose", ".", "--python", sys.executable, "--no-cache", "--select", "unknown-option")
    assert doctor(*words, cwd=tmp_path).code == 1
    assert doctor(*words, "--profile", "docker", cwd=tmp_path).code == 1
    assert doctor(*words, "--profile", "default", cwd=tmp_path).code == 0


@pytest.mark.parametrize("words", [("config,fixtures",), ("config", "--select", "fixtures"), ("config, fixtures,",)])
def test_rules_may_be_selected_with_commas(words: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarker = a\naddopts = --no-such\n")
    (tmp_path / "test_a.py").write_text("def test_a(no_such): pass\n")
    done = doctor("diagnose", ".", "--format", "json", "--no-cache", "--select", *words, cwd=tmp_path)
    assert {finding["topic"] for finding in done.json["findings"]} == {"config", "fixtures"}
