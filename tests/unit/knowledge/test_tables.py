"""conflicts.toml and changes.toml: their vocabulary, and that the compiled copies are theirs."""

from __future__ import annotations

import pytest

from doctor.knowledge.store import PYTEST_VERSIONS, load_builtins, load_changes, load_conflicts
from doctor.model.compatibility import Change, Conflict, satisfies
from doctor.resources import knowledge
from tools.knowledge.tables import compiled

CONFLICTS, CHANGES = load_conflicts(), load_changes()


@pytest.mark.parametrize("name", ["conflicts", "changes"])
def test_compiled_tables_are_current(name: str) -> None:
    assert knowledge(f"{name}.json").read_text("utf-8") == compiled(name), "run tools/build_knowledge --only tables"


@pytest.mark.parametrize("conflict", CONFLICTS, ids=lambda each: "+".join(each.plugins) + f"-{each.kind}")
def test_conflicts_speak_the_vocabulary(conflict: Conflict) -> None:
    assert conflict.kind in ("fatal", "silent")
    assert conflict.relation in ("pair", "broken", "needs")
    assert len(conflict.plugins) == (2 if conflict.relation == "pair" else 1)
    assert bool(conflict.requires) == (conflict.relation == "needs")
    needed = {"option": conflict.options, "ini": conflict.ini, "mark": conflict.marks, "fixture": conflict.fixtures}
    assert conflict.when in {*needed, "always", "use"}
    assert needed.get(conflict.when, True)
    assert all(name == name.lower() and "_" not in name for name in conflict.plugins)
    assert conflict.url.startswith("https://")
    assert not conflict.what[0].isupper()
    assert not conflict.cure[0].isupper()


@pytest.mark.parametrize("change", CHANGES, ids=lambda each: f"{each.distribution}-{each.within}-{each.name}")
def test_changes_speak_the_vocabulary(change: Change) -> None:
    kinds = {"fixture", "ini", "ini-value", "option", "marker", "hook", "hook-argument"}
    assert change.kind in kinds | {"module", "attribute", "argument", "behaviour"}
    assert change.change in ("removed", "renamed", "moved", "refused")
    assert bool(change.within) or change.kind not in ("ini-value", "hook-argument", "argument")
    assert change.version or change.deprecated or change.new
    assert change.url.startswith("https://")


@pytest.mark.parametrize("version", PYTEST_VERSIONS)
def test_changes_of_pytest_agree_with_its_source(version: str) -> None:
    """What a version is said to lack is not in what was read from it, and what it still has is."""
    builtins = load_builtins(version)
    keys = [key for plugin in builtins.plugins for key in plugin.provided.ini]
    there = {
        "hook": {hook.name for hook in builtins.hooks},
        "fixture": {fixture.name for plugin in builtins.plugins for fixture in plugin.provided.fixtures},
        "option": {name for plugin in builtins.plugins for each in plugin.provided.options for name in each.names},
        "ini": {name for key in keys for name in (key.name, *key.aliases)},
        "hook-argument": {(hook.name, param) for hook in builtins.hooks for param in hook.params},
    }
    for change in CHANGES:
        if change.distribution != "pytest" or change.kind not in there:
            continue
        name = (change.within, change.name) if change.kind == "hook-argument" else change.name
        assert (name in there[change.kind]) is not change.removed_in(f"{version}.0"), change
        if change.kind == "hook-argument" and not change.removed_in(f"{version}.0"):
            hook = builtins.hook(change.within)
            assert hook
            assert change.new in hook.params
            assert (change.name in hook.deprecated) is change.warned_in(f"{version}.0")


def test_a_conflict_holds_by_versions() -> None:
    [black] = [each for each in CONFLICTS if each.plugins == ("pytest-black",)]
    assert black.holds({"pytest": "9.2.0", "pytest-black": "0.6.0"})
    assert not black.holds({"pytest": "8.4.2", "pytest-black": "0.6.0"})
    assert not black.holds({"pytest": "9.2.0"})


def test_an_undeclared_dependency_holds_while_it_is_missing() -> None:
    [tornado] = [each for each in CONFLICTS if each.plugins == ("pytest-tornado",)]
    assert tornado.holds({"pytest-tornado": "0.8.1"})
    assert tornado.holds({"pytest-tornado": "0.8.1", "setuptools": "82.0"})
    assert not tornado.holds({"pytest-tornado": "0.8.1", "setuptools": "80.9"})


@pytest.mark.parametrize(
    ("version", "specifier", "expected"),
    [
        ("9.0", ">=9", True),
        ("8.4.2", ">=8.4,<9", True),
        ("9.0.0", "<9", False),
        ("10.1", ">9.2", True),
        ("1.0", "==1.0.0", True),
        ("1.0.1", "!=1.0", True),
        ("1.0rc1", ">=1.0", True),
        ("2!1.0", "<1.1", True),
        ("", ">=1", False),
        ("garbage", "", True),
    ],
)
def test_versions_meet_specifiers(version: str, specifier: str, expected: bool) -> None:
    assert satisfies(version, specifier) is expected
