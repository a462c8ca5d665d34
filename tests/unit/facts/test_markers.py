"""The markers that a run knows are those that `pytest --markers` lists."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from doctor.facts.providers import facts_of
from doctor.model.config import PytestConfig
from doctor.model.invocation import Invocation
from doctor.model.markers import Markers
from doctor.model.places import Place
from doctor.model.plugins import Plugins


def make(project: Path, **files: str) -> Path:
    for name, text in files.items():
        path = project / (
            name.replace("__", "/").replace("_py", ".py").replace("_ini", ".ini").replace("_toml", ".toml")
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return project


def markers_of(project: Path, *args: str, version: str | None = None) -> Markers:
    call = Invocation(str(project), args, {}, sys.executable, pytest_version=version, use_cache=False)
    found: Markers = facts_of(call).get("markers")
    return found


def theirs(project: Path, *args: str) -> set[str]:
    """The names that pytest lists."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    call = [sys.executable, "-m", "pytest", "--markers", "-p", "no:cacheprovider", *args]
    run = subprocess.run(call, cwd=project, capture_output=True, text=True, env=variables, check=True)
    lines = [line for line in run.stdout.splitlines() if line.startswith("@pytest.mark.")]
    return {line.removeprefix("@pytest.mark.").partition(":")[0].partition("(")[0].strip() for line in lines}


CONFTEST = """
NAMES = ["of_list", "of_list2"]
def pytest_configure(config):
    config.addinivalue_line("markers", "plain: text")
    config.addinivalue_line("markers", "called(arg): text")
    for name in NAMES:
        config.addinivalue_line("markers", f"{name}: text")
    for name in ("literal", "literal2"):
        config.addinivalue_line("markers", name + ": text")
"""


def test_registered_markers_are_those_that_pytest_lists(tmp_path: Path) -> None:
    project = make(
        tmp_path,
        pytest_ini="[pytest]\naddopts = -p plug\nmarkers =\n  slow: is slow\n  sized(size): has a size\n  bare\n",
        conftest_py=CONFTEST,
        plug_py="def pytest_configure(config): config.addinivalue_line('markers', 'of_plug: text')\n",
        test_a_py="",
    )
    found = markers_of(project)
    expected = theirs(project)
    assert {"slow", "sized", "bare", "plain", "called", "of_list", "literal", "of_plug", "skipif"} <= expected
    assert set(found.registered) == expected
    assert not found.open
    assert found.registered["sized"].origin == "pytest.ini"
    assert found.registered["sized"].place == Place("pytest.ini", 5, 3, 5, 26)
    assert found.registered["plain"].origin == "conftest.py"
    assert found.registered["of_plug"].origin == "plug"


def test_overridden_markers_count(tmp_path: Path) -> None:
    project = make(tmp_path, pytest_ini="[pytest]\nmarkers = slow\n", test_a_py="")
    args = ("-o", "markers=other: text")
    assert set(markers_of(project, *args).registered) == theirs(project, *args)


@pytest.mark.parametrize(
    "text",
    [
        "def pytest_configure(config):\n  for n in config.getini('names'): config.addinivalue_line('markers', n)\n",
        "import os\ndef pytest_configure(config): config.addinivalue_line('markers', os.environ['X'])\n",
        "def pytest_configure(config):\n  for n in load(): config.addinivalue_line('markers', f'{n}: text')\n",
    ],
)
def test_computed_markers_leave_it_open(tmp_path: Path, text: str) -> None:
    assert markers_of(make(tmp_path, conftest_py=text, test_a_py="")).open


STRICT = "def test_a(): pass\nimport pytest\n@pytest.mark.unknown\ndef test_b(): pass\n"


@pytest.mark.parametrize(
    ("ini", "args", "version", "text", "line"),
    [
        ("", (), "8.4.2", "", None),
        ("addopts = -q --strict-markers\n", (), "8.4.2", "--strict-markers", 2),
        ("addopts = --strict\n", (), "8.4.2", "--strict", 2),
        ("strict_markers = true\n", (), "8.4.2", "", None),
        ("strict_markers = true\n", (), "9.2.0", "strict_markers = true", 2),
        ("strict = true\n", (), "9.2.0", "strict = true", 2),
        ("strict = true\nstrict_markers = false\n", (), "9.2.0", "", 3),
        ("strict = false\n", ("--strict",), "9.2.0", "--strict", 0),
        ("addopts = --strict-markers\n", (), "9.0.3", "", None),
        ("addopts = --strict-markers\n", (), "9.1.1", "--strict-markers", 2),
        ("", ("--strict-markers",), "9.0.3", "--strict-markers", 0),
        ("addopts = --strict-markers\n", ("-o", "strict_markers=false"), "9.2.0", "", None),
        ("", ("-o", "strict_markers=false", "--strict-markers"), "9.2.0", "--strict-markers", 0),
    ],
)
def test_strictness_is_what_that_version_makes_of_it(
    tmp_path: Path, ini: str, args: tuple[str, ...], version: str, text: str, line: int | None
) -> None:
    project = make(tmp_path, pytest_ini="[pytest]\n" + ini, test_a_py=STRICT)
    found = markers_of(project, *args, version=version)
    assert found.strict is bool(text)
    assert not text or found.strict_text == text
    assert line is None or (found.strict_place is not None and found.strict_place.line == line)


@pytest.mark.parametrize(
    ("ini", "args"),
    [
        ("", ()),
        ("addopts = --strict-markers\n", ()),
        ("strict_markers = true\n", ()),
        ("", ("--strict-markers",)),
        ("addopts = --strict\n", ()),
    ],
)
def test_strictness_is_as_the_installed_pytest_shows(tmp_path: Path, ini: str, args: tuple[str, ...]) -> None:
    project = make(tmp_path, pytest_ini="[pytest]\n" + ini, test_a_py=STRICT)
    call = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", *args]
    variables = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    run = subprocess.run(call, cwd=project, capture_output=True, text=True, env=variables)
    found = markers_of(project, *args)
    assert found.strict == ("'unknown' not found in `markers` configuration option" in run.stdout)


def test_of_an_empty_world_nothing_is_known() -> None:
    from doctor.facts.markers import markers
    from doctor.model.config import CommandLine, IniValues
    from doctor.model.sources import Sources

    config = PytestConfig("8.4.2", ".", None, (), (), (), (), (), (".",), False, (), ".")
    assert markers(config, IniValues(), CommandLine((), ()), Plugins(()), Sources()) == Markers()
