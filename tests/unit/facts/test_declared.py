"""Declared dependencies: each kind, with its line. setup.py is read and never run."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doctor.facts.declared import declared
from doctor.facts.requirement_lines import logical_lines, requirement
from doctor.model.environment import Declared
from doctor.model.invocation import Invocation
from tests.command import plant

Files = dict[str, "str | bytes"]
Row = tuple[str, str, str, int]


def read(project: Path, use_cache: bool = False) -> Declared:
    return declared(Invocation(str(project), use_cache=use_cache))


def rows(project: Path, files: Files) -> list[Row]:
    """Key, specifier, group and line of each requirement."""
    plant(project, files)
    return [(each.key, each.specifier, each.group, each.line) for each in read(project).requirements]


def test_pyproject(tmp_path: Path) -> None:
    text = """[project]
name = "My.App"
requires-python = ">=3.10"
dependencies = [
    "httpx>=0.27",
    "Typing_Extensions (>=4,<5) ; python_version < '3.12'",  # a comment
]
[project.optional-dependencies]
test = ["pytest[x]~=8.0", "pytest-cov"]
[tool.uv]
dev-dependencies = ["ruff"]
[tool.hatch.envs.default]
dependencies = ["coverage"]
[tool.pdm.dev-dependencies]
lint = ["black"]
"""
    assert rows(tmp_path, {"pyproject.toml": text}) == [
        ("httpx", ">=0.27", "dependencies", 5),
        ("typing-extensions", ">=4,<5", "dependencies", 6),
        ("pytest", "~=8.0", "extra:test", 9),
        ("pytest-cov", "", "extra:test", 9),
        ("ruff", "", "group:dev", 11),
        ("black", "", "group:lint", 15),
        ("coverage", "", "hatch:default", 13),
    ]
    assert (read(tmp_path).name, read(tmp_path).requires_python) == ("My.App", ">=3.10")


def test_dependency_groups_include_others(tmp_path: Path) -> None:
    text = """[dependency-groups]
dev = [{include-group = "Test_Tools"}, "ruff"]
test-tools = ["pytest", {include-group = "dev"}]
odd = [{include-group = "gone"}, 3, {other = 1}]
"""
    assert rows(tmp_path, {"pyproject.toml": text}) == [
        ("pytest", "", "group:dev", 3),
        ("ruff", "", "group:dev", 2),
        ("pytest", "", "group:test-tools", 3),
        ("ruff", "", "group:test-tools", 2),
    ]


def test_poetry(tmp_path: Path) -> None:
    text = """[tool.poetry]
name = "app"
[tool.poetry.dependencies]
python = "^3.10"
httpx = "^0.27"
local = {path = "../local"}
[tool.poetry.group.test.dependencies]
pytest = {version = "~8.2", extras = ["x"]}
mock = "*"
exact = "1.2.3"
"""
    assert rows(tmp_path, {"pyproject.toml": text}) == [
        ("httpx", ">=0.27,<0.28", "dependencies", 5),
        ("local", "", "dependencies", 6),
        ("pytest", ">=8.2,<8.3", "group:test", 8),
        ("mock", "", "group:test", 9),
        ("exact", "==1.2.3", "group:test", 10),
    ]
    assert (read(tmp_path).name, read(tmp_path).requires_python) == ("app", "^3.10")


def test_requirements_files_include_others_once(tmp_path: Path) -> None:
    files: Files = {
        "requirements-test.txt": "-r requirements.txt\n-c constraints.txt\n--index-url https://example.org\n# none\n"
        "pytest==8.4.2 \\\n    --hash=sha256:abc\nmock>=5 # why\n-e ./local\n-e git+https://example.org/x#egg=Egg_Name\n"
        "./wheel.whl\nhttps://example.org/a.whl\nname @ https://example.org/b.whl\n",
        "requirements.txt": "-r requirements-test.txt\nhttpx\n",
        "constraints.txt": "six==1\n",
        "requirements/dev.txt": "black\n",
        "tests/requirements.txt": "faker\n",
        "notes.txt": "nothing\n",
    }
    assert rows(tmp_path, files) == [
        ("httpx", "", "requirements-test.txt", 2),
        ("pytest", "==8.4.2", "requirements-test.txt", 5),
        ("mock", ">=5", "requirements-test.txt", 7),
        ("egg-name", "", "requirements-test.txt", 9),
        ("name", "", "requirements-test.txt", 12),
        ("pytest", "==8.4.2", "requirements.txt", 5),
        ("mock", ">=5", "requirements.txt", 7),
        ("egg-name", "", "requirements.txt", 9),
        ("name", "", "requirements.txt", 12),
        ("httpx", "", "requirements.txt", 2),
        ("black", "", "requirements/dev.txt", 1),
        ("faker", "", "tests/requirements.txt", 1),
    ]


def test_setup_cfg(tmp_path: Path) -> None:
    text = """[metadata]
name = app
[options]
python_requires = >=3.9
install_requires =
    httpx>=0.27
    # a comment
    six
[options.extras_require]
test = pytest>=7; mock
docs =
    sphinx
"""
    assert rows(tmp_path, {"setup.cfg": text.replace("pytest>=7; mock", "pytest>=7")}) == [
        ("httpx", ">=0.27", "dependencies", 6),
        ("six", "", "dependencies", 8),
        ("pytest", ">=7", "extra:test", 10),
        ("sphinx", "", "extra:docs", 12),
    ]
    assert (read(tmp_path).name, read(tmp_path).requires_python) == ("app", ">=3.9")


def test_tox(tmp_path: Path) -> None:
    text = """[tox]
deps = not-this
[testenv]
deps =
    py312: coverage
    -rrequirements.txt
    -r{toxinidir}/requirements.txt
    {[base]deps}
    mock
[testenv:docs]
deps = sphinx
"""
    assert rows(tmp_path, {"tox.ini": text, "requirements.txt": "httpx\n"})[:4] == [
        ("coverage", "", "tox:testenv", 5),
        ("httpx", "", "tox:testenv", 1),
        ("mock", "", "tox:testenv", 9),
        ("sphinx", "", "tox:testenv:docs", 11),
    ]


def test_pipfile(tmp_path: Path) -> None:
    text = '[packages]\nhttpx = "*"\n[dev-packages]\npytest = ">=8"\n[requires]\npython_version = "3.11"\n'
    assert rows(tmp_path, {"Pipfile": text}) == [("httpx", "", "packages", 2), ("pytest", ">=8", "dev-packages", 4)]


def test_setup_py_is_read_and_never_run(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    text = f"""import setuptools
open({str(mark)!r}, "w").close()
TESTS = ["pytest>=7", "mock"]
setuptools.setup(
    name="app",
    python_requires=">=3.8",
    install_requires=["httpx", open("x").read(), "six"],
    extras_require={{"test": TESTS, "more": read_more()}},
    tests_require=TESTS,
)
"""
    assert rows(tmp_path, {"setup.py": text}) == [
        ("httpx", "", "dependencies", 7),
        ("six", "", "dependencies", 7),
        ("pytest", ">=7", "group:tests_require", 3),
        ("mock", "", "group:tests_require", 3),
        ("pytest", ">=7", "extra:test", 3),
        ("mock", "", "extra:test", 3),
    ]
    assert read(tmp_path).name == "app"
    assert not mark.exists()


def test_the_declarations_of_a_repository_serve_its_subfolders(tmp_path: Path) -> None:
    plant(tmp_path, {".git/HEAD": "", "requirements.txt": "httpx\n", "a/b/test_a.py": ""})
    (found,) = read(tmp_path / "a/b").requirements
    assert (found.file, found.group) == ("../../requirements.txt", "../../requirements.txt")
    plant(tmp_path, {"a/requirements.txt": "mock\n"})
    assert [each.key for each in read(tmp_path / "a/b").requirements] == ["mock"]


def test_the_cache_notices_changes_also_of_included_files(tmp_path: Path) -> None:
    plant(tmp_path, {"requirements.txt": "-r more/deep.txt\nhttpx\n", "more/deep.txt": "six\n"})
    assert [each.key for each in read(tmp_path, True).requirements] == ["six", "httpx"]
    assert read(tmp_path, True) == read(tmp_path)
    plant(tmp_path, {"more/deep.txt": "six\nmock\n"})
    assert [each.key for each in read(tmp_path, True).requirements] == ["six", "mock", "httpx"]
    plant(tmp_path, {"setup.cfg": "[options]\ninstall_requires = attrs\n"})
    assert "attrs" in [each.key for each in read(tmp_path, True).requirements]


@pytest.mark.parametrize(
    ("text", "key", "specifier"),
    [
        ("a", "a", ""),
        ("A.b_c", "a-b-c", ""),
        ("a==1.0", "a", "==1.0"),
        ("a >= 1, < 2", "a", ">=1,<2"),
        ("a[x,y]>1;python_version>'3'", "a", ">1"),
        ("a @ file:///x", "a", ""),
        ("a (>1)", "a", ">1"),
        ("a==1 --hash=sha256:1", "a", "==1"),
        ("a # why", "a", ""),
        ("git+https://example.org/x.git#egg=real-name[x]&sub=1", "real-name", ""),
    ],
)
def test_a_requirement(text: str, key: str, specifier: str) -> None:
    found = requirement(text, "g", "f", 1)
    assert found is not None
    assert (found.key, found.specifier) == (key, specifier)


@pytest.mark.parametrize(
    "text", ["", "./x", "../x", "/x", "x.whl", "https://e.org/x", "C:\\x", "-x", "a b", "#", "[x]", "==1"]
)
def test_what_names_no_distribution(text: str) -> None:
    assert requirement(text, "g", "f", 1) is None


NAMES = ("pyproject.toml", "setup.cfg", "tox.ini", "Pipfile", "setup.py", "requirements.txt")


@given(data=st.binary(max_size=300))
def test_files_may_hold_anything(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    project = plant(tmp_path_factory.mktemp("any"), dict.fromkeys(NAMES, data))
    assert isinstance(read(project), Declared)


TOML = st.recursive(
    st.one_of(st.booleans(), st.integers(), st.text(max_size=8)),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.text("abcx-", min_size=1, max_size=4), inner, max_size=3),
    max_leaves=6,
)
TABLES = (
    "project", "project.dependencies", "project.optional-dependencies", "dependency-groups", "dependency-groups.a",
    "tool.poetry", "tool.poetry.dependencies", "tool.poetry.group", "tool.poetry.group.a", "tool.uv.dev-dependencies",
    "tool.pdm.dev-dependencies", "tool.hatch.envs", "tool.hatch.envs.a.dependencies", "tool", "packages",
)  # fmt: skip


@given(table=st.sampled_from(TABLES), value=TOML)
def test_tables_may_have_any_shape(table: str, value: object, tmp_path_factory: pytest.TempPathFactory) -> None:
    text = f"{table} = {inline(value)}\n"
    project = plant(tmp_path_factory.mktemp("any"), {"pyproject.toml": text, "Pipfile": text})
    assert isinstance(read(project), Declared)


def inline(value: object) -> str:
    import json

    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {inline(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(inline(item) for item in value) + "]"
    return json.dumps(value)


@given(text=st.text(max_size=200))
def test_logical_lines_keep_the_numbers(text: str) -> None:
    for number, line in logical_lines(text):
        assert 1 <= number <= len(text.splitlines())
        assert line
