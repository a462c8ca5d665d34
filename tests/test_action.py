"""The composite action: what GitHub requires of its file, and its scripts, run with bash."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from ruamel.yaml import YAML

from tests.command import plant
from tests.environments import environment

ROOT = Path(__file__).parent.parent
ACTION: dict[str, Any] = YAML(typ="safe").load(ROOT / "action.yml")
INSTALL, DIAGNOSE = ACTION["runs"]["steps"]
SICK: dict[str, str | bytes] = {"setup.cfg": "[pytest]\naddopts = -q\n", "test_a.py": "def test_a():\n    pass\n"}
BASH = shutil.which("bash") if os.name != "nt" else None
needs_bash = pytest.mark.skipif(not BASH, reason="runs the scripts with a POSIX bash")


class Ran(NamedTuple):
    code: int
    out: str
    err: str
    outputs: str


def run(step: dict[str, Any], cwd: Path, runner: Path, inputs: dict[str, str] | None = None) -> Ran:
    """One step as the runner calls it: `bash --noprofile --norc -eo pipefail FILE`, inputs as variables."""
    given = {name: spec.get("default", "") for name, spec in ACTION["inputs"].items()} | (inputs or {})
    variables = {"runner_temp": str(runner), "github.action_path": str(ROOT)}
    env = {name: filled(value, given, variables) for name, value in step["env"].items()}
    script, output = runner / "step.sh", runner / "output"
    script.write_text(step["run"], encoding="utf-8")
    output.write_text("")
    keep = {name: value for name, value in os.environ.items() if not name.startswith(("CI", "VIRTUAL_ENV", "CONDA_"))}
    done = subprocess.run(
        [str(BASH), "--noprofile", "--norc", "-eo", "pipefail", str(script)],
        cwd=cwd,
        env={**keep, **env, "RUNNER_TEMP": str(runner), "GITHUB_OUTPUT": str(output), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr, output.read_text())


def filled(text: str, given: dict[str, str], variables: dict[str, str]) -> str:
    name = re.fullmatch(r"\$\{\{ (.*) \}\}", text)
    assert name, text
    return given[name[1].removeprefix("inputs.")] if name[1].startswith("inputs.") else variables[name[1]]


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    """A runner's temporary folder in which the doctor is already installed: this one."""
    home = tmp_path / "runner/py_env-pytest-doctor/bin"
    for name, words in {"python": "", "pytest-doctor": "-m doctor "}.items():
        plant(home, {name: f'#!/bin/sh\nexec "{sys.executable}" {words}"$@"\n'})
        (home / name).chmod(0o755)
    return tmp_path / "runner"


def test_has_what_github_requires() -> None:
    assert {"name", "description", "inputs", "runs"} <= set(ACTION)
    assert ACTION["runs"]["using"] == "composite"
    assert all(step["shell"] == "bash" for step in ACTION["runs"]["steps"] if "run" in step)
    assert all(isinstance(spec["default"], str) and spec["description"] for spec in ACTION["inputs"].values())
    assert len(ACTION["description"]) <= 125  # the marketplace cuts it there


def test_inputs_reach_the_scripts_as_variables_only() -> None:
    assert all("${{" not in step["run"] for step in ACTION["runs"]["steps"])
    given = {value for step in ACTION["runs"]["steps"] for value in step["env"].values()}
    assert {f"${{{{ inputs.{name} }}}}" for name in ACTION["inputs"]} <= given


@needs_bash
def test_findings_fail_the_step_and_are_its_output(tmp_path: Path, runner: Path) -> None:
    done = run(DIAGNOSE, plant(tmp_path / "project", SICK), runner, {"format": "json"})
    assert (done.code, done.outputs) == (1, "exit-code=1\n"), done.err
    assert '"setup-cfg-pytest-section"' in done.out


@needs_bash
def test_words_of_args_are_split_but_never_expanded(tmp_path: Path, runner: Path) -> None:
    project = plant(tmp_path / "project", SICK)
    hostile = "--ignore 'setup-cfg-pytest-section' --env 'A=$(touch hit) `touch hit`; touch hit' --output 'two words'"
    done = run(DIAGNOSE, project, runner, {"format": "json", "args": hostile})
    assert not (project / "hit").exists()
    assert done.code == 0, done.err
    assert '"findings": []' in (project / "two words").read_text()


@needs_bash
@pytest.mark.parametrize("name", list(ACTION["inputs"]))
def test_hostile_inputs_execute_nothing(name: str, tmp_path: Path, runner: Path) -> None:
    project = plant(tmp_path / "project", SICK)
    done = run(DIAGNOSE, project, runner, {name: '"; touch hit; $(touch hit) `touch hit` #'})
    assert not (project / "hit").exists()
    assert "Traceback (most recent call last)" not in done.err or name == "args"
    assert done.code in (0, 1, 2)


@needs_bash
def test_environment_of_the_project_comes_first(tmp_path: Path, runner: Path) -> None:
    project = plant(tmp_path / "project", {**SICK, ".venv/pyvenv.cfg": "home = /nowhere\nversion = 3.11.0\n"})
    done = run(DIAGNOSE, project, runner, {"format": "json", "fail-on": "never"})
    assert done.code == 0, done.err
    assert ".venv" in done.out


@pytest.mark.slow
@needs_bash
def test_installs_itself_beside_the_project(tmp_path: Path) -> None:
    runner = tmp_path / "runner"
    runner.mkdir()
    installed = run(INSTALL, tmp_path, runner)
    if installed.code and "No matching distribution" in installed.err:
        pytest.skip("no package index can be reached")
    assert installed.code == 0, installed.err
    done = run(DIAGNOSE, plant(tmp_path / "project", SICK), runner, {"fail-on": "error"})
    assert (done.code, done.outputs) == (1, "exit-code=1\n"), done.err
    assert "::error" in done.out
    assert "file=setup.cfg,line=1" in done.out


@pytest.mark.slow
@pytest.mark.parametrize(
    ("requirement", "words"),
    [
        ("check-jsonschema>=0.31", ("check-jsonschema", "--builtin-schema", "vendor.github-actions")),
        ("zizmor>=1.5", ("zizmor", "--offline", "--persona=pedantic")),
    ],
    ids=["schema", "injection"],
)
def test_linters_of_actions_find_nothing(requirement: str, words: tuple[str, ...]) -> None:
    try:
        python = environment([requirement])
    except subprocess.CalledProcessError as fault:
        pytest.skip(f"{requirement} cannot be installed here: {fault}")
    program = str(python.parent / words[0])
    done = subprocess.run([program, *words[1:], "action.yml"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
