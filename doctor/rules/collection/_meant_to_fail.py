"""Slips in tests that have to pass."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.slips import Slip
from doctor.model.sources import SourceFile
from doctor.rules.collection._slips import slips
from doctor.rules.excused import excused_tests


def certain_slips(file: SourceFile, *hows: str) -> Iterator[Slip]:
    """Slips of these kinds in tests that are neither skipped nor expected to fail."""
    found = list(slips(file, *hows))
    passed_over = excused_tests(file) if found else frozenset()
    return (slip for slip in found if slip.within not in passed_over)
