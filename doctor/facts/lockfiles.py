"""Lock files: what would be installed, where no environment is there. Else declared dependencies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from doctor.facts import cache
from doctor.facts.declared import stamp
from doctor.facts.metadata import read_text
from doctor.facts.pythons import exists
from doctor.facts.repository import upwards
from doctor.model.environment import Distribution, Distributions, Requirement, normalized
from doctor.model.invocation import Invocation

LOCKS = ("uv.lock", "pylock.toml", "poetry.lock", "pdm.lock", "Pipfile.lock")
PINNED = (
    "requirements.txt",
    "requirements-dev.txt",
    "dev-requirements.txt",
    "requirements-test.txt",
    "requirements.lock",
)
_LIMIT = 64 * 1024 * 1024


def lock_file(project: Path) -> Path | None:
    """The lock file of the nearest folder, at or above the project within its repository, that has one."""
    for folder in upwards(project):
        for name in LOCKS:
            if exists(folder / name):
                return folder / name
        for name in PINNED:
            if exists(folder / name) and _is_pinned(folder / name):
                return folder / name
    return None


def locked(invocation: Invocation) -> Distributions:
    """What the lock file pins, else what the project declares. Plugins of these have no entry points here: the shipped
    knowledge has them. Only a lock file is `complete`."""
    file = lock_file(Path(invocation.project))
    if file is None:
        return _declared(invocation)
    if not invocation.use_cache:
        return _read(file)
    store, key, tag = cache.of("locks"), str(file), stamp(file.parent, [file.name])
    if store.tag(key) == tag and isinstance(known := store.get(key), Distributions):
        return known
    found = _read(file)
    store.put(key, found, tag)
    return found


def _read(file: Path) -> Distributions:
    reader = _toml_packages if file.name in LOCKS[:4] else _pipfile_packages if file.name in LOCKS else _pins
    items = {distribution.key: distribution for distribution in _survive(reader, file)}
    return Distributions(items, complete=bool(items), source=file.name)


def _survive(reader: Callable[[Path], Iterator[Distribution]], file: Path) -> list[Distribution]:
    """Nothing of a lock file whose shape is not what its tool writes."""
    try:
        return list(reader(file))
    except (ValueError, TypeError, AttributeError, RecursionError):
        return []


def _toml_packages(file: Path) -> Iterator[Distribution]:
    """[[package]] of uv.lock, poetry.lock and pdm.lock, [[packages]] of pylock.toml (PEP 751)."""
    from doctor.facts.declared_toml import open_toml

    toml = open_toml(file, file.name)
    data: dict[str, Any] = toml.data if toml else {}
    for package in (*data.get("package", ()), *data.get("packages", ())):
        if isinstance(package, dict) and isinstance(name := package.get("name"), str):
            source = package.get("source")
            editable = isinstance(source, dict) and not {"editable", "virtual"}.isdisjoint(source)
            yield _locked(name, package.get("version"), tuple(_names(package.get("dependencies"))), editable)


def _names(dependencies: object) -> Iterator[str]:
    """Names of dependencies: uv and pylock.toml list tables, poetry maps names, pdm lists requirement lines."""
    for dependency in dependencies if isinstance(dependencies, (list, dict)) else ():
        name = dependency.get("name") if isinstance(dependency, dict) else dependency
        if isinstance(name, str):
            yield name


def _pipfile_packages(file: Path) -> Iterator[Distribution]:
    import json  # the warm path asks this module for names alone

    data = json.loads(read_text(file, _LIMIT))
    for group in ("default", "develop"):
        for name, package in data.get(group, {}).items():
            version = package.get("version") if isinstance(package, dict) else None
            yield _locked(name, version.lstrip("=") if isinstance(version, str) else None)


def _pins(file: Path) -> Iterator[Distribution]:
    from doctor.facts.requirement_lines import read_requirements

    for requirement in read_requirements(file, file.name):
        yield _locked(requirement.name, pin(requirement))


def _locked(name: str, version: object, requires: tuple[str, ...] = (), editable: bool = False) -> Distribution:
    text = version if isinstance(version, str) else ""
    return Distribution(name, normalized(name), text, requires=requires, editable=editable)


def pin(requirement: Requirement) -> str:
    """The version that `==` (or `===`) pins, "" for any other specifier."""
    version = requirement.specifier.lstrip("=")
    is_pin = requirement.specifier.startswith("==") and not set(version) & set(",*<>!~")
    return version if is_pin else ""


def _is_pinned(file: Path) -> bool:
    """A requirements file that a tool compiled: all there is, each with its version."""
    text = read_text(file, 2 * 1024 * 1024)
    return "autogenerated by pip-compile" in text or "autogenerated by uv" in text or "--hash=sha256:" in text


def _declared(invocation: Invocation) -> Distributions:
    from doctor.facts.declared import declared

    items: dict[str, Distribution] = {}
    for requirement in declared(invocation).requirements:
        if requirement.key not in items or (pin(requirement) and not items[requirement.key].version):
            items[requirement.key] = _locked(requirement.name, pin(requirement))
    return Distributions(items, complete=False, source="declared dependencies")
