"""SARIF 2.1.0, which code scanning and editors read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from doctor import __version__
from doctor.model.findings import Finding, Report, Severity
from doctor.model.fixes import Edit, Fix
from doctor.model.places import Place
from doctor.model.record import Record
from doctor.reports.sentences import advice, line, message, ordinals
from doctor.reports.spots import Base

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
HOME = "https://pytest-doctor.readthedocs.io/"
ROOT = "%SRCROOT%"
# GitHub's words for how bad a rule is; it has no other for notes.
PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "recommendation"}
PLACEHOLDER = re.compile(r"\{\d+\}")


class RulePage(Record):
    """A rule as its documents show it. `title` is the problem in one sentence, `page` markdown."""

    name: str
    topic: str
    severity: Severity
    title: str
    page: str
    url: str


def render(report: Report, base: Base, pages: Mapping[str, RulePage]) -> str:
    """The report as one run; `pages` are the rules that it speaks of."""
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run(report, base, pages)]}, indent=2) + "\n"


def run(report: Report, base: Base, pages: Mapping[str, RulePage]) -> dict[str, Any]:
    """The one run: the rules, what they found, and how the examination went."""
    known = sorted({finding.rule for finding in report.findings} & pages.keys())
    index = {name: number for number, name in enumerate(known)}
    driver = {
        "name": "pytest-doctor",
        "informationUri": HOME,
        "semanticVersion": __version__,
        "rules": [rule(pages[name]) for name in known],
    }
    return {
        "tool": {"driver": driver},
        "invocations": [invocation(report)],
        "originalUriBaseIds": {ROOT: {"uri": PurePath(base.root).as_uri().rstrip("/") + "/"}},
        "columnKind": "unicodeCodePoints",
        "results": [result(finding, name, index, report, base) for finding, name in ordinals(report)],
    }


def rule(page: RulePage) -> dict[str, Any]:
    """A rule with its page."""
    return {
        "id": page.name,
        "name": "".join(word.capitalize() for word in page.name.split("-")),
        "shortDescription": {"text": page.title},
        "fullDescription": {"text": page.title},
        "help": {"text": page.page, "markdown": page.page},
        "helpUri": page.url,
        "defaultConfiguration": {"level": page.severity.word},
        "properties": {"tags": [page.topic], "problem.severity": PROBLEMS[page.severity]},
    }


def invocation(report: Report) -> dict[str, Any]:
    """How the examination went: what was skipped, and our own faults."""
    skipped = [("warning", f"skipped {skip.what}: {skip.reason}") for skip in report.skipped]
    defects = [("error", f"defect of pytest-doctor: {defect.what}: {defect.error}") for defect in report.defects]
    notes = [{"level": level, "message": plain(text)} for level, text in (*defects, *skipped)]
    return {"executionSuccessful": not report.defects, "toolExecutionNotifications": notes}


def result(finding: Finding, name: str, index: Mapping[str, int], report: Report, base: Base) -> dict[str, Any]:
    """One finding. `name` is its own among those that read the same."""
    related = finding.problem.related
    found: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": finding.severity.word,
        "message": plain("\n".join([message(finding), *advice(finding)])),
        "locations": [primary(finding, report, base)],
        "relatedLocations": [
            {"id": number, **location(near.place, base), "message": plain(near.message)}
            for number, near in enumerate(related, 1)
        ],
        # GitHub tells alerts apart by the second name; left to itself it takes a hash of the lines around.
        "partialFingerprints": {"pytestDoctor/v1": name, "primaryLocationLineHash": name},
        "properties": {"topic": finding.topic, "confidence": finding.problem.confidence.value},
    }
    if finding.rule in index:
        found["ruleIndex"] = index[finding.rule]
    if fix := finding.problem.fix:
        found["fixes"] = list(fixes(fix, report.edits.get(fix, ()), base))
    return found


def primary(finding: Finding, report: Report, base: Base) -> dict[str, Any]:
    """The place at fault. What no file is to blame for is shown at the configuration file, for GitHub takes no result
    without one."""
    place = finding.place
    label = {"message": plain(finding.problem.label)} if finding.problem.label else {}
    if place.is_file:
        return {**location(place, base), **label}
    logical = [{"fullyQualifiedName": place.file, "kind": "resource"}]
    return {**location(Place(report.project.configfile or "."), base), "logicalLocations": logical, **label}


def location(place: Place, base: Base) -> dict[str, Any]:
    """A place; one without a file has a name alone."""
    if not place.is_file:
        return {"logicalLocations": [{"fullyQualifiedName": place.file, "kind": "resource"}]}
    where = {"artifactLocation": artifact(place, base)}
    return {"physicalLocation": {**where, "region": region(place)} if place.line else where}


def artifact(place: Place, base: Base) -> dict[str, str]:
    """A file, relative to the root where it lies below it."""
    path = base.path(place)
    if path is None:
        return {"uri": base.uri(place)}
    return {"uri": quote(path.encode(errors="surrogateescape")), "uriBaseId": ROOT}


def region(place: Place) -> dict[str, int]:
    """Lines and columns, from 1; the end column is the one behind the last, as in our places."""
    found = {"startLine": place.line}
    if place.column:
        found["startColumn"] = place.column
    if place.end_line >= place.line:
        found["endLine"] = place.end_line
        if place.end_column and (place.end_line > place.line or place.end_column >= max(place.column, 1)):
            found["endColumn"] = place.end_column
    return found


def fixes(fix: Fix, edits: Iterable[Edit], base: Base) -> Iterator[dict[str, Any]]:
    """The fix, if it changes texts alone: SARIF cannot say that a file is made, moved or removed."""
    changes: dict[str, list[Edit]] = {}
    for edit in edits:
        changes.setdefault(edit.place.file, []).append(edit)
    if changes and all(edit.action == "replace" and edit.place.line for each in changes.values() for edit in each):
        artifacts = [
            {"artifactLocation": artifact(Place(file), base), "replacements": [replacement(edit) for edit in each]}
            for file, each in changes.items()
        ]
        kind = "safe" if fix.safe else "unsafe"
        yield {"description": plain(f"{fix.title} ({kind})"), "artifactChanges": artifacts}


def replacement(edit: Edit) -> dict[str, Any]:
    """One edit: the region that goes, and what comes in its place."""
    place = edit.place
    end = {"endLine": place.end_line or place.line, "endColumn": place.end_column or place.column}
    gone = {"startLine": place.line, "startColumn": place.column, **end}
    return {"deletedRegion": gone, **({"insertedContent": {"text": edit.text}} if edit.text else {})}


def plain(text: str) -> dict[str, str]:
    """A message. `[words](1)` would be a link and `{0}` an argument: both are escaped as the standard says."""
    escaped = "\n".join(line(each) for each in text.split("\n"))
    if "](" in escaped:
        escaped = escaped.replace("[", "\\[").replace("]", "\\]")
    if PLACEHOLDER.search(escaped):
        escaped = escaped.replace("{", "{{").replace("}", "}}")
    return {"text": escaped}
