"""The container's memory: limits of this process's control groups, versions 1 and 2, and what is used of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import NamedTuple

from pytest_guard.memory.kept import Kept
from pytest_guard.memory.resident import MB

UNLIMITED = 1 << 60  # version 1 writes "no limit" as the largest multiple of the page size
# What is told: the limit, the use, the text before the name of a cache that the kernel takes back, the killings.
FILES = {
    1: ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_", "memory.oom_control"),
    2: ("memory.max", "memory.current", "", "memory.events"),
}


class Group(NamedTuple):
    """A control group with a limit, in megabytes."""

    folder: str
    version: int
    limit: float

    @property
    def name(self) -> str:
        return f"cgroup v{self.version}"

    def room(self) -> float:
        """Megabytes that are left before the kernel kills."""
        use = Use(self)
        left = use.room(self.limit)
        use.close()
        return left

    def kills(self) -> int:
        """How often the kernel has killed a process of the group for want of memory."""
        lines = _read(f"{self.folder}/{FILES[self.version][3]}").splitlines()
        return next((int(line.split()[1]) for line in lines if line.startswith("oom_kill ")), 0)


class Use:
    """What is left in a group, for one who asks again and again."""

    def __init__(self, group: Group):
        self.group = group
        _, used, self._prefix, _ = FILES[group.version]
        self._used, self._stat = Kept(f"{group.folder}/{used}"), Kept(f"{group.folder}/memory.stat", 8192)

    def room(self, enough: float = 0.0) -> float:
        """Megabytes; more than `enough` may be told too low.

        Cached files are not counted, as the kernel takes them back first; to know them costs a longer file.
        """
        left = self.group.limit - int(self._used.read() or 0) / MB
        return left if left > enough else left + self._cached() / MB

    def close(self) -> None:
        self._used.close()
        self._stat.close()

    def _cached(self) -> int:
        wanted = {self._prefix + name for name in ("inactive_file", "active_file")}
        words = (line.split() for line in self._stat.read().decode(errors="replace").splitlines())
        return sum(int(each[1]) for each in words if len(each) == 2 and each[0] in wanted)


def groups(root: str = "/") -> list[Group]:
    """The groups with a limit, the smallest first: a limit holds for all groups below."""
    found = [group for version in FILES for group in _groups(root, version)]
    return sorted(found, key=lambda group: group.limit)


def machine(root: str = "/") -> tuple[float, float]:
    """Megabytes of the machine, and those of them that are free to take; 0 where it is not told."""
    told = dict(line.split(":", 1) for line in _read(f"{root}proc/meminfo").splitlines() if ":" in line)
    total, free = (int((told.get(name) or "0").split()[0]) / 1024 for name in ("MemTotal", "MemAvailable"))
    if not total and root == "/":
        import psutil

        memory = psutil.virtual_memory()
        return memory.total / MB, memory.available / MB
    return total, free


def _groups(root: str, version: int) -> Iterator[Group]:
    path = _path(root, version)
    if path is None:
        return
    mounted, where = _mount(root, version)
    below = path[len(mounted) :] if mounted != "/" and f"{path}/".startswith(f"{mounted}/") else path
    folder = os.path.normpath(f"{root}{where}/{below}")
    top = os.path.normpath(root + where)
    while folder.startswith(top):
        limit = _number(_read(f"{folder}/{FILES[version][0]}"))
        if limit is not None and limit < UNLIMITED:
            yield Group(folder, version, limit / MB)
        folder = os.path.dirname(folder)


def _path(root: str, version: int) -> str | None:
    """This process's group: version 1 has one for each controller, version 2 one for all."""
    wanted = "memory" if version == 1 else ""
    for line in _read(f"{root}proc/self/cgroup").splitlines():
        controllers, _, path = line.partition(":")[2].partition(":")
        if wanted in controllers.split(","):
            return path
    return None


def _mount(root: str, version: int) -> tuple[str, str]:
    """The group that is mounted, and where."""
    for line in _read(f"{root}proc/self/mountinfo").splitlines():
        fields, _, rest = line.partition(" - ")
        words, kind = fields.split(" "), rest.split(" ")
        if len(words) > 4 and (kind[0] == "cgroup2" if version == 2 else _of_memory(kind)):
            return words[3], words[4]
    return "/", "/sys/fs/cgroup/memory" if version == 1 else "/sys/fs/cgroup"


def _of_memory(kind: list[str]) -> bool:
    return kind[0] == "cgroup" and "memory" in kind[-1].split(",")


def _read(file: str) -> str:
    try:
        with open(file, encoding="utf-8", errors="replace") as text:
            return text.read()
    except OSError:
        return ""


def _number(text: str) -> int | None:
    """None for "max", "-1" and what is no number."""
    text = text.strip()
    return int(text) if text.isdecimal() else None
