"""What was measured of one process: told by a worker to its controller, and printed."""

from __future__ import annotations

from typing import Any

GROWN = 0.5  # megabytes that are worth a word: the kernel counts in batches
SHOWN = 5


class Measures:
    """Megabytes at the points of a run; 0 where a point was not reached. All values are of JSON's types."""

    def __init__(self, **known: Any) -> None:
        self.start = 0.0
        self.collected = 0.0
        self.tests = 0
        self.after_gc = 0.0
        self.peak = 0.0
        self.peak_of = ""  # the test or file that ran then
        self.end = 0.0
        self.traced = 0.0
        self.grown_by_file: dict[str, float] = {}
        self.grown_by_test: dict[str, float] = {}
        self.interrupted: list[str] = []
        self.exceeded: dict[str, float] = {}  # tests that were over the limit for a moment only
        self.refused = 0
        self.refused_as = ""
        self.refused_for = ""
        self.stop = ""  # why the run ends with the exit code of the guard
        self.notes: list[str] = []
        self.__dict__.update(known)

    def json(self) -> dict[str, Any]:
        return dict(self.__dict__)

    def reached(self, megabytes: float, of: str) -> None:
        """A height that the process had; the highest is kept."""
        if megabytes >= self.peak + GROWN:
            self.peak, self.peak_of = megabytes, of

    def grew(self, kind: dict[str, float], name: str, megabytes: float) -> None:
        """Adds what a file or a test has added; what is small is not kept."""
        if megabytes >= GROWN:
            kind[name] = kind.get(name, 0.0) + megabytes


def greatest(grown: dict[str, float]) -> list[tuple[str, float]]:
    """The names that added most, with their megabytes."""
    return sorted(grown.items(), key=lambda pair: -pair[1])[:SHOWN]
