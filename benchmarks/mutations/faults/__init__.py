"""The faults that are planted, by the topics of their rules."""

from __future__ import annotations

from faults import fixtures, isolation, markers, mocks, processes

FAULTS = (*isolation.FAULTS, *mocks.FAULTS, *processes.FAULTS, *markers.FAULTS, *fixtures.FAULTS)
