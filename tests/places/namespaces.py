"""Network namespaces: without loopback, and with nothing but loopback, as Docker's `none` network has it."""

from __future__ import annotations

from functools import cache

from tests.places import Place, tried

ALONE = ("unshare", "--net", "--")
UP = ("sh", "-c", 'ip link set lo up && exec "$@"', "sh")


@cache
def without_loopback() -> Place:
    return Place("without loopback", ALONE, tried(*ALONE, "true"))


@cache
def only_loopback() -> Place:
    return Place("only loopback", (*ALONE, *UP), tried(*ALONE, *UP, "true"))
