"""The shipped data: its form, its size, and what it says of some plugins."""

from __future__ import annotations

import json

import pytest

from doctor.knowledge import store
from doctor.knowledge.extract import extract_module
from doctor.knowledge.modules import read_module
from doctor.model.plugins import IniKey, Knowledge, KnownPlugin, Provided
from doctor.resources import knowledge
from tools.knowledge.distributions import pins, read_guard

PLUGIN = b"""
import pytest
def pytest_addoption(parser):
    parser.addoption("--flag", action="store_true")
    parser.addoption("--value", choices=["a"], nargs="?")
    parser.addini("plain", "")
    parser.addini("listed", "", "args", ["x"], aliases=["old"])
    parser.addini("none", "", "bool", None)
    parser.addini("computed", "", default=f())
def pytest_configure(config): config.addinivalue_line("markers", "m: x")
@pytest.fixture(scope="session", autouse=True)
async def wide(request): pass
@pytest.fixture(scope=f())
def computed_scope(): pass
pytest_plugins = ["more", f()]
"""


def test_packing_loses_nothing_but_places() -> None:
    provided = extract_module(read_module(PLUGIN, "plugin"))
    assert provided.plugins == ("more",)
    assert store.unpack(json.loads(json.dumps(store.pack(provided)))) == provided
    assert store.unpack({}) == Provided()


@pytest.mark.parametrize("default", [None, (), "", 0, False, "x", ("a",)])
def test_packing_keeps_defaults(default: object) -> None:
    for key in (IniKey("a", "args", default, True), IniKey("a", "string", default, True, ("b",)), IniKey("a")):
        [kept] = store.unpack(json.loads(json.dumps(store.pack(Provided(ini=(key,)))))).ini
        assert (kept, type(kept.default)) == (key, type(key.default))


@pytest.mark.parametrize(
    ("version", "minor"),
    [("9.2.0", "9.2"), ("8.3.5", "8.3"), ("9.7.1", "9.2"), ("8.4.0.dev1", "8.4"), ("6.2.5", "7.4"), ("", "9.2")],
)
def test_versions_without_knowledge_get_the_nearest(version: str, minor: str) -> None:
    assert store.minor_of(version) == minor


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return Knowledge(store.load_plugins, store.load_conflicts, store.load_changes)


def find(known: Knowledge, name: str) -> KnownPlugin:
    found = known.of_distribution(name)
    assert found
    return found


def test_every_pinned_distribution_is_known(known: Knowledge) -> None:
    guard = f"pytest-guard=={read_guard()['version']}"
    assert sorted(f"{each.distribution}=={each.version}" for each in known.plugins) == sorted([*pins(), guard])


def test_whose_is_it(known: Knowledge) -> None:
    def names(found: tuple[KnownPlugin, ...]) -> set[str]:
        return {each.distribution for each in found}

    assert names(known.with_option("--cov")) == {"pytest-cov"}
    assert names(known.with_option("-n")) == {"pytest-xdist"}
    assert names(known.with_option("--reruns")) == {"pytest-rerunfailures"}
    assert names(known.with_ini_key("asyncio_mode")) == {"pytest-asyncio"}
    assert names(known.with_ini_key("DJANGO_SETTINGS_MODULE")) == {"pytest-django"}
    assert {"pytest-asyncio"} <= names(known.with_marker("asyncio"))
    assert names(known.with_fixture("mocker")) == {"pytest-mock"}
    assert names(known.with_hook("pytest_xdist_setupnodes")) == {"pytest-xdist"}


def test_entry_points_have_parts_of_their_own(known: Knowledge) -> None:
    xdist = find(known, "pytest-xdist")
    assert [point.name for point, _ in xdist.parts] == ["xdist", "xdist.looponfail"]
    loop = {point.name: provided for point, provided in xdist.parts}["xdist.looponfail"]
    assert loop.option("-f")
    assert not loop.option("-n")
    assert xdist.provided.option("-n")


def test_files_are_small_and_name_no_registry() -> None:
    for name in (
        "plugins.json",
        "conflicts.json",
        "changes.json",
        *[f"pytest-{v}.json" for v in store.PYTEST_VERSIONS],
    ):
        text = knowledge(name).read_text("utf-8")
        assert len(text) < 250_000
        assert "pypi" not in text.replace("pypi-", "")
