"""The files beside a configuration, read by real parsers, their scripts by a real shell."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from doctor.errors import UsageError
from doctor.facts.providers import facts_of
from doctor.fixes.write import write
from doctor.generate.beside import TARGETS, Placed, beside
from doctor.generate.beside.limits import MIB, budget, machine
from doctor.model.environment import Container, Limits
from doctor.model.invocation import Invocation
from tests.command import plant

PYPROJECT = """\
[build-system]
requires = ["hatchling"]
[project]
name = "shop"
requires-python = ">=3.11"
dependencies = ["attrs"]
[project.optional-dependencies]
docs = ["sphinx"]
checks = ["pytest>=8", "pytest-asyncio"]
"""
TEST: dict[str, str | bytes] = {"tests/test_a.py": "def test_a():\n    assert True\n"}


def made(project: Path, *kinds: str, shards: int = 0) -> dict[str, Placed]:
    found = beside(facts_of(Invocation(str(project), use_cache=False)), kinds, shards)
    return {each.kind: each for each in found}


def yaml(placed: Placed) -> Any:
    return YAML(typ="safe").load(placed.text)


@pytest.mark.parametrize(
    ("files", "lines"),
    [
        ({"pyproject.toml": PYPROJECT}, ["python -m pip install -e '.[checks]'"]),
        (
            {"requirements.txt": "attrs\n", "requirements-dev.txt": "pytest==8.4.2\n"},
            ["python -m pip install -r requirements.txt -r requirements-dev.txt"],
        ),
        (
            {"requirements.txt": "attrs\n", "requirements-dev.txt": "-r requirements.txt\npytest==8.4.2\n"},
            ["python -m pip install -r requirements-dev.txt"],
        ),
        (
            {"pyproject.toml": '[dependency-groups]\ntest = ["pytest"]\nlint = ["ruff"]\n'},
            ["python -m pip install --group test"],
        ),
        (
            {"pyproject.toml": PYPROJECT, "uv.lock": "version = 1\n"},
            ["python -m pip install uv", "uv sync --locked --extra checks"],
        ),
    ],
    ids=["extra", "requirements", "included", "group", "uv"],
)
def test_what_tests_need_is_installed(tmp_path: Path, files: dict[str, str | bytes], lines: list[str]) -> None:
    job = yaml(made(plant(tmp_path, {**TEST, **files}), "github")["github"])["jobs"]["pytest"]
    runs = [step["run"] for step in job["steps"] if "run" in step]
    assert runs[:-1] == lines
    assert runs[-1].endswith("pytest")


def test_shards_are_a_matrix_and_parallel(tmp_path: Path) -> None:
    found = made(plant(tmp_path, TEST), "github", "gitlab", shards=3)
    job = yaml(found["github"])["jobs"]["pytest"]
    assert job["strategy"]["matrix"] == {"group": [1, 2, 3]}
    assert job["steps"][-1]["run"] == 'pytest --splits 3 --group "$GROUP"'
    assert job["steps"][-1]["env"] == {"GROUP": "${{ matrix.group }}"}
    assert yaml(found["gitlab"])["pytest"]["parallel"] == 3


def test_service_reads_what_is_written_with_it(tmp_path: Path) -> None:
    found = made(plant(tmp_path, {**TEST, "pytest-docker.ini": "[pytest]\n"}), "compose")
    assert set(found) == {"compose", "dockerfile", "env"}
    services = yaml(found["compose"])["services"]
    assert services["tests"]["command"] == "pytest -c pytest-docker.ini"
    assert services["tests"]["env_file"] == found["env"].file
    assert services["tests"]["build"]["dockerfile"] == found["dockerfile"].file
    assert services["tests-sandbox"]["network_mode"] == "none"
    assert not any(line.startswith("ENV") and "DONTWRITE" in line for line in found["dockerfile"].text.splitlines())


def test_limits_are_those_of_the_machine() -> None:
    small = budget(machine("3.12", Limits(memory=1024 * MIB, cpu_quota=1.5, cpus_affinity=8, memory_host=64_000 * MIB)))
    assert (small.container, small.run, small.collection, small.workers) == (512, 409, 256, 1)
    large = budget(machine("3.12", Limits(cpus_affinity=8, memory_host=64_000 * MIB)))
    assert (large.container, large.workers) == (2048, 4)


def test_files_of_another_machine_are_in_sync(tmp_path: Path) -> None:
    plant(tmp_path, TEST)
    call = Invocation(str(tmp_path), use_cache=False)
    for memory in (1000, 9000):
        facts = facts_of(call, container=Container(limits=Limits(memory=memory * MIB, cpus_affinity=2)))
        found = beside(facts, ["env"])[0]
        if found.change:
            write(tmp_path, [found.change])
    assert found.reason == "in sync"
    assert "PYTEST_MEMORY_LIMIT_MB=400" in found.text


@pytest.mark.parametrize("kind", TARGETS)
def test_written_files_are_in_sync_and_edited_ones_stay(tmp_path: Path, kind: str) -> None:
    first = made(plant(tmp_path, TEST), kind)[kind]
    assert first.change is not None
    write(tmp_path, [first.change])
    assert made(tmp_path, kind)[kind].reason == "in sync"
    file = tmp_path / first.file
    file.write_text(file.read_text() + "# mine\n")
    again = made(tmp_path, kind)[kind]
    assert again.change is None
    assert (again.reason, again.drifted) == ("edited by hand", True)
    file.write_text("all mine\n")
    theirs = made(tmp_path, kind)[kind]
    assert (theirs.reason, theirs.drifted, theirs.change) == ("yours", False, None)


def test_unedited_files_follow_the_project(tmp_path: Path) -> None:
    write(tmp_path, [each.change for each in made(plant(tmp_path, TEST), "github").values() if each.change])
    plant(tmp_path, {"requirements.txt": "pytest\n"})
    change = made(tmp_path, "github")["github"].change
    assert change is not None
    assert b"-r requirements.txt" in (change.after or b"")


def test_unknown_kind_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--with heroku: there is compose"):
        made(plant(tmp_path, TEST), "heroku")


def test_script_is_sound_shell(tmp_path: Path) -> None:
    placed = made(plant(tmp_path, TEST), "onboard")["onboard"]
    plant(tmp_path, {"onboard.sh": placed.text})
    assert placed.text.startswith("#!/bin/sh\n")
    checkers = [["sh", "-n"], ["shellcheck"]]
    for words in checkers:
        if shutil.which(words[0]):
            done = subprocess.run([*words, "onboard.sh"], cwd=tmp_path, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout + done.stderr
