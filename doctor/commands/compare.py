"""`pytest-doctor compare A.json B.json`: what differs between two snapshots of `env`, and what that will do."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from doctor.commands.call import style, write
from doctor.commands.diagnose import diagnose
from doctor.errors import UsageError
from doctor.facts.providers import facts_of
from doctor.facts.snapshots import facts_there, read_snapshot
from doctor.model.findings import Finding
from doctor.model.invocation import Invocation
from doctor.reports import compare as report
from doctor.settings import settings

FORMATS = ("text", "json")


def compare_command(call: Invocation, files: tuple[str, str], form: str, output: str | None) -> int:
    """Prints the differences. 1 when rules speak on one side only, else 0."""
    if form not in FORMATS:
        raise UsageError(f"--format is {form!r}, but must be one of {', '.join(FORMATS)}")
    left, right = (read_snapshot(file) for file in files)
    one, other = (findings_there(call, snapshot) for snapshot in (left, right))
    found = report.Comparison(files, report.differences(left, right), beyond(one, other), beyond(other, one))
    write(report.as_json(found) if form == "json" else report.as_text(found, style(output)), output)
    return int(bool(found.only_left or found.only_right))


def findings_there(call: Invocation, snapshot: Mapping[str, Any]) -> tuple[Finding, ...]:
    """What the rules say of this project on that machine."""
    given = facts_there(snapshot)
    variables = {name: str(value) for name, value in given["variables"].values.items()}  # type: ignore[attr-defined]
    there = call.replace(variables=variables, use_cache=False)
    if isinstance(snapshot.get("pytest"), str):
        given["pytest_version"] = snapshot["pytest"]
    return diagnose(facts_of(there, **given), settings(Path(call.project))).findings


def beyond(findings: tuple[Finding, ...], others: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings that the other side does not have."""
    known = {(each.rule, each.problem.message) for each in others}
    return tuple(each for each in findings if (each.rule, each.problem.message) not in known)
