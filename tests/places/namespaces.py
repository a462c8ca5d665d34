"""Namespaces: without loopback, with nothing but loopback, as Docker's `none` network has it, and a folder that is
mounted without the right to write."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tests.places import Place, tried

ALONE = ("unshare", "--net", "--")
UP = ("sh", "-c", 'ip link set lo up && exec "$@"', "sh")
MOUNT = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && cd "$0" && exec "$@"'


@cache
def without_loopback() -> Place:
    return Place("without loopback", ALONE, tried(*ALONE, "true"))


@cache
def only_loopback() -> Place:
    return Place("only loopback", (*ALONE, *UP), tried(*ALONE, *UP, "true"))


def read_only(folder: Path) -> Place:
    """As `volumes: [".:/app:ro"]` of compose has it."""
    prefix = ("unshare", "--mount", "--", "sh", "-c", MOUNT, str(folder))
    return Place("read-only", prefix, tried(*prefix, "true"))
