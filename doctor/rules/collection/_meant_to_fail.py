"""Tests that are not run, or are expected to fail."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.flows import Slip
from doctor.model.sources import SourceFile
from doctor.rules.collection._slips import slips

MARKS = frozenset({"skip", "skipif", "xfail"})


def certain_slips(file: SourceFile, *hows: str) -> Iterator[Slip]:
    """Slips of these kinds in tests that have to pass."""
    found = list(slips(file, *hows))
    marked = {test.function for test in file.tests if found and any(mark.name in MARKS for mark in test.marks)}
    return (slip for slip in found if slip.within not in marked)
