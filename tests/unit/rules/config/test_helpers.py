"""The small judgements that rules about the configuration share."""

from __future__ import annotations

import pytest

from doctor.model.config import ConfigFile, Section, Setting
from doctor.model.environment import Tree
from doctor.model.places import Place
from doctor.rules.config._hidden import is_artifact, is_data, matching
from doctor.rules.config._items import effect_of, parted
from doctor.rules.config._versions import meets
from doctor.rules.config._versions import parted as requirement
from doctor.rules.config._vocabulary import BUILTIN, OPTIONS, PLUGINS, accepts
from doctor.rules.config._winner import hidden

HERE = Place("pytest.ini", 1)


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        ("-n auto", True),
        ("-n 4", False),
        ("-v -s", True),
        ("--tb short", True),
        ("--override-ini xfail_strict=true", True),
        ("--cov=shop --cov-report=xml", True),
        ("--ignore=old tests", False),
        ("--mypy-args=--strict -x", False),
        ("-k not slow", False),
        ("-m slow -v", True),
        ("-p no:cacheprovider", False),
        ("-W ignore::UserWarning", False),
        ("-o xfail_strict=true", False),  # override-in-one-word
    ],
)
def test_words_in_one(text: str, stops: bool) -> None:
    assert bool(effect_of(text)) is stops


@pytest.mark.parametrize(
    ("text", "before", "expected"),
    [
        ("--tb='short'", "", ("--tb", "'short'")),
        ("-m 'not slow'", "", ("-m", "'not slow'")),
        ("-m='not slow'", "", ("-m", "'not slow'")),
        ("'not slow'", "-m", ("-m", "'not slow'")),
        ("tests", "tests", ("", "tests")),
    ],
)
def test_option_and_value(text: str, before: str, expected: tuple[str, str]) -> None:
    assert parted(text, before) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pytest-cov", ("pytest-cov", "")),
        ("pytest-cov >= 4, < 8", ("pytest-cov", ">=4,<8")),
        ("pytest-cov[toml]==7.0", ("pytest-cov", "==7.0")),
        ("pytest-cov>=4; python_version < '4'", ("pytest-cov", ">=4")),
        ("pytest-cov 4", None),
        (">=4", None),
    ],
)
def test_requirement(text: str, expected: tuple[str, str] | None) -> None:
    assert requirement(text) == expected


@pytest.mark.parametrize(
    ("version", "specifier", "expected"),
    [
        ("7.0.0", ">=4,<8", True),
        ("7.0.0", ">=7.1", False),
        ("2.4.0", "~=2.1", True),
        ("3.0.0", "~=2.1", False),
        ("2.4.0", "==2.*", True),
        ("2.4.0", ">=two", False),
    ],
)
def test_specifier(version: str, specifier: str, expected: bool) -> None:
    assert meets(version, specifier) is expected


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("console_output_style", "times", "fancy"),
        ("log_level", "info", "LOUD"),
        ("log_level", "15", "INFO # more"),
        ("tmp_path_retention_count", "2", "2.5"),
        ("doctest_optionflags", "ELLIPSIS NUMBER", "ELLIPSIS, NUMBER"),
        ("verbosity_assertions", "auto", "high"),
        ("timeout", "2.5", "60s"),
        ("asyncio_mode", "auto", '"auto"'),
        ("-n", "logical", "many"),
        ("--cov-fail-under", "90.5", "90%"),
    ],
)
def test_vocabulary(name: str, good: str, bad: str) -> None:
    vocabulary = {**BUILTIN, **PLUGINS, **OPTIONS}[name]
    assert accepts(vocabulary, good)
    assert not accepts(vocabulary, bad)


@pytest.mark.parametrize(
    ("folder", "globs", "expected"),
    [
        ("tests/build", ("dist", "build"), "build"),
        ("tests/built", ("build",), None),
        ("a/b/c", ("b/c",), "b/c"),
        ("a/xb/c", ("b/c",), None),
        (".github", (".*",), ".*"),
    ],
)
def test_folder_that_is_not_entered(folder: str, globs: tuple[str, ...], expected: str | None) -> None:
    assert matching(folder, globs) == expected


def test_what_a_build_leaves_is_no_folder_of_tests() -> None:
    tree = Tree(frozenset({"shop/__init__.py", "shop/dist/__init__.py", "build/lib/shop/__init__.py"}))
    assert is_artifact("build", tree)
    assert not is_artifact("shop/dist", tree)
    assert not is_artifact("tests/build", tree)
    assert is_data("tests/data/build")
    assert not is_data("tests/build")


def config_file(name: str, **options: object) -> ConfigFile:
    settings = tuple(Setting(key, value, HERE, HERE) for key, value in options.items())
    return ConfigFile(name, (Section("pytest", HERE, settings, is_read=True),), "ini", counts=True)


def test_hidden_are_options_that_differ() -> None:
    winner = config_file("pytest.ini", addopts="-ra -q", testpaths="tests")
    loser = config_file("pyproject.toml", addopts=["-ra", "-q"], testpaths=["tests", "docs"], xfail_strict=True)
    assert hidden(loser, winner) == ["testpaths", "xfail_strict"]
