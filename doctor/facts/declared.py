"""What the project declares of itself: dependencies of every kind, with the line that names each."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from doctor.facts import cache
from doctor.facts.pythons import exists, is_folder
from doctor.facts.repository import upwards
from doctor.model.environment import Declared, Requirement
from doctor.model.invocation import Invocation

MANIFESTS = ("pyproject.toml", "setup.cfg", "setup.py", "tox.ini", "Pipfile")
FOLDERS = ("", "requirements", "reqs", "tests", "test")
ONLY_REQUIREMENTS = ("requirements", "reqs")  # folders in which every .txt is a requirements file
Reader = Callable[[Path, str], Declared]


def declared(invocation: Invocation) -> Declared:
    """The declarations of the nearest folder, at or above the project within its repository, that has some."""
    project = Path(invocation.project)
    folder = next((folder for folder in upwards(project) if any(manifests(folder))), project)
    files = list(manifests(folder))
    shown = os.path.relpath(folder, project).replace(os.sep, "/")
    prefix = "" if shown == "." else f"{shown}/"
    if not invocation.use_cache:
        return _read(folder, files, prefix)
    store, key = cache.of("declared"), f"{prefix}:{folder}"
    tag = store.tag(key) or ()
    watched = [name for name, *_ in tag]
    if (
        watched[: len(files)] == files
        and tag == stamp(folder, watched)
        and isinstance(known := store.get(key), Declared)
    ):
        return known
    found = _read(folder, files, prefix)
    store.put(key, found, stamp(folder, [*files, *_included(found, prefix, files)]))
    return found


def manifests(folder: Path) -> Iterator[str]:
    """Manifests and requirements files of a folder, relative to it."""
    yield from (name for name in MANIFESTS if exists(folder / name))
    for inner in FOLDERS:
        try:
            names = sorted(entry.name for entry in (folder / inner).iterdir()) if is_folder(folder / inner) else []
        except OSError:
            continue
        for name in names:
            if name.endswith((".txt", ".in")) and (
                "requirements" in name or "reqs" in name or inner in ONLY_REQUIREMENTS
            ):
                yield f"{inner}/{name}" if inner else name


def stamp(folder: Path, files: list[str]) -> tuple[tuple[str, int, int], ...]:
    """Change time and size of files in a folder."""
    return tuple((name, *_times(folder / name)) for name in files)


def _times(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return 0, 0
    return status.st_mtime_ns, status.st_size


def _included(found: Declared, prefix: str, files: list[str]) -> list[str]:
    """Files beyond ours that those include."""
    names = {requirement.file.removeprefix(prefix) for requirement in found.requirements}
    return sorted(names - set(files))


def _read(folder: Path, files: list[str], prefix: str) -> Declared:
    parts = [_reader(name)(folder / name, prefix + name) for name in files]
    return Declared(
        name=next((part.name for part in parts if part.name), None),
        requires_python=next((part.requires_python for part in parts if part.requires_python), None),
        requirements=_unique(requirement for part in parts for requirement in part.requirements),
    )


def _unique(requirements: Iterator[Requirement]) -> tuple[Requirement, ...]:
    return tuple(dict.fromkeys(requirements))


def _reader(name: str) -> Reader:
    from doctor.facts import declared_ini, declared_toml, requirement_lines

    readers: dict[str, Reader] = {
        "pyproject.toml": declared_toml.read_pyproject,
        "Pipfile": declared_toml.read_pipfile,
        "setup.cfg": declared_ini.read_setup_cfg,
        "tox.ini": declared_ini.read_tox,
        "setup.py": declared_ini.read_setup_py,
    }

    def requirements(file: Path, shown: str) -> Declared:
        return Declared(requirements=tuple(requirement_lines.read_requirements(file, shown)))

    return readers.get(name, requirements)
