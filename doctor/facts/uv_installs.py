"""Steps that call pytest with `uv run`, which installs the project's default groups unless it is told otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from doctor.model.calls import PytestCall
from doctor.model.installs import Installed
from doctor.model.places import Place

COMMANDS = re.compile(r"\buv[ \t]+(?P<verb>run|sync)\b(?P<words>[^\n&|;#]*)")
CALLED = re.compile(r"(?:^|[ \t])(?:python[\d.]*[ \t]+-m[ \t]+|coverage[ \t]+run[ \t]+-m[ \t]+)?pytest(?![\w-])")
OTHERS = re.compile(  # what else may bring pytest, or choose groups
    r"\b(?:pip|pipx|uvx|poetry|pdm|pipenv|hatch|tox|nox|conda|mamba|pixi|rye|invoke|just|task|make|apt-get|apk|dnf)\b"
    r"|\buv[ \t]+(?:pip|add|tool|export|venv)\b|\bUV_|\./\S|\bsh\s|--from=|\$|working-directory|\bcd[ \t]"
    r"|--(?:all-|with|directory|project|package|no-project|script|active|config-file|isolated|module)"
)
ADDED = re.compile(r"--(?P<only>only-)?(?P<kind>group|extra)[ =][\"']?(?P<name>[\w.-]+)")
NOT = re.compile(r"--no-group[ =][\"']?(?P<name>[\w.-]+)")


def of_uv(project: Path, text: str, file: str, kind: str, made: tuple[PytestCall, ...]) -> Installed | None:
    """What all calls of uv here install together. `groups` holds "without:dev" for each group, and "without:extra:test"
    for each extra, that none of them names."""
    bare = "\n".join("" if line.lstrip().startswith("#") else line for line in text.splitlines())
    found = list(COMMANDS.finditer(bare))
    run = next((hit for hit in found if hit["verb"] == "run" and CALLED.search(hit["words"])), None)
    if run is None or not made or OTHERS.search(bare):
        return None
    groups, extras, default = declared(project)
    there: set[str] = set()
    for hit in found:
        there |= installed(CALLED.split(hit["words"])[0], hit["verb"], default)
    left = {f"without:{name}" for name in groups if name not in there}
    left |= {f"without:extra:{name}" for name in extras if f"extra:{name}" not in there}
    line = bare.count("\n", 0, run.start()) + 1
    column = run.start() - bare.rfind("\n", 0, run.start())
    words = run[0].strip().strip("\"']")
    place = Place(file, line, column, line, column + len(words))
    return Installed(place, words, kind, frozenset(), frozenset({"dependencies", *left}), made) if left else None


def installed(words: str, verb: str, default: Iterable[str]) -> set[str]:
    """Groups by their names, extras as "extra:NAME"."""
    if "--no-sync" in words and verb == "run":
        return set()
    added = list(ADDED.finditer(words))
    named = {hit["name"] if hit["kind"] == "group" else f"extra:{hit['name']}" for hit in added}
    if "--only-dev" in words or any(hit["only"] for hit in added):
        return named | ({"dev"} if "--only-dev" in words else set())
    left = {hit["name"] for hit in NOT.finditer(words)} | ({"dev"} if "--no-dev" in words else set())
    return (named | (set() if "--no-default-groups" in words else set(default))) - left


def declared(project: Path) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The groups and extras of pyproject.toml, and the groups that are installed by default."""
    from doctor.facts.declared_toml import open_toml

    toml = open_toml(project / "pyproject.toml", "pyproject.toml")
    if toml is None:
        return (), (), ()
    tables = [toml.table(path) for path in (("dependency-groups",), ("project", "optional-dependencies"))]
    groups, extras = (tuple(table) if isinstance(table, dict) else () for table in tables)
    groups = (*groups, *(["dev"] if toml.table(("tool", "uv", "dev-dependencies")) else []))
    default = toml.table(("tool", "uv", "default-groups"))
    if isinstance(default, list):
        return groups, extras, tuple(str(name) for name in default)
    return groups, extras, groups if default == "all" else ("dev",)
