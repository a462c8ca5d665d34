"""Options with their values, as `getini` returns them; tests/oracle holds all of them against real pytests."""

from __future__ import annotations

from pathlib import Path

import pytest

from doctor.facts.ini_values import ini
from doctor.model.config import IniValue, IniValues
from doctor.model.invocation import Invocation
from doctor.model.plugins import IniKey, Kind, Plugin, Plugins, Provided
from tests.oracle.ours import NOTHING_KNOWN, builtin_plugins, config

PLUGIN = Plugin(
    "asyncio",
    Kind.INSTALLED,
    "pytest_asyncio.plugin",
    provided=Provided(ini=(IniKey("asyncio_mode", "string", "strict", True), IniKey("asyncio_paths", "paths"))),
)


def values(project: Path, text: str, *args: str, version: str = "9.2.0", name: str = "pytest.ini") -> IniValues:
    (project / name).write_text(text)
    invocation = Invocation(str(project), args, {})
    found = config(invocation, version, NOTHING_KNOWN)
    return ini(invocation, found, Plugins((*builtin_plugins(found).plugins, PLUGIN)))


def value(found: IniValues, name: str) -> IniValue:
    option = found.get(name)
    assert option
    return option


@pytest.mark.parametrize(
    ("line", "name", "expected"),
    [
        ("testpaths = tests 'my tests'", "testpaths", ["tests", "my tests"]),
        ("markers =\n  a: b\n\n  c", "markers", ["a: b", "c"]),
        ("log_cli = Yes", "log_cli", True),
        ("junit_suite_name = a b", "junit_suite_name", "a b"),
        ("verbosity_assertions = 2", "verbosity_assertions", 2),
        ("verbosity_assertions = auto", "verbosity_assertions", "auto"),
        ("faulthandler_timeout = 2.5", "faulthandler_timeout", 2.5),
        ("log_level = INFO", "log_level", "INFO"),
        ("asyncio_mode = auto", "asyncio_mode", "auto"),
    ],
)
def test_values_are_typed(tmp_path: Path, line: str, name: str, expected: object) -> None:
    option = value(values(tmp_path, f"[pytest]\n{line}\n"), name)
    assert (option.value, option.origin, option.mode, option.known) == (expected, "file", "ini", True)
    assert str(option.place) == "pytest.ini:2:1"


def test_paths_are_below_the_configuration_file(tmp_path: Path) -> None:
    found = values(tmp_path, "[pytest]\npythonpath = src .\nasyncio_paths = x\n")
    assert found["pythonpath"] == [f"{tmp_path}/src", str(tmp_path)]
    assert found["asyncio_paths"] == [f"{tmp_path}/x"]


def test_defaults_have_no_place(tmp_path: Path) -> None:
    option = value(values(tmp_path, "[pytest]\n"), "python_files")
    assert (option.value, option.origin, option.place) == (["test_*.py", "*_test.py"], "default", None)


def test_the_default_of_log_level_changed_with_8(tmp_path: Path) -> None:
    assert values(tmp_path, "", version="7.4.4")["log_level"] == ""
    assert values(tmp_path, "", version="8.4.2")["log_level"] is None


def test_unknown_keys_are_kept_as_they_are_written(tmp_path: Path) -> None:
    option = value(values(tmp_path, "[pytest]\nasyncio_mod = auto\n"), "asyncio_mod")
    assert (option.value, option.known, option.place and option.place.line) == ("auto", False, 2)


def test_overrides_win_and_say_where_they_come_from(tmp_path: Path) -> None:
    found = values(tmp_path, "[pytest]\nlog_cli = no\n", "-o", "log_cli=yes", "-o", "foo=bar")
    assert (found["log_cli"], value(found, "log_cli").origin) == (True, "override")
    assert str(value(found, "log_cli").place) == "<command line>"
    assert (found["foo"], value(found, "foo").known) == ("bar", False)


@pytest.mark.parametrize(("version", "expected"), [("9.0.3", None), ("9.1.1", True)])
def test_overrides_within_addopts_count_from_9_1(tmp_path: Path, version: str, expected: object) -> None:
    text = "[pytest]\naddopts = --strict-markers -o log_cli=1\n"
    assert values(tmp_path, text, version=version)["strict_markers"] is expected


def test_an_alias_stands_for_the_key(tmp_path: Path) -> None:
    found = values(tmp_path, "[pytest]\nxfail_strict = true\n")
    assert (found["strict_xfail"], found["xfail_strict"]) == (True, True)
    assert value(found, "strict_xfail").place == value(found, "xfail_strict").place
    assert not value(values(tmp_path, "[pytest]\nstrict_xfail = true\n", version="8.4.2"), "strict_xfail").known


def test_strict_switches_the_others_on(tmp_path: Path) -> None:
    found = values(tmp_path, "[pytest]\nstrict = true\nstrict_config = false\n")
    made = found.strict("strict_markers")
    assert made
    assert (made.name, made.place and made.place.line) == ("strict", 2)
    assert found.strict("strict_config") is None
    assert values(tmp_path, "[pytest]\nstrict = true\n", version="8.4.2").strict("strict_markers") is None


@pytest.mark.parametrize(
    ("name", "text", "version", "option", "words"),
    [
        ("pytest.ini", "[pytest]\nlog_cli = maybe\n", "8.4.2", "log_cli", "invalid truth value 'maybe'"),
        ("pytest.ini", "[pytest]\npythonpath = 'x\n", "9.2.0", "pythonpath", "No closing quotation"),
        ("pytest.toml", "[pytest]\nlog_cli = 'yes'\n", "9.0.3", "log_cli", "expects a bool, got str: 'yes'"),
        ("pytest.toml", "[pytest]\nmarkers = ['a', 1]\n", "9.2.0", "markers", "but item at index 1 is int: 1"),
        (
            "pytest.toml",
            "[pytest]\njunit_family = 'x'\n",
            "9.2.0",
            "junit_family",
            "expects one of 'legacy' | 'xunit1'",
        ),
        (
            "pytest.toml",
            "[pytest]\nlog_level = 1.5\n",
            "9.2.0",
            "log_level",
            "expects one of int | string, got float: 1.5",
        ),
    ],
)
def test_refused_values_have_pytests_words(
    tmp_path: Path, name: str, text: str, version: str, option: str, words: str
) -> None:
    found = value(values(tmp_path, text, version=version, name=name), option)
    assert found.value is None
    assert found.error
    assert words in found.error


def test_values_of_ini_options_are_text_and_lists(tmp_path: Path) -> None:
    text = "[tool.pytest.ini_options]\nlog_cli = true\nfoo = 3\nmarkers = ['a']\ntestpaths = 'a b'\n"
    found = values(tmp_path, text, name="pyproject.toml")
    assert (found["log_cli"], found["foo"], found["markers"], found["testpaths"]) == (True, "3", ["a"], ["a", "b"])
    assert value(found, "log_cli").mode == "ini"
