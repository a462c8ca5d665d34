"""pytest's own source, read by the reader, compared with what the pytest that runs these tests says of itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from doctor.knowledge.store import PYTEST_VERSIONS, load_builtins, unpack
from doctor.model.plugins import Provided
from tools.knowledge.pytests import read_pytest

ROOT = Path(__file__).parents[3]
INTROSPECT = ROOT / "tools" / "knowledge" / "introspect.py"
NOT_LOADED = ("terminalprogress",)  # by what kind of terminal it is


@pytest.fixture(scope="module")
def real() -> dict[str, Any]:
    """What pytest has registered when nothing but itself and pytester is loaded."""
    environment = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    command = [sys.executable, str(INTROSPECT), "-p", "pytester"]
    run = subprocess.run(command, env=environment, cwd="/", capture_output=True, text=True, check=True)
    return dict(json.loads(run.stdout.splitlines()[-1]))


@pytest.fixture(scope="module")
def read() -> dict[str, Any]:
    return read_pytest(Path(pytest.__file__).parents[1], pytest.__version__)


@pytest.fixture(scope="module")
def provided(read: dict[str, Any]) -> list[Provided]:
    return [unpack(row) for row in read["plugins"] if row["name"] not in NOT_LOADED]


def test_options(provided: list[Provided], real: dict[str, Any]) -> None:
    options = [option for part in provided for option in part.options]
    assert {name for option in options for name in option.names} == set(real["options"])
    assert {name for option in options if not option.takes_value for name in option.names} == set(real["flags"])


def test_configuration_keys_with_types_and_defaults(provided: list[Provided], real: dict[str, Any]) -> None:
    keys = {key.name: key for part in provided for key in part.ini}
    assert {name: key.type for name, key in keys.items()} == {name: key["type"] for name, key in real["ini"].items()}
    assert {alias: key.name for key in keys.values() for alias in key.aliases} == real["aliases"]
    defaults = {name: json.loads(json.dumps(key.default)) for name, key in keys.items()}
    expected = {name: key["default"] for name, key in real["ini"].items()}
    assert defaults.pop("markers") == []  # plugins have added theirs by then
    assert defaults == {name: value for name, value in expected.items() if name != "markers"}


def test_markers_and_fixtures(provided: list[Provided], real: dict[str, Any]) -> None:
    assert {marker.name for part in provided for marker in part.markers} == set(real["markers"])
    fixtures = {fixture.name: fixture.scope for part in provided for fixture in part.fixtures}
    assert fixtures.pop("request") == "function"  # made by pytest for each test, not defined
    assert fixtures == {name: fixture["scope"] for name, fixture in real["fixtures"].items()}


def test_hooks(read: dict[str, Any], real: dict[str, Any]) -> None:
    assert {name: list(params) for name, params, _ in read["hooks"]} == real["hooks"]


@pytest.mark.parametrize("minor", PYTEST_VERSIONS)
def test_shipped_knowledge(minor: str) -> None:
    builtins = load_builtins(f"{minor}.0")
    assert builtins.version.startswith(f"{minor}.")
    assert {plugin.name for plugin in builtins.plugins if plugin.essential} >= {"mark", "main", "runner", "fixtures"}
    logging, pytester = builtins.named("logging"), builtins.named("pytester")
    assert logging
    assert pytester
    assert (logging.default, pytester.default) == (True, False)
    assert logging.provided.fixture("caplog")
    assert builtins.hook("pytest_configure")


def test_shipped_knowledge_is_what_the_reader_says(read: dict[str, Any]) -> None:
    if load_builtins(pytest.__version__).version != pytest.__version__:
        pytest.skip(f"the shipped knowledge was read from another patch release than {pytest.__version__}")
    shipped = load_builtins(pytest.__version__)
    assert {plugin.name: plugin.provided for plugin in shipped.plugins} == {
        row["name"]: unpack(json.loads(json.dumps(row))) for row in read["plugins"]
    }
