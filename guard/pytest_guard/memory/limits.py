"""What a process of the run may use: numbers that were given, or `auto`: its share of the container."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest

from pytest_guard import settings, xdist
from pytest_guard.memory.cgroups import Group, groups, machine

COLLECTED = 0.8  # the share of an `auto` limit that collection may take; the tests need the rest
LEAST = 16.0  # megabytes above what a process begins with: a smaller limit would stop every run
NOTED = 8.0  # megabytes of others that are worth a word


class Share(NamedTuple):
    """What falls to one process of the container or, where none limits it, of the machine; and the reckoning."""

    megabytes: float
    words: str


class Limits(NamedTuple):
    """Megabytes; None is no limit. `keep_free` is what the container has to have left, where there is one."""

    collection: float | None
    execution: float | None
    share: Share
    keep_free: float
    groups: tuple[Group, ...]
    reckoned: str

    def header(self) -> str:
        words = (
            f"{name}: {value:.0f}MB"
            for name, value in (("Collection", self.collection), ("Execution", self.execution))
            if value is not None
        )
        return ", ".join(words) + (f" ({self.reckoned})" if self.reckoned else "")


def of(config: pytest.Config, now: float) -> Limits:
    """The limits of this process, which has `now` megabytes.

    Raises:
        pytest.UsageError: where a setting is neither a number above 0 nor `auto` nor `off`.
    """
    found = groups()
    total = found[0].limit if found else machine()[0]
    share = _told(config) or share_of(now, xdist.workers(config), found)
    execution = _limit(config, "guard_memory_limit_mb", share.megabytes)
    collection = _limit(config, "guard_collection_limit_mb", share.megabytes * COLLECTED)
    wanted = {settings.text(config, name) for name in ("guard_memory_limit_mb", "guard_collection_limit_mb")}
    reckoned = share.words if "auto" in wanted else _conflict(config, execution, found)
    return Limits(
        collection if collection is not None else execution,
        execution,
        share,
        headroom(total),
        tuple(found),
        reckoned,
    )


def headroom(total: float) -> float:
    """Megabytes that stay free: what the kernel itself needs, and what is taken between two looks of the watcher."""
    return max(16.0, min(total / 8, 256.0))


def _limit(config: pytest.Config, name: str, share: float) -> float | None:
    text = settings.text(config, name)
    if text in ("", "off"):
        return None
    if text == "auto":
        return share
    if not re.fullmatch(r"\d+(\.\d+)?", text) or not float(text):
        raise pytest.UsageError(f"{name} = {text}: has to be a number of megabytes above 0, `auto` or `off`")
    return float(text)


def _told(config: pytest.Config) -> Share | None:
    """A worker's share is reckoned by the controller, which knows what it needs itself."""
    told = getattr(config, "workerinput", {}).get("guard_memory")
    return Share(*told["share"]) if told else None


def share_of(now: float, workers: int, found: list[Group]) -> Share:
    """(limit - headroom - what others use - the controller) / workers."""
    total, free = (found[0].limit, found[0].room()) if found else machine()
    others = max(0.0, total - free - now)
    parts = [(total, f"of the {found[0].name if found else 'machine'}"), (headroom(total), "headroom")]
    parts += [(others, "of others")] if others > NOTED else []
    parts += [(now, "controller")] if workers else []
    words = " - ".join(f"{megabytes:.0f}MB {name}" for megabytes, name in parts)
    left = total - sum(megabytes for megabytes, _ in parts[1:])
    if workers:
        left, words = left / workers, f"({words}) / {workers} workers"
    return _fitting(Share(left, f"auto: {words}"), now)


def _fitting(share: Share, now: float) -> Share:
    """A share that is smaller than what a process begins with cannot hold; the container's own limit still does."""
    if share.megabytes >= now + LEAST:
        return share
    return Share(
        now + LEAST, f"{share.words} = {share.megabytes:.0f}MB, too few for a process that begins with {now:.0f}MB"
    )


def _conflict(config: pytest.Config, execution: float | None, found: list[Group]) -> str:
    """Whether the kernel would kill before a number that was given is reached."""
    count = max(1, xdist.workers(config))
    if not found or execution is None or execution * count <= found[0].limit - headroom(found[0].limit):
        return ""
    each = f"{count} processes of {execution:.0f}MB are" if count > 1 else f"{execution:.0f}MB is"
    return f"{each} more than the {found[0].limit:.0f}MB of the {found[0].name} leave, which are watched too"
