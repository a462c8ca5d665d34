"""The published schemas: printed, and held to what the commands print and to what the settings take."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from doctor.errors import UsageError
from doctor.resources import schemas
from doctor.settings import settings
from tests.command import doctor, plant

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

RIGHT = """
select = ["config", "unknown-marker"]
fail-on = "error"
pedantic = true
baseline = "known.json"
profile = "ci"
[ignore]
xfail-not-strict = "old tests"
[per-file-ignores]
"tests/old/**" = ["markers"]
[severity]
unknown-marker = "error"
[allow]
unknown-marker = ["gpu*"]
[profiles.mine]
extends = "ci"
"""
WRONG = [
    "selekt = []",
    "select = 1",
    'fail-on = "maybe"',
    "[severity]\nconfig = 3",
    '[allow]\nconfig = "x"',
    "pedantic = 0",
]


def schema(name: str) -> Any:
    return json.loads(schemas()[name].read_text(encoding="utf-8"))


def check(document: Any, name: str) -> None:
    jsonschema.validate(document, schema(name), cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize("name", ["report", "settings", "env", "config", "plugins"])
def test_it_is_printed_and_valid(name: str, tmp_path: Path) -> None:
    printed = doctor("schema", name, cwd=tmp_path)
    assert printed.json == schema(name)
    jsonschema.Draft202012Validator.check_schema(printed.json)


def test_another_name_is_told(tmp_path: Path) -> None:
    done = doctor("schema", "nothing", cwd=tmp_path)
    assert (done.code, "report" in done.err) == (2, True)


@pytest.mark.parametrize("words", [("env",), ("config",), ("plugins", "--all")], ids=lambda words: words[0])
def test_commands_print_what_their_schema_says(words: tuple[str, ...], tmp_path: Path) -> None:
    plant(tmp_path, {"pytest.ini": "[pytest]\naddopts = -ra\n", "conftest.py": ""})
    check(doctor(*words, "--format", "json", cwd=tmp_path).json, words[0])


def test_settings_that_the_schema_takes_are_taken(tmp_path: Path) -> None:
    check(tomllib.loads(RIGHT), "settings")
    plant(tmp_path, {"pytest-doctor.toml": RIGHT})
    assert settings(tmp_path).profile == "ci"


@pytest.mark.parametrize("text", WRONG)
def test_settings_that_the_schema_refuses_are_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(jsonschema.ValidationError):
        check(tomllib.loads(text), "settings")
    plant(tmp_path, {"pytest-doctor.toml": text})
    with pytest.raises(UsageError):
        settings(tmp_path)
