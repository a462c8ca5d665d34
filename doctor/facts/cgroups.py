"""The limits of this process's control groups, versions 1 and 2, as the files under /proc and /sys tell them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from doctor.facts.metadata import read_text
from doctor.model.environment import Limits

UNLIMITED = 1 << 60  # version 1 writes "no limit" as the largest multiple of the page size
_LIMIT = 1024 * 1024


def limits(root: Path) -> Limits:
    """What this process may use. A limit holds for all groups below, so the smallest on the way up counts."""
    groups = _groups(root)
    version = 1 if "memory" in groups or "cpu" in groups else 2 if "" in groups else None
    host = _host_memory(root)
    memory = _memory(root, groups, version)
    return Limits(
        cgroup=version,
        memory=memory if memory is not None and (host is None or memory < host) else None,
        cpu_quota=_quota(root, groups, version),
        cpus_host=os.cpu_count() or 1,
        cpus_affinity=_affinity(),
        memory_host=host,
    )


def _groups(root: Path) -> dict[str, str]:
    """Controller → path of the group; version 2 has one path for all, under "". Version 1 wins where both are."""
    found: dict[str, str] = {}
    for line in read_text(root / "proc/self/cgroup", _LIMIT).splitlines():
        _, _, rest = line.partition(":")
        controllers, colon, path = rest.partition(":")
        for controller in controllers.split(",") if colon else ():
            found[controller] = path
    return found


def _mounts(root: Path) -> Iterator[tuple[str, str, str]]:
    """(controllers, group that is mounted, where) of the mounted hierarchies; version 2 under ""."""
    for line in read_text(root / "proc/self/mountinfo", _LIMIT).splitlines():
        fields, dash, rest = line.partition(" - ")
        words, kind = fields.split(" "), rest.split(" ")
        if dash and len(words) > 4 and kind[0] in ("cgroup", "cgroup2"):
            yield ("" if kind[0] == "cgroup2" else kind[-1]), words[3], words[4]


def _folders(root: Path, controller: str, group: str) -> Iterator[Path]:
    """The group's folder and those above it, up to what is mounted here."""
    default = "/sys/fs/cgroup" + (f"/{controller}" if controller else "")
    mounted, where = next(
        ((mounted, where) for names, mounted, where in _mounts(root) if controller in names.split(",")), ("/", default)
    )
    below = group[len(mounted) :] if mounted != "/" and (group + "/").startswith(mounted.rstrip("/") + "/") else group
    parts = [part for part in below.split("/") if part not in ("", ".", "..")]
    top = root / where.lstrip("/")
    for length in range(len(parts), -1, -1):
        yield top.joinpath(*parts[:length])


def _memory(root: Path, groups: dict[str, str], version: int | None) -> int | None:
    if version is None:
        return None
    controller, name = ("memory", "memory.limit_in_bytes") if version == 1 else ("", "memory.max")
    values = [
        _number(read_text(folder / name, 100)) for folder in _folders(root, controller, groups.get(controller, "/"))
    ]
    return min((value for value in values if value is not None and value < UNLIMITED), default=None)


def _quota(root: Path, groups: dict[str, str], version: int | None) -> float | None:
    """CPUs' worth of time that may be used: 1.5 is one and a half."""
    if version is None:
        return None
    controller = "cpu" if version == 1 else ""
    found = []
    for folder in _folders(root, controller, groups.get(controller, "/")):
        if version == 1:
            quota, period = read_text(folder / "cpu.cfs_quota_us", 100), read_text(folder / "cpu.cfs_period_us", 100)
        else:
            quota, _, period = read_text(folder / "cpu.max", 100).strip().partition(" ")
        amount, each = _number(quota), _number(period or "100000")
        if amount and each:
            found.append(amount / each)
    return min(found, default=None)


def _number(text: str) -> int | None:
    """None for "max", "-1" and what is no number."""
    text = text.strip()
    return int(text) if text.isdecimal() and len(text) < 20 else None


def _host_memory(root: Path) -> int | None:
    for line in read_text(root / "proc/meminfo", _LIMIT).splitlines():
        if line.startswith("MemTotal:"):
            kibibytes = _number(line.split()[1]) if len(line.split()) > 1 else None
            return kibibytes * 1024 if kibibytes else None
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") if root == Path("/") else None
    except (AttributeError, ValueError, OSError):  # Windows has no sysconf
        return None


def _affinity() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except (AttributeError, OSError):  # only Linux has it
        return os.cpu_count() or 1
