"""The conftest files that pytest loads before it collects (`_set_initial_conftests` of each version)."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from doctor.facts.discovery import Discovery, upwards


def initial_conftests(discovery: Discovery, args: Iterable[str], confcutdir: str) -> tuple[str, ...]:
    """Absolute paths, in the order in which they are loaded. `confcutdir` is absolute."""
    found: dict[str, None] = {}
    for folder in dict.fromkeys(_folders(discovery, args)):
        for parent in reversed([*upwards(folder)]):
            path = os.path.join(parent, "conftest.py")
            if not _is_above(parent, confcutdir) and path not in found and os.path.isfile(path):
                found[path] = None
    return tuple(found)


def _folders(discovery: Discovery, args: Iterable[str]) -> Iterator[str]:
    """The folder of each argument that exists, and the folders `test*` in it; the project if there is none."""
    anchors = [path for arg in args if os.path.exists(path := discovery.absolute(arg.split("::")[0]))]
    for anchor in anchors or [discovery.project]:
        yield os.path.dirname(anchor) if os.path.isfile(anchor) else anchor
        if os.path.isdir(anchor):
            yield from _test_folders(anchor)


def _test_folders(folder: str) -> list[str]:
    """Folders `test*`, in the order in which the system lists them, as `Path.glob` gives them."""
    try:
        with os.scandir(folder) as entries:
            return [entry.path for entry in entries if entry.name.startswith("test") and _is_folder(entry)]
    except OSError:
        return []


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_above(folder: str, path: str) -> bool:
    return folder != path and path.startswith(folder if folder.endswith(os.sep) else folder + os.sep)
