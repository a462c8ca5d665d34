"""The history of a suite: what each recorded run came to, and how the last compares with those before."""

from __future__ import annotations

from statistics import median

from doctor.model.record import Record

BEFORE = 10  # runs that the last one is compared with
NOTABLE = 0.1  # seconds that a test has to be slower by to be named


class RunOfRecord(Record):
    """One run. `seconds` is its wall time; `exit_code` is None if it was killed.

    `flaky` are tests that passed after a rerun. `peak_mb` is the most that one process had, None where nothing tells.
    """

    number: int
    started: float
    seconds: float | None = None
    exit_code: int | None = None
    revision: str = ""
    workers: int = 0
    peak_mb: float | None = None
    tests: int = 0
    red: int = 0
    flaky: tuple[str, ...] = ()
    crashes: int = 0

    @property
    def flaky_rate(self) -> float:
        """Percent of the tests."""
        return 100 * len(self.flaky) / self.tests if self.tests else 0.0


class Slower(Record):
    """A test, and its seconds before and now."""

    test: str
    before: float
    now: float


class Trends(Record):
    """`runs` are the oldest first. `common` counts the tests of the last run that were run before as well; `before` and
    `now` are the seconds that these took, in the middle of the runs before and in the last.
    """

    runs: tuple[RunOfRecord, ...]
    common: int = 0
    before: float = 0.0
    now: float = 0.0
    slower: tuple[Slower, ...] = ()

    @property
    def last(self) -> RunOfRecord:
        return self.runs[-1]

    @property
    def change(self) -> float | None:
        """By how many percent the same tests took longer than before; None where there is nothing to compare."""
        return 100 * (self.now / self.before - 1) if self.before else None


class Limit(Record):
    """A limit that the user chose: what it is about, what was found, and whether that is beyond it."""

    name: str
    limit: str
    found: str
    is_passed: bool


def compared(before: dict[str, list[float]], now: dict[str, float]) -> tuple[int, float, float, tuple[Slower, ...]]:
    """The tests that both have: how many, their seconds before (the median of each) and now, and which are slower.

    The sum is over tests, not over runs, so that another selection or number of workers does not look like a change.
    """
    both = {test: (median(before[test]), seconds) for test, seconds in now.items() if before.get(test)}
    slower = [Slower(test, old, new) for test, (old, new) in both.items() if new - old > NOTABLE]
    slower.sort(key=lambda each: each.before - each.now)
    return len(both), sum(old for old, _ in both.values()), sum(new for _, new in both.values()), tuple(slower)
