"""A run in batches: which tests go into which process, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from doctor.model.record import Record

GREEN = ("passed", "skipped", "xfailed", "xpassed")


class Group(Record):
    """What is never divided: a file, a folder's files, or the tests that carry the same markers.

    `files` are absolute. `tests` are the node ids that it is limited to, empty for all tests of its files.
    """

    name: str
    files: tuple[str, ...]
    tests: tuple[str, ...] = ()


class Batch(Record):
    """The groups that one process runs; `number` begins with 1."""

    number: int
    groups: tuple[Group, ...]

    @property
    def name(self) -> str:
        first = self.groups[0].name
        return first if len(self.groups) == 1 else f"{first} … {self.groups[-1].name}"

    @property
    def files(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(file for group in self.groups for file in group.files))

    @property
    def tests(self) -> tuple[str, ...]:
        """The node ids it is limited to, () for no limit."""
        return tuple(test for group in self.groups for test in group.tests)


class Whole(Record):
    """What the project's options ask of a whole run, and each batch by itself would get wrong.

    `junit` is the file that `--junitxml` names. So many failures as `maxfail` end the run, 0 for never. `coverage` is
    what pytest-cov has to report (`inside/pytest_doctor_coverage.py` reads it), empty where it does not measure.
    """

    junit: str = ""
    maxfail: int = 0
    coverage: Mapping[str, Any] = {}


class Outcome(Record):
    """What a test came to. `word`: passed, failed, error, skipped, xfailed, xpassed; crashed: the process ended in it.

    `text` is pytest's report of it, or how the process ended; `output` what it printed.
    """

    test: str
    word: str
    seconds: float = 0.0
    text: str = ""
    output: str = ""
    reruns: int = 0

    @property
    def is_green(self) -> bool:
        return self.word in GREEN


class Result(Record):
    """What became of a batch. `notes` tell what was not as usual; `unrun` are tests that were collected and not run.

    `broken` is why pytest ended before it had run the tests ("" where it did not).
    """

    batch: Batch
    outcomes: tuple[Outcome, ...] = ()
    notes: tuple[str, ...] = ()
    unrun: tuple[str, ...] = ()
    broken: str = ""
    seconds: float = 0.0
    processes: int = 1

    def count(self, word: str) -> int:
        return sum(each.word == word for each in self.outcomes)

    @property
    def is_green(self) -> bool:
        return not self.broken and all(each.is_green for each in self.outcomes)


class BatchRun(Record):
    """A whole run. `of_batches` is how many were planned; fewer results mean that it was interrupted, or `stopped`,
    which says why. `coverage` is what was measured of all batches, in words; `uncovered` why that is not enough.
    """

    results: tuple[Result, ...]
    of_batches: int
    seconds: float
    shard: str = ""
    resumed: bool = False
    interrupted: bool = False
    stopped: str = ""
    coverage: str = ""
    uncovered: str = ""

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        return tuple(each for result in self.results for each in result.outcomes)

    def count(self, word: str) -> int:
        return sum(result.count(word) for result in self.results)

    @property
    def pass_rate(self) -> float:
        """Percent of the tests that ran and were not skipped; 100 where none were."""
        ran = [each for each in self.outcomes if each.word != "skipped"]
        return 100 * sum(each.is_green for each in ran) / len(ran) if ran else 100.0

    @property
    def is_green(self) -> bool:
        return not self.interrupted and not self.uncovered and all(result.is_green for result in self.results)
