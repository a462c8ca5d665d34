"""The project's files and folders, by one walk that leaves out what is no part of it."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator

from doctor.model.environment import Tree
from doctor.model.invocation import Invocation

APART = "a project of its own"
NO_FILE = "no ordinary file"  # a pipe, a socket or a device with the name of a module
MAX_ENTRIES = 200_000
MAX_BUILT = 5_000  # entries in each `build` or `dist` folder
TOO_MUCH_BUILT = f" has more than {MAX_BUILT} entries"

REASONS = {
    **dict.fromkeys((".git", ".hg", ".svn", ".bzr", ".jj", "_darcs", "CVS"), "version control"),
    **dict.fromkeys(("__pycache__", ".cache", ".pytest_cache", ".mypy_cache", ".ruff_cache"), "cache"),
    **dict.fromkeys(
        (".hypothesis", ".ipynb_checkpoints", ".pytype", ".terraform", ".gradle", ".parcel-cache"), "cache"
    ),
    **dict.fromkeys((".tox", ".nox", ".venv", ".eggs", ".direnv", "__pypackages__"), "environment"),
    **dict.fromkeys(("node_modules", "bower_components", "site-packages"), "installed packages"),
}
VIRTUAL = "virtual environment"
METADATA = "package metadata"
OUTSIDE, AROUND = "link to a folder outside the project", "link to a folder around it"
NO_PART = frozenset({*REASONS.values(), VIRTUAL, METADATA, OUTSIDE, AROUND, APART})  # what nobody misses
ENVIRONMENT = ("bin", "include", "lib", "lib64", "share", "Include", "Lib", "Scripts", "conda-meta")


class Walk:
    """A walk under way. Folders wait breadth first, so that a bound that is reached cuts off what lies deepest."""

    def __init__(self, project: str) -> None:
        self.project = project
        self.files: set[str] = set()
        self.folders: dict[str, tuple[str, ...]] = {}
        self.pruned: dict[str, str] = {}
        self.links: list[str] = []
        self.built: dict[str, int] = {}
        self.entries = 0

    def walk(self, start: str, built: str = "", follow: bool = True) -> None:
        """Enters `start` and all below; `built` is the `build` or `dist` folder that it lies in."""
        waiting = deque([(start, built)])
        while waiting:
            folder, built = waiting.popleft()
            if self._is_full(folder, built):
                continue
            for path, name in self._enter(folder, built, follow):
                waiting.append((path, built or (path if name in ("build", "dist") else "")))

    def _is_full(self, folder: str, built: str) -> bool:
        if self.entries >= MAX_ENTRIES:
            self.pruned[folder] = f"the project has more than {MAX_ENTRIES} entries"
        elif built and self.built.get(built, 0) >= MAX_BUILT:
            self.pruned[folder] = f"{built} has more than {MAX_BUILT} entries"
        else:
            return False
        return True

    def _enter(self, folder: str, built: str, follow: bool) -> list[tuple[str, str]]:
        """Takes down what is in the folder; returns the folders to enter next, with their names."""
        try:
            with os.scandir(f"{self.project}/{folder}") as scan:
                found = list(scan)
        except (OSError, ValueError) as error:
            self.pruned[folder] = getattr(error, "strerror", None) or str(error)
            return []
        names = sorted(entry.name for entry in found)
        if folder and _is_environment(names):
            self.pruned[folder] = VIRTUAL
            return []
        self.folders[folder] = tuple(names)
        self.entries += len(names)
        if built:
            self.built[built] = self.built.get(built, 0) + len(names)
        return self._sort(folder, found, follow)

    def _sort(self, folder: str, found: list[os.DirEntry[str]], follow: bool) -> list[tuple[str, str]]:
        prefix = f"{folder}/" if folder else ""
        is_environment = not folder and "pyvenv.cfg" in self.folders[""]
        inner = []
        for entry in found:
            name = entry.name
            path = prefix + name
            if entry.is_dir(follow_symlinks=False):
                reason = (
                    self.pruned.get(path)
                    or _reason(name)
                    or (VIRTUAL if is_environment and name in ENVIRONMENT else "")
                )
                if reason:
                    self.pruned[path] = reason
                else:
                    inner.append((path, name))
            elif _is_file(entry):
                self.files.add(path)
            elif entry.is_symlink():
                if follow and os.path.isdir(entry.path):
                    self.links.append(path)
            elif name.endswith(".py"):
                self.pruned[path] = NO_FILE
        return sorted(inner)

    def follow(self) -> None:
        """Enters the folders that links of the project lead to, as pytest does, but only within it and only once."""
        top = os.path.realpath(self.project)
        for link in sorted(self.links):
            target = os.path.realpath(f"{self.project}/{link}")
            here = os.path.realpath(f"{self.project}/{link}".rpartition("/")[0])
            if target != top and not target.startswith(top + os.sep):
                self.pruned[link] = OUTSIDE
            elif (here + os.sep).startswith(target + os.sep):
                self.pruned[link] = AROUND
            else:
                self._follow_one(link, target[len(top) + 1 :].replace(os.sep, "/"))

    def _follow_one(self, link: str, target: str) -> None:
        reason = next((why for above, why in self.pruned.items() if f"{target}/".startswith(f"{above}/")), "")
        if reason:
            self.pruned[link] = reason
        else:
            self.walk(link, follow=False)


def _is_environment(names: list[str]) -> bool:
    return "pyvenv.cfg" in names or "conda-meta" in names


def _reason(name: str) -> str:
    return REASONS.get(name) or (METADATA if name.endswith(".egg-info") else "")


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:  # a loop of links
        return False


def tree(invocation: Invocation) -> Tree:
    """Walks the project. What cannot be read, is no part of it, or is too much, is in `pruned` with the reason."""
    walk = Walk(invocation.project)
    walk.pruned.update(dict.fromkeys(invocation.apart, APART))
    walk.walk("")
    if walk.links:
        walk.follow()
    return Tree(frozenset(walk.files), walk.folders, walk.pruned)


def beyond(known: Tree, project: str, starts: Iterable[str]) -> Tree:
    """The tree with what a call names outside the project, under names that begin with `../`."""
    outside = [start for start in starts if start.startswith("..")]
    if not outside:
        return known
    walk = Walk(project)
    walk.pruned.update(dict.fromkeys(_own_names(project), "the project"))
    for start in outside:
        full = f"{project}/{start}"
        if os.path.isfile(full):
            walk.files.add(start)
        elif os.path.isdir(full) and start not in walk.folders:
            walk.walk(start, follow=False)
    return Tree(known.files | walk.files, {**known.folders, **walk.folders}, {**known.pruned, **walk.pruned})


def _own_names(project: str) -> Iterator[str]:
    """The names of the project as seen from the folders above it: `../project`, `../../above/project`, …"""
    parts = project.replace(os.sep, "/").strip("/").split("/")
    return ("/".join([".."] * count + parts[-count:]) for count in range(1, len(parts) + 1))
