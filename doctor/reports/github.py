"""Workflow commands of GitHub Actions: annotations at the lines of a pull request."""

from __future__ import annotations

from doctor.model.findings import Finding, Report, Severity
from doctor.reports.sentences import advice, count, line, message
from doctor.reports.spots import Base

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(report: Report, base: Base) -> str:
    """A command a finding, worst first, for GitHub shows the first ten of a kind; then what was not examined."""
    lines = [annotation(finding, base) for finding in report.findings]
    lines += [f"::notice title=not examined::{data(f'{skip.what}: {skip.reason}')}" for skip in report.skipped]
    lines += [f"::error title=defect of pytest-doctor::{data(f'{each.what}: {each.error}')}" for each in report.defects]
    return "\n".join([*lines, f"pytest-doctor: {count(report)}"]) + "\n"


def annotation(finding: Finding, base: Base) -> str:
    """One finding. Where no file of the repository is at fault, the message names what is."""
    path = base.path(finding.place)
    text = [message(finding), *advice(finding)]
    if path is None:
        text[0] = f"{line(str(finding.place))}: {text[0]}"
    properties = {**(position(finding, path) if path else {}), "title": f"pytest-doctor: {finding.rule}"}
    written = ",".join(f"{name}={value_of(value)}" for name, value in properties.items())
    return f"::{COMMANDS[finding.severity]} {written}::{'%0A'.join(data(each) for each in text)}"


def position(finding: Finding, path: str) -> dict[str, str]:
    """File, lines and columns; GitHub takes columns within one line only."""
    place = finding.place
    end = max(place.end_line, place.line)
    found = {"file": path, "line": place.line, "endLine": end}
    if place.column and end == place.line:
        found |= {"col": place.column, "endColumn": max(place.end_column, place.column)}
    return {name: str(value) for name, value in found.items() if value}


def data(text: str) -> str:
    """Text behind the `::`, which ends with the line. The percent sign is GitHub's escape."""
    return line(text).replace("%", "%25")


def value_of(text: str) -> str:
    """Text of a property, which a comma or colon would end. A path keeps its blanks."""
    escapes = {"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"}
    return "".join(escapes.get(char, char if char.isprintable() else "\N{REPLACEMENT CHARACTER}") for char in text)
