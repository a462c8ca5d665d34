"""The report for programs: schema 1. Keys are added, never renamed."""

from __future__ import annotations

import json
from typing import Any

from doctor import __version__
from doctor.model.findings import Finding, Part, Report, Severity
from doctor.model.fixes import Edit, Fix
from doctor.model.places import Place
from doctor.model.record import values


def render(report: Report) -> str:
    """The report as JSON."""
    return json.dumps(document(report), indent=2, ensure_ascii=True) + "\n"


def document(report: Report) -> dict[str, Any]:
    """The report as plain data."""
    found = {"projects": [part_document(each) for each in report.parts]} if report.parts else {}
    return {
        "schema": 1,
        "tool": {"name": "pytest-doctor", "version": __version__},
        "project": dict(zip(type(report.project).record_fields, values(report.project), strict=True)),
        "findings": [finding_document(finding, report) for finding in report.findings],
        "fixed": [finding_document(finding, report) for finding in report.fixed],
        "left": [{**finding_document(left.finding, report), "reason": left.reason} for left in report.left],
        "skipped": [{"what": skip.what, "reason": skip.reason} for skip in report.skipped],
        "defects": [{"what": defect.what, "error": defect.error} for defect in report.defects],
        **found,
        "summary": {
            **{severity.word: report.count(severity) for severity in reversed(Severity)},
            "fixable": len(report.fixable),
            "files": report.files,
            "seconds": round(report.seconds, 3),
        },
    }


def part_document(part: Part) -> dict[str, Any]:
    """One project of several as plain data; `error` says why it could not be examined."""
    head = part.project
    names = ("rootdir", "configfile", "python", "python_version", "pytest_version")
    return {
        "path": part.path,
        **{name: getattr(head, name) if head else None for name in names},
        "error": part.error or None,
        "summary": {
            "error": part.errors,
            "warning": part.warnings,
            "note": part.notes,
            "fixable": part.fixable,
            "files": part.files,
            "seconds": round(part.seconds, 3),
        },
    }


def finding_document(finding: Finding, report: Report) -> dict[str, Any]:
    """One finding as plain data."""
    problem = finding.problem
    return {
        "rule": finding.rule,
        "topic": finding.topic,
        "severity": finding.severity.word,
        "confidence": problem.confidence.value,
        "message": problem.message,
        **place_document(problem.place),
        "label": problem.label,
        "related": [{**place_document(related.place), "message": related.message} for related in problem.related],
        "consequence": problem.consequence,
        "help": problem.help,
        "url": finding.url,
        "fingerprint": finding.fingerprint,
        "fix": fix_document(problem.fix, report) if problem.fix else None,
    }


def fix_document(fix: Fix, report: Report) -> dict[str, Any]:
    """A fix as plain data, its edits worked out against the files as they are now."""
    return {
        "title": fix.title,
        "safe": fix.safe,
        "edits": [edit_document(edit) for edit in report.edits.get(fix, ())],
    }


def edit_document(edit: Edit) -> dict[str, Any]:
    """One edit as plain data."""
    place = edit.place
    return {
        "file": place.file,
        "start_line": place.line,
        "start_column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "text": edit.text,
        "action": edit.action,
    }


def place_document(place: Place) -> dict[str, Any]:
    """A place as plain data."""
    return dict(zip(Place.record_fields, values(place), strict=True))
