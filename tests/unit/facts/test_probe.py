"""The project's interpreter is started when the user says so, only then, and cannot hold us up."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import venv
from pathlib import Path

import pytest

from doctor.facts import probed as module
from doctor.facts.distributions import distributions
from doctor.facts.interpreter import interpreter
from doctor.facts.probed import ask
from doctor.model.environment import Interpreter
from doctor.model.invocation import Invocation
from tests.command import plant

posix = pytest.mark.skipif(os.name == "nt", reason="the impostors are shell scripts")
VERSION = ".".join(str(part) for part in sys.version_info[:3])


def find(project: Path, probe: bool, python: str | None = None) -> Interpreter:
    return interpreter(
        Invocation(str(project), variables=dict(os.environ), python=python, probe=probe, use_cache=False)
    )


def impostor(folder: Path, script: str) -> str:
    plant(folder, {"bin/python": f"#!/bin/sh\n{script}\n"})
    (folder / "bin/python").chmod(0o755)
    return str(folder / "bin/python")


def test_the_interpreter_answers_for_itself() -> None:
    answer = ask(sys.executable, dict(os.environ))
    assert isinstance(answer, dict)
    assert answer["version"] == VERSION
    assert answer["pytest"] == pytest.__version__
    assert {"json", "sys"} <= set(answer["stdlib"])


@posix
def test_its_answer_and_ours_are_one(tmp_path: Path) -> None:
    ours, its = find(tmp_path, False), find(tmp_path, True)
    assert ours.probed is None
    assert its.probed is not None
    assert (its.version, its.executable, set(its.paths)) == (ours.version, ours.executable, set(ours.paths))
    call = Invocation(str(tmp_path), use_cache=False)
    assert {each.key for each in distributions(call, its)} == {each.key for each in distributions(call, ours)}


@posix
def test_it_helps_where_the_folders_do_not_tell(tmp_path: Path) -> None:
    """A wrapper script, as pyenv's shims are."""
    wrapper = impostor(tmp_path / "shims", f'exec {sys.executable} "$@"')
    assert "is a script" in find(tmp_path, False, wrapper).problem
    found = find(tmp_path, True, wrapper)
    assert (found.problem, found.version) == ("", VERSION)
    complete = distributions(Invocation(str(tmp_path), use_cache=False), found)
    assert complete.complete
    assert complete.get("pytest") is not None


@posix
@pytest.mark.parametrize(
    ("script", "problem"),
    [
        ("exit 7", "ended with 7 and no answer"),
        ("echo some words >&2; exit 1", "ended with 1 and no answer: some words"),
        ('echo "$4[1, 2"', "ended with 0 and no answer"),
        ('echo "$4[1, 2]"', "ended with 0 and no answer"),
        ('echo "$4{}"', "gave an answer that cannot be read"),
        ('echo $4\'{"path": 3, "version": [], "distributions": {}}\'', "gave an answer that cannot be read"),
    ],
)
def test_rubbish_is_a_problem(script: str, problem: str, tmp_path: Path) -> None:
    python = impostor(tmp_path / "env", script)
    plant(tmp_path / "env", {"pyvenv.cfg": "home = /\nversion = 3.11.1\n", "lib/python3.11/site-packages/x.py": ""})
    assert problem in find(tmp_path, True, python).problem
    assert find(tmp_path, False, python).problem == ""


def test_what_cannot_be_started_is_a_problem(tmp_path: Path) -> None:
    answer = ask(str(tmp_path), {})
    assert isinstance(answer, str)
    assert "cannot be started" in answer


@posix
def test_who_gives_no_answer_is_ended_with_all_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SECONDS", 0.5)
    left = tmp_path / "left"
    python = impostor(tmp_path / "env", f"(sleep 2; touch {left}) & sleep 30")
    started = time.monotonic()
    answer = ask(python, dict(os.environ))
    assert answer == f"{python} gave no answer within 0.5 s"
    assert time.monotonic() - started < 10
    time.sleep(2)
    assert not left.exists()


@posix
def test_noise_of_a_startup_file_does_no_harm(tmp_path: Path) -> None:
    venv.create(tmp_path / ".venv")
    (site,) = (tmp_path / ".venv/lib").glob("python*/site-packages")
    plant(site, {"noise.pth": "import sys; print('{}'); print(sys.argv)\n"})
    found = find(tmp_path, True)
    assert (found.version, found.problem) == (VERSION, "")


@posix
def test_the_projects_files_are_not_imported(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    trap = f"open({str(mark)!r}, 'w').close()\n"
    plant(tmp_path, {"json.py": trap, "sitecustomize.py": trap, "importlib/__init__.py": trap})
    answer = ask(sys.executable, {**os.environ, "PYTHONPATH": str(tmp_path)})
    assert isinstance(answer, dict)
    assert not mark.exists()


def test_the_script_stands_alone() -> None:
    """It runs in other interpreters than ours: it may import the standard library and nothing else."""
    code = "import sys; sys.path[:] = [p for p in sys.path if 'site-packages' not in p]; sys.argv = ['x', 'M ']\n"
    code += f"exec(compile(open({str(Path(module.__file__).with_name('probe.py'))!r}).read(), 'probe', 'exec'))"
    done = subprocess.run([sys.executable, "-S", "-I", "-c", code], capture_output=True, text=True, check=True)
    assert "\nM {" in done.stdout


def others() -> list[Path]:
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    return sorted(set(pyenv.glob("3.*/bin/python3")) - set(pyenv.glob("3.[0-6].*/bin/python3")))


@pytest.mark.skipif(not others(), reason="there is no other Python on this machine")
@pytest.mark.parametrize("python", others(), ids=str)
def test_other_pythons_answer(python: Path) -> None:
    answer = ask(str(python), {})
    assert isinstance(answer, dict), answer
    assert str(answer["version"]).startswith("3.")
