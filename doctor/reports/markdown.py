"""The report for comments on pull requests and for job summaries: GitHub's and GitLab's markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doctor.model.findings import Finding, Report
from doctor.reports.sentences import advice, count, line, message
from doctor.reports.spots import Base

LONGEST = 60_000  # characters; GitHub takes 65,536 in a comment
SPECIAL = re.compile(r"([\\`*_\[\]<>#~&$])")
MENTION = re.compile(r"([@#])(?=\w)")
BAR = "\\|"  # a bare one would end the cell
QUOTED = re.compile(r"(?<!\w)'([^']+)'(?!\w)")


def render(report: Report, base: Base, longest: int = LONGEST) -> str:
    """A table, worst first, as many rows as fit."""
    head = f"### pytest-doctor: {count(report)}\n"
    tail = "".join(f"\n{text}\n" for text in notices(report))
    if not report.findings:
        return head + tail
    table = "\n| | where | what |\n| --- | --- | --- |\n"
    room, shown = longest - len(head) - len(table) - len(tail) - 100, 0
    for finding in report.findings:
        text = row(finding, base)
        room -= len(text)
        if room < 0:
            break
        table, shown = table + text, shown + 1
    left = len(report.findings) - shown
    more = f"\n… and {left} more.\n" if left else ""
    return head + table + more + tail


def row(finding: Finding, base: Base) -> str:
    """One finding: severity, place, and all that is said of it."""
    place = finding.place
    path = base.path(place) or place.file
    where = ":".join(str(part) for part in (line(path), place.line) if part)
    what = [f"**{prose(message(finding))}**", *(prose(text) for text in advice(finding))]
    what.append(f"[{finding.rule}]({finding.url})")
    cells = (finding.severity.word, code(where), "<br>".join(what))
    return f"| {' | '.join(cell.replace('|', BAR) for cell in cells)} |\n"


def notices(report: Report) -> Iterator[str]:
    """What was not examined, and what is our own fault."""
    for skip in report.skipped:
        yield f"Skipped: {prose(line(f'{skip.what}: {skip.reason}'))}"
    for defect in report.defects:
        yield f"**Defect of pytest-doctor**: {prose(line(f'{defect.what}: {defect.error}'))}"


def prose(text: str) -> str:
    """Text that reads as it is written: what stands between single quotes becomes code."""
    parts = QUOTED.split(text)
    return "".join(code(part) if index % 2 else plain(part) for index, part in enumerate(parts))


def plain(text: str) -> str:
    """Text in which nothing is markup, and nobody is called: `@pytest` is a user, too."""
    return MENTION.sub("\\1\N{ZERO WIDTH SPACE}", SPECIAL.sub(r"\\\1", text))


def code(text: str) -> str:
    """The text as code, also where it holds backticks."""
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"
