"""GitLab's code quality report has what GitLab asks for."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from doctor.model.findings import Report
from doctor.reports import gitlab
from tests.unit.reports import samples

# https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format, in our words
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./|/|\\.\\./)."},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}, "end": {"type": "integer"}},
                    },
                },
            },
        },
    },
}


def document(report: Report) -> Any:
    return json.loads(gitlab.render(report, samples.BASE))


@pytest.mark.parametrize(
    "report", [samples.full(), samples.clean(), samples.hostile()], ids=["full", "clean", "hostile"]
)
def test_it_fits_the_schema(report: Report) -> None:
    jsonschema.validate(document(report), SCHEMA, cls=jsonschema.Draft202012Validator)
    assert len(document(report)) == len(report.findings)


def test_places_severities_and_fingerprints() -> None:
    issues = document(samples.full())
    assert [issue["location"]["path"] for issue in issues] == [
        *("api/pytest.ini", "api/pytest.ini", "api/pytest.ini", "pyproject.toml", "api/tests/test_b.py"),
    ]
    assert [issue["severity"] for issue in issues] == ["critical", "critical", "major", "major", "info"]
    assert issues[3]["location"]["lines"] == {"begin": 3, "end": 4}
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
