"""What a report rests on: the files whose change makes another one of it, and what is read but not watched."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from doctor import resources
from doctor.facts.declared import manifests
from doctor.facts.distributions import python_path
from doctor.facts.enforced import CONFIGURATIONS, HOOKS
from doctor.facts.graph import Facts
from doctor.facts.lockfiles import LOCKS, PINNED
from doctor.facts.repository import upwards
from doctor.facts.steps import of_ci, steps

Stamp = tuple[str, int, int, int]

ABOVE = (
    *("pytest.toml", ".pytest.toml", "pytest.ini", ".pytest.ini", "pyproject.toml", "tox.ini", "setup.cfg"),
    *("setup.py", "conftest.py", "__init__.py"),
)
WITHIN_REPOSITORY = (".git", "pytest-doctor.toml", *HOOKS, *CONFIGURATIONS, *LOCKS, *PINNED)
CACHES = "cache"  # the walk's word for folders like .pytest_cache, whose coming and going means nothing


def stamps(facts: Facts) -> list[Stamp]:
    """Each watched file with its size and times; folders by their names alone."""
    tree = facts.get("tree")
    folders = (*sorted(tree.folders), *sorted(path for path, why in tree.pruned.items() if why != CACHES))
    return [*map(stamp, files(facts)), *((path, -1, -1, -1) for path in folders)]


def files(facts: Facts) -> Iterator[str]:
    """Those of the project, those above it that pytest or we would look at, the folders of what is installed, and our
    own tables. Absolute paths."""
    call = facts.get("invocation")
    for path in sorted(facts.get("tree").files):
        if ".coverage" not in path or not is_left_behind(path):
            yield f"{call.project}/{path}"
    yield from (f"{call.project}/{path}" for _, path in steps(call.project))
    for folder in Path(call.project).parents:
        yield from (f"{folder}/{name}" for name in ABOVE)
    for folder in list(upwards(Path(call.project)))[1:]:
        yield from (f"{folder}/{name}" for name in (*WITHIN_REPOSITORY, *manifests(folder), *of_ci(str(folder))))
    yield from facts.get("interpreter").paths
    yield from own(resources.profiles())
    yield from own(resources.knowledge(""))


def own(folder: Path) -> Iterator[str]:
    """Our tables in a folder."""
    yield from sorted(entry.path for entry in os.scandir(folder) if entry.name.endswith((".json", ".toml")))


def is_left_behind(path: str) -> bool:
    """Does a run of tests write this file anew each time?"""
    name = path.rpartition("/")[2]
    return name == ".coverage" or name.startswith(".coverage.")


def stamp(path: str) -> Stamp:
    """Path, size, time of the last write and of the last change to anything, which nobody can set back; zeros for what
    is not there."""
    try:
        found = os.stat(path)  # noqa: PTH116  ten times a Path's price
    except (OSError, ValueError):
        return path, 0, 0, 0
    return path, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def unwatched(facts: Facts) -> Iterator[str]:
    """What the report rests on beside the watched files: with any of it, a report is not kept."""
    yield from outside(facts)
    config, project, enforced = facts.get("config"), facts.get("invocation").project, facts.get("enforced")
    yield from (config.rootdir,) if config.rootdir != "." else ()
    yield from enforced.documents if enforced.place and enforced.place.file.startswith("..") else ()
    read = {*(each.file for each in (*config.files, *facts.get("declared").requirements)), *facts.get("sources").files}
    above, watched = (path for path in read if path.startswith("..")), set(files(facts))
    yield from (path for path in above if os.path.normpath(f"{project}/{path}") not in watched)


def outside(facts: Facts) -> Iterator[str]:
    """Folders beside the project from which code is imported: editable installs, lines of .pth files, `pythonpath`,
    PYTHONPATH, and the folder above a package that the project is part of."""
    call, distributions, roots = facts.get("invocation"), facts.get("distributions"), facts.get("modules").paths
    imported = (*python_path(call), *roots.configured, *roots.before(""), *roots.others)
    for path in (*distributions.paths, *distributions.editable.values(), *imported):
        if not Path(os.path.normpath(path)).is_relative_to(call.project):
            yield path


def machine(facts: Facts) -> list[Any]:
    """The facts of the machine that rules ask for."""
    return [facts.get(name) for name in ("container", "network", "ci")]
