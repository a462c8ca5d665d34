"""GitLab's code quality report: shown in merge requests, at the lines of their diffs."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from doctor.model.findings import Finding, Report, Severity
from doctor.model.places import Place
from doctor.reports.sentences import advice, message, ordinals
from doctor.reports.spots import Base

SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.NOTE: "info"}


def render(report: Report, base: Base) -> str:
    """The report as GitLab reads it: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format"""
    issues = [issue(finding, name, report, base) for finding, name in ordinals(report)]
    return json.dumps(issues, indent=2) + "\n"


def issue(finding: Finding, name: str, report: Report, base: Base) -> dict[str, Any]:
    """One finding. GitLab compares fingerprints between branches, and takes no two that are the same."""
    place, path = where(finding.place, report, base)
    begin = max(place.line, 1)
    return {
        "description": ". ".join(text.rstrip(".") for text in (message(finding), *advice(finding))),
        "check_name": finding.rule,
        "fingerprint": hashlib.sha256(f"{base.prefix}\0{name}".encode(errors="surrogateescape")).hexdigest()[:32],
        "severity": SEVERITIES[finding.severity],
        "categories": ["Bug Risk"],
        "location": {"path": path, "lines": {"begin": begin, "end": max(place.end_line, begin)}},
    }


def where(place: Place, report: Report, base: Base) -> tuple[Place, str]:
    """The place and its path. GitLab takes no issue without a file: those stand at the configuration file, else at the
    project's folder."""
    path = base.path(place)
    if path is not None:
        return place, path
    substitute = Place(report.project.configfile or ".")
    return substitute, base.path(substitute) or "."
