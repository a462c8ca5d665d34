"""Calls of pytest in the files of a project."""

from __future__ import annotations

from pathlib import Path

import pytest

from doctor.facts.calls import calls
from doctor.facts.command_lines import commands, of_pytest, written
from doctor.model.invocation import Invocation
from tests.command import plant


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("pytest -q", ["-q"]),
        ("CI=1 A='b c' uv run --frozen pytest tests", ["tests"]),
        ("uv run --python 3.12 --group test --frozen pytest tests", ["tests"]),
        ("python3.12 -X dev -m pytest -x", None),  # `-X dev` is not read: what follows may be anything
        ("python -I -m pytest -x", ["-x"]),
        ("./.venv/bin/python -m pytest", []),
        (".venv/bin/pytest --tb short", ["--tb", "short"]),
        ("coverage run --branch -m pytest tests", ["tests"]),
        ("xvfb-run -a pytest", []),
        ("pip install pytest", None),
        ("echo pytest --x", None),
        ("pytest-doctor diagnose", None),
        ("pytest @ git+https://example.org/x", None),
        ("pytest ==8.0", None),
        ("name: pytest --x", None),
    ],
)
def test_one_command(line: str, found: list[str] | None) -> None:
    (words,) = commands(line)
    assert of_pytest(words) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("docker compose run --rm -e CI=1 web pytest -q", [(("-q",), True)]),
        ("docker-compose -f a.yml exec -T --user app web python -m pytest tests", [(("tests",), True)]),
        ("podman run -it --network=host -v $PWD:/app image pytest", [((), True)]),
        ("docker exec web sh -c 'pytest a && pytest b'", [(("a",), True), (("b",), True)]),
        ("bash -lc 'pytest a | tee b'", [(("a",), False)]),
        ("docker compose up web", []),
        ("docker build -t pytest .", []),
        ("docker run pytest", []),
    ],
)
def test_calls_in_containers_and_shells(line: str, found: list[tuple[tuple[str, ...], bool]]) -> None:
    (words,) = commands(line)
    assert [(each.words, each.in_container) for each in written(1, words)] == found


def test_commands_of_a_line() -> None:
    assert list(commands("a 'b; c' && d | e > f # g")) == [["a", "b; c"], ["d"], ["e"], ["f"]]
    assert list(commands('["pytest", "-k", "a b"]')) == [["pytest", "-k", "a b"]]
    assert list(commands("echo 'open")) == []
    assert list(commands("[1, ")) == []


def test_words_that_something_else_gives_are_empty(tmp_path: Path) -> None:
    files = {
        "Makefile": "test:\n\tpytest -q $(ARGS) `date` ~/x tests/* --a=$$B\n",
        "tox.ini": "[testenv]\ncommands = pytest {posargs:tests} -x\n",
        "sub/Makefile": "test:\n\tpytest -z\n",
        "noxfile.py": "def t(s):\n    s.run('pytest', '-s', *s.posargs, f'--{1}')\nbroken = (",
        "Dockerfile": "RUN pip install pytest\nENTRYPOINT pytest \\\n  # a comment\n  -v\n",
        ".circleci/config.yml": "jobs:\n  t:\n    steps:\n      - run: {command: pytest -q}\n      - run: pytest -l\n",
        "compose.yml": "services:\n  t:\n    command: [pytest, -q]\n    entrypoint: pytest -x\n",
    }
    found = calls(Invocation(str(plant(tmp_path, files)))).calls
    assert [(call.kind, call.place.line, [word.text for word in call.words]) for call in found] == [
        ("make", 2, ["-q", "", "", "", ""]),
        ("tox", 2, ["tests", "-x"]),
        ("docker", 2, ["-v"]),
        ("docker", 4, ["-x"]),
        ("ci", 5, ["-l"]),
    ]


def test_files_that_cannot_be_read_are_no_calls(tmp_path: Path) -> None:
    plant(tmp_path, {"Makefile": b"\xff\xfe\x00test:\n\tpytest \x00\n", "tox.ini": b"pytest" * 500_000})
    (tmp_path / "noxfile.py").mkdir()
    assert calls(Invocation(str(tmp_path))).calls == ()


@pytest.mark.parametrize(
    ("line", "certain"),
    [
        ("pytest -n 4 tests", True),
        ("pytest -n 4 $(ARGS)", True),
        ("pytest -n 4 ${PYTEST_OPTS} $@", True),
        ("pytest -n 4 $(TESTS)", False),
        ("pytest -n 4 tests/*", False),
        ("cd sub && pytest -n 4", False),
        ("pytest -n 4 -- tests", False),
    ],
)
def test_what_a_call_runs_may_be_told_elsewhere(tmp_path: Path, line: str, certain: bool) -> None:
    (found,) = calls(Invocation(str(plant(tmp_path, {"Makefile": f"test:\n\t{line}\n"})))).calls
    assert found.certain is certain


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("[testenv:a]\nignore_outcome = true\ncommands = pytest\n", "outcome"),
        ("[testenv:a]\nignore_outcome: True  # for now\ncommands = pytest\n", "outcome"),
        ("[testenv]\nignore_outcome = true\n[testenv:a]\ncommands = pytest\n", "outcome"),
        ("[testenv]\nignore_outcome = true\n[testenv:a]\nignore_outcome = false\ncommands = pytest\n", ""),
        ("[testenv:nightly]\nignore_outcome = true\ncommands = pytest\n", ""),
        ("[testenv:a]\nignore_outcome = {env:LAX:true}\ncommands = pytest\n", ""),
    ],
)
def test_what_tox_takes_for_a_success(tmp_path: Path, text: str, how: str) -> None:
    plant(tmp_path, {"tox.ini": text})
    (call,) = calls(Invocation(str(tmp_path))).calls
    assert (call.lost.how if call.lost else "") == how


def test_what_nox_takes_for_a_success(tmp_path: Path) -> None:
    session = '    session.run("pytest", "é", success_codes=[0, %d])\n'
    plant(tmp_path, {"noxfile.py": "def tests(session):\n" + session % 1 + session % 5})
    first, second = calls(Invocation(str(tmp_path))).calls
    place = first.lost.place if first.lost else None
    assert place is not None
    assert (place.column, place.end_column) == (32, 52)
    assert second.lost is None
