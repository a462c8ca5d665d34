"""What is read of the files by which a project has something run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from doctor.facts.calls import calls
from doctor.facts.commit_hooks import commit_hooks
from doctor.facts.groups import groups
from doctor.facts.images import copies_before, images, is_left_out
from doctor.facts.installs import UnknownError, installs, told
from doctor.facts.misnamed import misnamed
from doctor.facts.tasks import in_tables
from doctor.facts.tox_variables import only_tox
from doctor.facts.tree import tree
from doctor.model.invocation import Invocation

WORKFLOW = ".github/workflows/ci.yml"


def project(folder: Path, files: dict[str, str]) -> Invocation:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Invocation(str(folder))


@pytest.mark.parametrize(
    ("files", "into"),
    [
        ({WORKFLOW: "- run: pytest -q 2>&1 | tee log"}, "tee"),
        ({WORKFLOW: "- run: pytest > log | cat"}, "cat"),
        ({WORKFLOW: "- run: pytest | tee log\n  shell: bash"}, ""),
        ({WORKFLOW: "- run: set -o pipefail\n- run: pytest | tee log"}, ""),
        ({WORKFLOW: "- run: pytest | grep passed"}, ""),
        ({WORKFLOW: "- run: pytest && tee log"}, ""),
        ({WORKFLOW: "runs-on: windows-latest\n- run: pytest | tee log"}, ""),
        ({"Makefile": "t:\n\tpytest | tail -1"}, "tail"),
        ({".gitlab-ci.yml": "- pytest | tee log"}, ""),
    ],
)
def test_pipes_that_hide_a_failure(tmp_path: Path, files: dict[str, str], into: str) -> None:
    (call,) = calls(project(tmp_path, files)).calls
    assert (call.lost.command if call.lost else "") == into


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        (WORKFLOW, "  PYTEST_ADDOPTS: -m not slow  # all", ["-m", "not", "slow"]),
        (WORKFLOW, "  PYTEST_ADDOPTS: \"-m 'not slow'\"", ["-m", "not slow"]),
        (WORKFLOW, "  - run: PYTEST_ADDOPTS=-x pytest", ["-x"]),
        ("tox.ini", "set_env =\n  PYTEST_ADDOPTS = -q -x", ["-q", "-x"]),
        ("docker-compose.yml", "  - PYTEST_ADDOPTS=-m slow", ["-m", "slow"]),
        ("Dockerfile", "ENV PYTEST_ADDOPTS='-n 2'", ["-n", "2"]),
    ],
)
def test_options_in_variables(tmp_path: Path, file: str, text: str, words: list[str]) -> None:
    (found,) = calls(project(tmp_path, {file: text})).variables
    assert [word.text for word in found.words] == words


def test_tasks_of_tables() -> None:
    text = """
[tool.poe.tasks.unit]
help = "pytest -x"
cmd = 'pytest tests'
[tool.hatch.envs.test.scripts]
all = ["ruff check", "coverage run -m pytest -q"]
[tool.tox.env_run_base]
commands = [["pytest", "a && b"], ["python", "-m", "pytest"]]
[tool.other]
cmd = "pytest -v"
"""
    assert [list(each.words) for each in in_tables(text, "script")] == [["tests"], ["-q"], ["a && b"], []]


@pytest.mark.parametrize("words", ["$X", "--index https://x", "./wheel.whl", "git+https://x/y", "--find-links x"])
def test_what_cannot_be_told_is_not_said_to_be_installed(words: str) -> None:
    with pytest.raises(UnknownError):
        told([words.split()])


def test_what_is_installed() -> None:
    keys, known = told([["-U", "pytest>=8", "Pytest_Cov"], ["-e", ".[test,dev]"], ["-r", "dev.txt"]])
    assert keys == {"pytest", "pytest-cov"}
    assert known == {"dependencies", "extra:test", "extra:dev", "dev.txt"}


@pytest.mark.parametrize(
    ("file", "text", "count"),
    [
        (WORKFLOW, "- run: pip install pytest\n- run: pytest", 1),
        (WORKFLOW, "- run: pip install pytest\n- run: poetry install\n- run: pytest", 0),
        (WORKFLOW, "- uses: own/setup@v1\n- run: pip install pytest\n- run: pytest", 0),
        (".gitlab-ci.yml", "image: own/tests:1\nscript:\n  - pip install pytest\n  - pytest", 0),
        ("tox.ini", "[testenv]\ndeps = pytest\ncommands = pytest", 1),
        ("tox.ini", "[testenv]\ndeps =\n  pytest\n  {[base]deps}\ncommands = pytest", 0),
        ("tox.ini", "[testenv]\nextras = test\ndeps = pytest\ncommands = pytest", 0),
        ("noxfile.py", "def t(s):\n  s.install('pytest', *X)\n  s.run('pytest')", 0),
        ("noxfile.py", "def t(s):\n  s.install('pytest')\n  s.run('pytest')", 1),
        ("Dockerfile", "FROM python:3.12\nRUN pip install pytest\nCMD pytest", 1),
        ("Dockerfile", "FROM own/base\nRUN pip install pytest\nCMD pytest", 0),
    ],
)
def test_steps_of_which_all_is_known(tmp_path: Path, file: str, text: str, count: int) -> None:
    call = project(tmp_path, {file: text})
    assert len(installs(call, calls(call))) == count


def test_hooks_of_pre_commit(tmp_path: Path) -> None:
    text = """
repos:
  - repo: local
    hooks:
      - id: one
        entry: python -m pytest -q
        files: ^tests/
      - entry: pytest  # all
        pass_filenames: false
        id: two
      - id: three
        entry: bash -c pytest
"""
    one, two = commit_hooks(project(tmp_path, {".pre-commit-config.yaml": text}))
    assert (one.files, one.passes, one.is_first, one.place.line) == ("^tests/", None, False, 6)
    assert (two.entry, two.passes, two.is_first) == ("pytest", False, True)


@pytest.mark.parametrize(
    ("pattern", "path", "left"),
    [
        ("tests", "tests/test_a.py", True),
        ("*.ini", "pytest.ini", True),
        ("*.ini", "a/pytest.ini", False),
        ("**/*.ini", "a/pytest.ini", True),
        ("tests/*.py", "tests/a/b.py", False),
        ("test", "tests/test_a.py", False),
    ],
)
def test_what_docker_leaves_out(pattern: str, path: str, left: bool) -> None:
    assert is_left_out(path, pattern) is left


def test_stages_of_an_image() -> None:
    text = "FROM python AS base\nCOPY a b /x/\nFROM base AS other\nCOPY c .\n"
    text += "FROM base\nCOPY --from=other /x /y\nCOPY d .\n"
    assert [copy.sources for copy in copies_before(text, 7) or []] == [("a", "b"), ("d",)]
    assert copies_before("FROM x\nCOPY [a, b]\n", 1) is None


def test_images_that_cannot_be_told(tmp_path: Path) -> None:
    docker = "FROM python\nCOPY src /app\nCMD pytest"
    call = project(tmp_path, {"Dockerfile": docker, "src/a.py": ""})
    assert len(images(call, calls(call), tree(call))) == 1
    call = project(tmp_path, {"compose.yml": "services:\n  a:\n    volumes:\n      - .:/app\n"})
    assert images(call, calls(call), tree(call)) == ()


@pytest.mark.parametrize(
    ("name", "text", "count"),
    [("pytest.cfg", "[pytest]\n", 1), ("pytest.cfg", "[other]\n", 0), ("pytest-x.ini", "[pytest]\n", 0)],
)
def test_files_with_another_name(tmp_path: Path, name: str, text: str, count: int) -> None:
    call = project(tmp_path, {name: text, "pytest.ini": "[pytest]\n"})
    assert len(misnamed(call, tree(call))) == count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("group: [1, 2]\n- run: pytest --splits 3 --group ${{ matrix.group }}", ((3,), ())),
        ("group: [1, 2, 3, 4]\n- run: pytest --splits 3 --group=${{ matrix.group }}", ((), (4,))),
        ("shard:\n  - 0\n  - 1\n- run: pytest --num-shards=3 --shard-id=${{ matrix.shard }}", ((2,), ())),
    ],
)
def test_groups_of_a_suite(tmp_path: Path, text: str, expected: Any) -> None:
    (found,) = groups(project(tmp_path, {WORKFLOW: "\n".join(f"  {line}" for line in text.splitlines())}))
    assert (found.missing, found.beyond) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"  - run: tox -e py", True),
        (b"  - run: tox\n  - run: pytest", False),
        (b"  - run: pip install tox", False),
        (b"  - run: pip install pytest tox\n    - tox", True),
    ],
)
def test_files_that_run_tox_alone(text: bytes, expected: bool) -> None:
    assert only_tox(text) is expected
