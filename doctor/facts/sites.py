"""One folder of sys.path: the distributions in it, and what its `.pth` files add."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from doctor.facts import cache
from doctor.facts.metadata import read_distribution
from doctor.model.environment import Distribution


class Site:
    """What a folder of sys.path holds. `paths`, `editable` and `hooks` come from `.pth` files; see `Distributions`."""

    __slots__ = ("distributions", "editable", "hooks", "paths")

    def __init__(
        self,
        distributions: tuple[Distribution, ...] = (),
        paths: tuple[str, ...] = (),
        editable: Mapping[str, str] | None = None,
        hooks: tuple[str, ...] = (),
    ) -> None:
        self.distributions = distributions
        self.paths = paths
        self.editable = editable or {}
        self.hooks = hooks


def read_site(folder: str, is_site: bool, use_cache: bool) -> Site:
    """The site, from the cache while nothing in it was installed or removed. `.pth` files count when `is_site`."""
    if not use_cache:
        return scan(Path(folder), is_site)[0]
    store = cache.of("sites")
    key = f"{int(is_site)}:{folder}"
    tag = store.tag(key)
    if tag and tag == _stamp(folder, [name for name, *_ in tag[1:]]) and (known := store.get(key)):
        return Site(*known)
    site, watched = scan(Path(folder), is_site)
    store.put(key, (site.distributions, site.paths, site.editable, site.hooks), _stamp(folder, watched))
    return site


def _stamp(folder: str, watched: list[str]) -> tuple[tuple[str, int, int], ...]:
    """Change times of the folder and of the files in it whose text matters: installing renews the folder's."""
    return (("", *_times(folder)), *[(name, *_times(f"{folder}{os.sep}{name}")) for name in watched])


def _times(path: str) -> tuple[int, int]:
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return 0, 0
    return status.st_mtime_ns, status.st_size


def scan(folder: Path, is_site: bool) -> tuple[Site, list[str]]:
    """The site as it is on disk, and the files in it that must be watched."""
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except (OSError, ValueError):
        return Site(), []
    found: list[Distribution] = []
    watched: list[str] = []
    for name in names:
        if distribution := _distribution(folder, name):
            found.append(distribution)
            if distribution.entry_points or distribution.key == "pytest" or not name.endswith(".dist-info"):
                watched += [f"{name}/METADATA", f"{name}/PKG-INFO", f"{name}/entry_points.txt"]
    if not is_site:
        return Site(tuple(found)), watched
    from doctor.facts.pth import read_pth_files

    paths, editable, hooks, files = read_pth_files(folder, names)
    return Site(tuple(found), paths, editable, hooks), watched + files


def _distribution(folder: Path, name: str) -> Distribution | None:
    """The distribution behind a name in the folder. `~ip-1.0.dist-info` is what pip leaves of a failed uninstall."""
    if name.startswith("~"):
        return None
    if name.endswith((".dist-info", ".egg-info")):
        return read_distribution(folder / name)
    if name.endswith(".egg"):
        return read_distribution(folder / name / "EGG-INFO")
    return None
