"""From a text of pytest to the finding that explains it in this project."""

from __future__ import annotations

from collections.abc import Iterable

from doctor.explain.messages import Recognised
from doctor.model.findings import Finding


def causes(recognised: Recognised, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of the rules that look for this text's cause, those that speak of its names if there are any."""
    rules = recognised.message.rules
    found = sorted((each for each in findings if each.rule in rules), key=lambda each: rules.index(each.rule))
    named = [value for _, value in (*recognised.subjects, *recognised.names) if value]
    telling = [each for each in found if any(name in told(each) for name in named)]
    return tuple(telling or ([] if recognised.subjects else found))


def told(finding: Finding) -> str:
    """Everything that a finding says."""
    problem = finding.problem
    parts = (problem.message, problem.help, problem.consequence, problem.place.file)
    return " ".join([*parts, *(near.message for near in problem.related)])
