"""A setting below `# doctor:` is not the one that was generated.

## Why

The comment gives a reason for a value that is not there any more, and nobody has tried the new one with pytest.
`generate --check` and `preflight` fail. What stands below no such comment is yours, and never looked at.

See https://docs.pytest.org/en/stable/reference/customize.html.

## Instead

Drop the comment, and the setting is yours: `generate` keeps it. Or keep the comment and let `generate --set` write the
value, so that it is tried, and written again whenever the profile is.

## Fix safety

Safe: a comment goes.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.generated import EditedSetting, GeneratedSection
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(generated: tuple[GeneratedSection, ...]) -> Iterator[Problem]:
    for section in generated:
        for setting in section.edited:
            yield problem(section, setting)


def problem(section: GeneratedSection, setting: EditedSetting) -> Problem:
    profile = section.stamp.profile
    return Problem(
        place=setting.place,
        message=f"'{setting.text}' stands below '# doctor:', and is not what profile '{profile}' gave",
        label="changed by hand",
        related=(Related(section.place, f"[{section.section}] was generated here"),),
        consequence=f"`pytest-doctor generate --profile {profile} --check` ends with 1",
        help=f"drop the comment to keep it, or give it to `pytest-doctor generate --profile {profile} --set`",
        fix=Fix("drop the comment, so that the setting is the project's own", (Replace(setting.comment, ""),), True),
    )
