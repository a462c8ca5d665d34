"""Slips in the tests of a file."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.slips import Slip
from doctor.model.sources import SourceFile


def slips(file: SourceFile, *hows: str, anywhere: bool = False) -> Iterator[Slip]:
    """Those of these kinds that stand in its tests, or `anywhere` in its functions."""
    found = [slip for slip in file.flows.slips if slip.how in hows]
    tests = {test.function for test in file.tests if not test.file} if found else set()
    return (slip for slip in found if anywhere or slip.within in tests)
