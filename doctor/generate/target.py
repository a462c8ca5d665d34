"""Which file a profile goes into, so that pytest reads it and nothing that it read before is lost."""

from __future__ import annotations

import os
from pathlib import Path

from doctor.errors import UsageError
from doctor.facts.discovery import Discovery
from doctor.facts.graph import Facts
from doctor.model.config import ConfigFile, PytestConfig
from doctor.model.generated import Target
from doctor.model.profiles import Profile

TARGETS = {
    "pytest.ini": ("pytest.ini", "pytest", "ini", False),
    ".pytest.ini": (".pytest.ini", "pytest", "ini", False),
    "pytest.toml": ("pytest.toml", "pytest", "toml", True),
    ".pytest.toml": (".pytest.toml", "pytest", "toml", True),
    "tool.pytest": ("pyproject.toml", "tool.pytest", "toml", True),
    "tool.pytest.ini_options": ("pyproject.toml", "tool.pytest.ini_options", "toml", False),
    "tox.ini": ("tox.ini", "pytest", "ini", False),
    "setup.cfg": ("setup.cfg", "tool:pytest", "ini", False),
}
TYPED_SINCE = (9, 0)


def target_of(facts: Facts, profile: Profile, wanted: str = "", output: str = "") -> Target:
    """`wanted` names a configuration place of pytest's, `output` a file for `-c`; else the profile says.

    UsageError, with the cure, for a place that pytest cannot read, and for one that hides another or is hidden.
    """
    config: PytestConfig = facts.get("config")
    if wanted and output:
        raise UsageError("--target and --output exclude each other: both say where the configuration goes")
    if wanted and profile.apart:
        raise UsageError(
            f"profile {profile.name} keeps tests from running, so it goes into a file that `pytest -c` names: "
            f"leave --target out, and it is {profile.file}"
        )
    if wanted:
        return settled(facts, config, place(wanted))
    named = output or profile.file
    if profile.name == "default" and not output:
        return settled(facts, config, place(present(config) or "pytest.ini"))
    if base(named) in {file for file, *_ in TARGETS.values()}:
        raise UsageError(f"{named} is a place that pytest finds by itself: name it with --target")
    return custom(named, config)


def place(wanted: str) -> Target:
    if wanted == "pyproject.toml":
        wanted = "tool.pytest.ini_options"
    if wanted not in TARGETS:
        raise UsageError(f"there is no target {wanted!r}; there are {', '.join(TARGETS)}")
    file, section, style, typed = TARGETS[wanted]
    return Target(file, section, style, typed, named=False)


def present(config: PytestConfig) -> str:
    """The target that the project's configuration is written in, "" if it has none."""
    found = config.configfile
    if found is None or not found.counts or config.error:
        found = next((file for file in config.files if "/" not in file.file and (file.section or file.counts)), None)
    if found is None:
        return ""
    if found.section is None:
        return found.file if found.file in TARGETS else ""
    for name, (file, section, *_) in TARGETS.items():
        if (file, section) == (found.file, found.section.name):
            return name
    return ""


def settled(facts: Facts, config: PytestConfig, target: Target) -> Target:
    """The target, if pytest will read it in this project."""
    if (target.typed or target.file in ("pytest.toml", ".pytest.toml")) and config.version < TYPED_SINCE:
        raise UsageError(
            f"pytest {config.pytest_version} does not read [{target.section}] of {target.file} (9.0 does): "
            "use --target tool.pytest.ini_options, or upgrade pytest"
        )
    project = facts.get("invocation").project
    others = [file for file in neighbours(facts, project) if settings_of(file, target)]
    outside = config.configfile
    if outside and outside.counts and "/" in outside.file and not others:
        raise UsageError(
            f"the project's configuration is {outside.file}, which a new {target.file} would hide: "
            f"call generate in {os.path.normpath(Path(project, outside.file).parent)}"
        )
    if others:
        raise UsageError(hiding(others[0], target))
    return target


def neighbours(facts: Facts, project: str) -> tuple[ConfigFile, ...]:
    """The configuration files that lie in the project's own folder."""
    discovery = Discovery(project, facts.get("config").version, facts.get("invocation").variables)
    return discovery.files_in(project)


def settings_of(file: ConfigFile, target: Target) -> bool:
    """Does the file say something to pytest in another place than the target's?"""
    sections = [section for section in file.sections if section.is_read]
    if file.file == target.file:
        return any(section.name != target.section and section.settings for section in sections)
    return any(section.settings for section in sections) or (file.counts and not sections and "pytest" in file.file)


def hiding(other: ConfigFile, target: Target) -> str:
    section = other.section
    where = f"[{section.name}] of {other.file}" if section else other.file
    here = f"[{target.section}] of {target.file}"
    name = next(
        (
            name
            for name, (file, table, *_) in TARGETS.items()
            if section and (file, table) == (other.file, section.name)
        ),
        "",
    )
    cure = f"use --target {name}, or " if name else ""
    return f"pytest reads one place only, and the project has settings in {where}: {cure}move them to {here} first"


def custom(file: str, config: PytestConfig) -> Target:
    """A file of another name, read with `-c`."""
    if base(file) != file or file in (".", "..") or Path(file).is_absolute():
        raise UsageError(f"{file} must lie in the project's own folder, where pytest makes it the rootdir")
    if file.endswith(".ini"):
        return Target(file, "pytest", "ini", False, named=True)
    if file.endswith(".cfg"):
        return Target(file, "tool:pytest", "ini", False, named=True)
    if not file.endswith(".toml"):
        raise UsageError(f"{file} must end in .ini, .toml or .cfg: pytest reads no others")
    if config.version >= (9, 2):
        return Target(file, "pytest", "toml", True, named=True)
    return Target(
        file,
        *(
            ("tool.pytest", "toml", True)
            if config.version >= TYPED_SINCE
            else ("tool.pytest.ini_options", "toml", False)
        ),
        named=True,
    )


def base(file: str) -> str:
    return file.replace("\\", "/").rpartition("/")[2]
