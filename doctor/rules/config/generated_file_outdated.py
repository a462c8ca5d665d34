"""A generated file is older than the profile that it was made from.

## Why

The profile has changed since, or the `--set` in the file's header has. Until it is generated again, pytest runs with
what the profile said before, and `generate --check` and `preflight` fail.

See https://docs.pytest.org/en/stable/reference/customize.html.

## Instead

Run the `pytest-doctor generate` that the header names. Settings of your own stay.

## Fix safety

There is none: a generated file is tried by the project's pytest before it is written.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.generated import GeneratedSection
from doctor.rules.registry import rule


@rule(severity=Severity.NOTE, since="0.1")
def check(generated: tuple[GeneratedSection, ...]) -> Iterator[Problem]:
    """A profile of the project's own was changed by someone who wants it to hold; a shipped one by an upgrade."""
    for section in generated:
        if section.outdated:
            stamp, first = section.stamp, "mend the profile, then " if section.profile_is_gone else ""
            yield Problem(
                place=section.place,
                message=f"[{section.section}] of {section.place.file} is out of date: {section.outdated}",
                label=f"written by pytest-doctor {stamp.version}" if stamp.version else "written by pytest-doctor",
                help=f"{first}run `pytest-doctor generate --profile {stamp.profile}`",
                severity=Severity.WARNING if section.own_profile else None,
            )
