"""What rules yield and what reports print."""

from __future__ import annotations

import enum
from collections.abc import Mapping

from doctor.model.fixes import Edit, Fix
from doctor.model.places import Place
from doctor.model.record import Record

NO_ENVIRONMENT, NO_PLUGINS = "environment", "installed plugins"  # what is skipped beside files


class Severity(enum.IntEnum):
    """How bad it is; the order is the order of `--fail-on`."""

    NOTE = 1  # advice, shown with --pedantic
    WARNING = 2  # results will be wrong somewhere: another order, worker, machine or version
    ERROR = 3  # pytest stops, or tests are silently not run or not checked

    @property
    def word(self) -> str:
        return self.name.lower()


class Confidence(enum.Enum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Related(Record):
    """Another place that belongs to a problem, and what stands there."""

    place: Place
    message: str


class Problem(Record):
    """What a rule yields.

    `label` is printed under the marked text ("switched off here"), `consequence` says what pytest will do, in its own
    words where it has some, `help` is the cure with the concrete names, `fix` the cure as data where there is one.
    `severity` overrides the rule's own.
    """

    place: Place
    message: str
    label: str = ""
    related: tuple[Related, ...] = ()
    consequence: str = ""
    help: str = ""
    severity: Severity | None = None
    confidence: Confidence = Confidence.HIGH
    fix: Fix | None = None


class Finding(Record):
    """A problem that a rule has placed."""

    rule: str
    topic: str
    severity: Severity
    problem: Problem
    fingerprint: str
    url: str

    @property
    def place(self) -> Place:
        return self.problem.place


class Left(Record):
    """A finding whose fix was wanted but not done, and why."""

    finding: Finding
    reason: str


class Skip(Record):
    """A file or folder that was not examined, or what is not known of the machine; and why."""

    what: str
    reason: str

    @property
    def is_file(self) -> bool:
        return self.what not in (NO_ENVIRONMENT, NO_PLUGINS)


class Defect(Record):
    """A fault of ours: the rule or fact that crashed, and how."""

    what: str
    error: str


class Told(Record):
    """What some rules said, of all files or of some; `suspects` are the files yet to be looked at, by rule."""

    findings: tuple[Finding, ...]
    defects: tuple[Defect, ...]
    suspects: Mapping[str, tuple[str, ...]]


class ProjectHead(Record):
    """The project as the report's head names it."""

    path: str
    rootdir: str
    configfile: str | None
    python: str | None
    python_version: str | None
    pytest_version: str | None


class Part(Record):
    """One project of several that were examined in one call. `path` is the folder, relative to the one that was named;
    `error` says why it could not be examined."""

    path: str
    project: ProjectHead | None = None
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    fixable: int = 0
    files: int = 0
    seconds: float = 0.0
    error: str = ""


class Report(Record):
    """One run of `diagnose`. `lines` holds the quoted source lines: file → line number → text.

    `edits` holds the fixes worked out, for the formats that print them. `fixed` and `left` are of `--fix`. `below`
    counts the projects below one that has no configuration. `parts` are the projects of a report of several.
    """

    project: ProjectHead
    findings: tuple[Finding, ...]
    skipped: tuple[Skip, ...]
    defects: tuple[Defect, ...]
    files: int
    seconds: float
    lines: Mapping[str, Mapping[int, str]] = {}
    edits: Mapping[Fix, tuple[Edit, ...]] = {}
    fixed: tuple[Finding, ...] = ()
    left: tuple[Left, ...] = ()
    below: int = 0
    parts: tuple[Part, ...] = ()

    @property
    def fixable(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.problem.fix)

    def count(self, severity: Severity) -> int:
        return sum(finding.severity is severity for finding in self.findings)
