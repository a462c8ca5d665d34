"""What the settings say of single findings: other severities, ignores by file, allowed names."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from fnmatch import fnmatchcase

from doctor.model.findings import Finding, Severity
from doctor.model.ignores import UnusedIgnore
from doctor.model.places import Place
from doctor.settings import Settings

QUOTED = re.compile(r"'([^']+)'")


def chosen_of(findings: Iterable[Finding], chosen: Settings, project: str) -> Iterator[Finding]:
    """The findings that the settings let through, in their severities."""
    severities = dict(chosen.severity)
    prefix = prefix_of(project, chosen)
    by_file = [(pattern(glob), names) for glob, names in chosen.per_file_ignores]
    for finding in findings:
        word = severities.get(finding.rule) or severities.get(finding.topic, "")
        if word == "off" or is_allowed(finding, chosen) or is_ignored(finding, prefix, by_file):
            continue
        yield finding.replace(severity=Severity[word.upper()]) if word else finding


def prefix_of(project: str, chosen: Settings) -> str:
    """The project's path below the folder of the settings."""
    return os.path.relpath(project, chosen.folder).replace(os.sep, "/") if chosen.folder else ""


def unmatched(
    findings: Collection[Finding], chosen: Settings, project: str, ran: Collection[str]
) -> Iterator[UnusedIgnore]:
    """The rules that ran and found nothing of what the settings ignore by file, or allow by name."""
    prefix = prefix_of(project, chosen)
    place = Place(os.path.relpath(f"{chosen.folder}/{chosen.file}", project).replace(os.sep, "/"))
    for glob, names in chosen.per_file_ignores:
        for name in names:
            entry = [(pattern(glob), (name,))]
            if name in ran and not any(is_ignored(finding, prefix, entry) for finding in findings):
                yield UnusedIgnore(place, name, glob=glob, setting="per-file-ignores")
    for rule, globs in chosen.allow:
        for glob in globs:
            alone = Settings(allow=((rule, (glob,)),))
            if rule in ran and not any(is_allowed(finding, alone) for finding in findings):
                yield UnusedIgnore(place, rule, glob=glob, setting="allow")


def unmatched_rules(
    findings: Collection[Finding], chosen: Settings, project: str, ran: Collection[str]
) -> Iterator[UnusedIgnore]:
    """The rules that the settings ignore altogether, of those that ran all the same and found nothing."""
    place = Place(os.path.relpath(f"{chosen.folder}/{chosen.file}", project).replace(os.sep, "/"))
    found = {finding.rule for finding in findings}
    for name in chosen.ignore:
        if name in ran and name not in found:
            yield UnusedIgnore(place, name, setting="ignore")


def is_allowed(finding: Finding, chosen: Settings) -> bool:
    """Is the name that the finding is about, the first that its message quotes, in the rule's allow-list?"""
    name = QUOTED.search(finding.problem.message)
    globs = [glob for rule, names in chosen.allow if rule in (finding.rule, finding.topic) for glob in names]
    return bool(name) and any(fnmatchcase(name[1], glob) for glob in globs if name)


def is_ignored(finding: Finding, prefix: str, by_file: Sequence[tuple[re.Pattern[str], tuple[str, ...]]]) -> bool:
    """Is the finding's rule or topic ignored in its file?"""
    path = posixpath.normpath(posixpath.join(prefix, finding.place.file))
    return finding.place.is_file and any(
        regex.fullmatch(path) and {finding.rule, finding.topic} & set(names) for regex, names in by_file
    )


def pattern(glob: str) -> re.Pattern[str]:
    """A glob as a regular expression: `*` within a folder, `**` across; a bare name in any folder; a folder with all
    that is below it."""
    text = glob.removeprefix("./").rstrip("/")
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", text if "/" in text else f"**/{text}")
    words = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile("".join(words.get(part) or re.escape(part) for part in parts) + "(?:/.*)?", re.DOTALL)
