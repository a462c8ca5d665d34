"""What a trial run of pytest came to."""

from __future__ import annotations

from collections.abc import Mapping

from doctor.model.record import Record


class Told(Record):
    """An error or a warning: the node or file that it is about ("" if none), and its words on one line."""

    where: str
    text: str

    def __str__(self) -> str:
        return f"{self.where}: {self.text}" if self.where else self.text


class Trial(Record):
    """One run of the project's pytest.

    `exit_code` is pytest's, negative for the signal that ended it. `collected` are the node ids, in order, without
    deselected ones; `origins` says for each in which file and under which name its function is defined. `output` are
    the last lines of standard output and error. `seconds` is wall clock, of the whole process. `peak_mb` is the most
    that pytest's own process had in memory, in MiB, None where that cannot be told. `killed` says why we ended it, if
    we did.
    `ended` is whether collection came to its end; `stopped` is pytest's word when it gave up earlier (`--maxfail`).
    `outcomes` says what each test came to when they were run: passed, failed, error, skipped, xfailed, xpassed.
    """

    exit_code: int
    collected: tuple[str, ...] = ()
    errors: tuple[Told, ...] = ()
    warnings: tuple[Told, ...] = ()
    output: str = ""
    seconds: float = 0.0
    peak_mb: float | None = None
    timed_out: bool = False
    killed: str = ""
    ended: bool = False
    stopped: str = ""
    origins: Mapping[str, str] = {}
    outcomes: Mapping[str, str] = {}

    @property
    def works(self) -> bool:
        """Did pytest collect without an error? That there are no tests (exit code 5) is no error."""
        return self.exit_code in (0, 5) and not self.errors

    @property
    def reason(self) -> str:
        """Why it does not work, on one line; "" if it does."""
        if self.works:
            return ""
        more = f" (and {len(self.errors) - 1} more)" if len(self.errors) > 1 else ""
        return self.killed or (f"{self.errors[0]}{more}" if self.errors else f"exit code {self.exit_code}")

    def count(self, outcome: str) -> int:
        """How many tests came to this."""
        return sum(word == outcome for word in self.outcomes.values())
