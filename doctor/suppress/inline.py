"""What comments put up with, and the comments that put up with nothing."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from doctor.model.findings import Finding
from doctor.model.ignores import Ignore, Ignores, UnusedIgnore
from doctor.settings import nearest_name

Used = set[tuple[Ignore, str]]


def without_ignored(findings: Iterable[Finding], ignores: Ignores) -> tuple[tuple[Finding, ...], Used]:
    """The findings that no comment ignores, and which rules of which comments did."""
    kept, used = [], Used()
    for finding in findings:
        matches = [
            (each, name)
            for each in ignores.files.get(finding.place.file, ())
            if meets(each, finding)
            for name in each.rules
            if name in (finding.rule, finding.topic)
        ]
        used.update(matches)
        if not matches:
            kept.append(finding)
    return tuple(kept), used


def meets(ignore: Ignore, finding: Finding) -> bool:
    """Does the finding's span touch the lines that the comment holds for?"""
    place = finding.place
    return ignore.first <= max(place.end_line, place.line) and place.line <= ignore.last


def unused(ignores: Ignores, used: Used, ran: Container[str], known: set[str]) -> Iterator[UnusedIgnore]:
    """The rules of comments that said nothing there, of those that ran; and names that are no rule."""
    for ignore in ignores.all:
        for name in ignore.rules:
            if name not in known:
                yield UnusedIgnore(ignore.place, name, known=False, near=nearest_name(name, known))
            elif name in ran and (ignore, name) not in used:
                yield UnusedIgnore(ignore.place, name)
