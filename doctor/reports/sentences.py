"""What is said of a finding beside its message, as lines of plain text."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Finding, Report, Severity
from doctor.reports.quote import clean


def line(text: str) -> str:
    """The text in one line, with nothing in it that a terminal or a parser would obey."""
    return clean(" ".join(text.split()))


def message(finding: Finding) -> str:
    """The message in one line."""
    return line(finding.problem.message)


def advice(finding: Finding) -> Iterator[str]:
    """What pytest will do, and the cure; a line each."""
    problem = finding.problem
    if problem.consequence:
        yield line(problem.consequence)
    if problem.fix:
        yield f"fix ({'safe' if problem.fix.safe else 'unsafe'}): {line(problem.fix.title)}"
    if problem.help:
        yield f"help: {line(problem.help)}"


def count(report: Report) -> str:
    """How many there are of each severity.

    >>> count(report)
    '1 error, 2 warnings'
    """
    found = {severity: report.count(severity) for severity in reversed(Severity)}
    shown = [severity for severity in found if found[severity] or severity is not Severity.NOTE]
    return ", ".join(f"{found[each]} {each.word}{'' if found[each] == 1 else 's'}" for each in shown)


def ordinals(report: Report) -> Iterator[tuple[Finding, str]]:
    """Each finding with a fingerprint of its own: findings that read the same are numbered, "…:2"."""
    seen: dict[str, int] = {}
    for finding in report.findings:
        number = seen[finding.fingerprint] = seen.get(finding.fingerprint, 0) + 1
        yield finding, f"{finding.fingerprint}:{number}"
