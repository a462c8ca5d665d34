"""The folders of a project that are projects of their own: those that hold a configuration that pytest would read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from doctor.facts.config_files import names
from doctor.facts.discovery import Discovery
from doctor.model.environment import Tree
from doctor.model.invocation import Invocation


def rootdirs(invocation: Invocation, tree: Tree, pytest_version: str) -> tuple[str, ...]:
    """At or below the project ("" is itself), relative to it, the outer ones before those within them.

    Version control, caches, environments and installed packages are left out, as the walk of the tree has it.
    """
    version = tuple(int(part) for part in pytest_version.split("."))
    discovery, wanted = Discovery(invocation.project, version, invocation.variables), frozenset(names(version))
    found = [folder for folder, there in tree.folders.items() if _counts(discovery, folder, wanted, there)]
    found.sort(key=lambda folder: folder.split("/") if folder else [])
    real = {os.path.realpath(f"{invocation.project}/{folder}"): folder for folder in reversed(found)}
    return tuple(folder for folder in found if folder in set(real.values()))  # without links to one of them


def _counts(discovery: Discovery, folder: str, wanted: frozenset[str], there: Iterable[str]) -> bool:
    """Would pytest end its search for a configuration in this folder? It does so as well at a file that it refuses."""
    paths = (f"{discovery.project}/{folder}/{name}" if folder else f"{discovery.project}/{name}" for name in there)
    files = (discovery.file(path) for path in paths if path.rpartition("/")[2] in wanted)
    return any(file is not None and (file.counts or file.error) for file in files)


def within(folder: str, rootdirs: Iterable[str]) -> Iterator[str]:
    """The projects that lie within one, relative to it, without those that lie in another of them."""
    prefix = f"{folder}/" if folder else ""
    last = "/"
    for each in rootdirs:
        if each != folder and each.startswith(prefix) and not f"{each}/".startswith(f"{last}/"):
            last = each
            yield each[len(prefix) :]
