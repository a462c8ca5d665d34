"""What `preflight` asks before a run, and the answers."""

from __future__ import annotations

from doctor.model.places import Place
from doctor.model.record import Record


class Check(Record):
    """One row of the table. `status` is "ok", "failed" or "skipped"; `reason` says why, `cure` what to do."""

    name: str
    status: str
    reason: str = ""
    cure: str = ""


class PassRate(Record):
    """The tests of a finished run, by what they came to."""

    passed: int = 0
    failed: int = 0
    errors: int = 0
    skipped: int = 0

    @property
    def counted(self) -> int:
        """Skipped tests say nothing and are not counted."""
        return self.passed + self.failed + self.errors


class NeededVariable(Record):
    """A variable that tests read and cannot do without; `within` is the function, "" when the file is imported."""

    name: str
    place: Place
    within: str = ""
