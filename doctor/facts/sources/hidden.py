"""Folders that `norecursedirs` keeps pytest out of: what lies there is no part of the run."""

from __future__ import annotations

from doctor.facts.sources.patterns import DEFAULTS, matches_path
from doctor.model.config import PytestConfig

BUILT = ("/build/lib", "/build/bdist")  # what setuptools copies there


def norecursedirs(config: PytestConfig) -> tuple[str, ...]:
    """The patterns in force, before plugins are known."""
    override = next((each for each in reversed(config.overrides) if each.name == "norecursedirs"), None)
    if override:
        return tuple(override.value.split())
    setting = config.setting("norecursedirs")
    return tuple(word.text for word in setting.items) if setting else DEFAULTS["norecursedirs"]


def is_hidden(path: str, config: PytestConfig, patterns: tuple[str, ...]) -> bool:
    """Does the file lie in a folder that collection would not enter, and that the call does not name either?"""
    folder = path.rpartition("/")[0]
    while folder and folder != "..":
        if any(matches_path(pattern, f"/{folder}") for pattern in patterns):
            return not any(start == folder or start.startswith(f"{folder}/") for start in config.starts)
        folder = folder.rpartition("/")[0]
    return False


def is_built_copy(path: str) -> bool:
    """Is it a copy that a build of the package has left, beside its source?"""
    return any(folder in f"/{path}" for folder in BUILT)
