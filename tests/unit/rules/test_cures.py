"""Values that change their file, their type, or their neighbours."""

from __future__ import annotations

import pytest

from doctor.model.config import Setting
from doctor.model.places import Place
from doctor.rules.cures import fitting, joined, literal, may_edit, of_toml, typed

HERE = Place("pytest.ini", 1, 1)


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        ("-ra -m 'not slow'", "args", ("-ra", "-m", "not slow")),
        ("slow: a, b\nfast", "linelist", ("slow: a, b", "fast")),
        (["-n", 4], "args", ("-n", "4")),
        ("Yes", "bool", True),
        ("perhaps", "bool", None),
        ("12", "int", 12),
        ("a dozen", "int", None),
        (["auto"], "string", "auto"),
        (["a", "b"], "string", None),
    ],
)
def test_value_gets_the_type_that_toml_wants(value: object, kind: str, expected: object) -> None:
    assert typed(value, kind) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('["-ra", "-q"]', ("-ra", "-q")),
        ('["slow: long",\n"fast"]', ("slow: long", "fast")),
        ('"auto"', "auto"),
        ("[pytest", "[pytest"),
        ("-m 'not slow'", "-m 'not slow'"),
        ("[print(1)]", "[print(1)]"),
    ],
)
def test_ini_value_is_read_as_toml_only_where_it_is_written_so(text: str, expected: object) -> None:
    assert of_toml(text) == expected


def test_value_fits_the_file_that_it_moves_to() -> None:
    text = Setting("addopts", "-ra\n-m 'not slow'", HERE, HERE)
    assert fitting(text, "args", "pytest.toml", native=True) == ("-ra", "-m", "not slow")
    assert fitting(text, "args", "tox.ini", native=False) == "-ra -m 'not slow'"
    switch = Setting("xfail_strict", True, HERE, HERE)
    assert fitting(switch, "bool", "tox.ini", native=False) is True


def test_joined_options_keep_their_values_and_let_those_that_are_there_win() -> None:
    assert joined("-n 2 -q", "-n 4 -q --strict-markers", "args") == ("-n", "4", "--strict-markers", "-n", "2", "-q")
    assert joined("ignore::UserWarning", "error\nignore::UserWarning", "linelist") == ("error", "ignore::UserWarning")
    assert joined("auto", "strict", "string") is None


def test_literal_keeps_backslashes_readable() -> None:
    assert literal(r"error:a\.b") == r"'error:a\.b'"
    assert literal("it's \\") == '"it\'s \\\\"'


@pytest.mark.parametrize("file", ["../pytest.ini", "/etc/pytest.ini", "<environment>", "<command line>"])
def test_nothing_outside_the_project_is_edited(file: str) -> None:
    assert may_edit(HERE)
    assert not may_edit(Place(file, 1, 1))
