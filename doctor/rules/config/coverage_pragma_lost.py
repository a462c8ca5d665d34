"""`exclude_lines` of coverage.py takes the place of `# pragma: no cover`.

## Why

`exclude_lines` replaces coverage.py's own list, of which `pragma: no cover` is a part. Where it does not name it again,
the comments of that kind in the code mean nothing, and their lines count as missing.

See https://coverage.readthedocs.io/en/latest/config.html#report-exclude-lines and
https://coverage.readthedocs.io/en/latest/excluding.html#advanced-exclusion.

## Instead

`exclude_also` (from coverage 7.2 on) adds to the list; or one more line, `pragma: no cover`.

## Fix safety

The lines go out of the count, which changes what the report says: it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, ConfigFile, Section, Setting
from doctor.model.environment import Distributions
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, RenameKey
from doctor.model.places import Place
from doctor.rules.config._coverage import is_measured, written
from doctor.rules.cures import may_edit
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(
    coverage_file: ConfigFile | None,
    pragmas: tuple[Place, ...],
    distributions: Distributions,
    command_line: CommandLine,
) -> Iterator[Problem]:
    report = next((each for each in coverage_file.sections if each.name == "report"), None) if coverage_file else None
    setting = report.get("exclude_lines") if report else None
    if coverage_file and report and setting:
        counted = tuple(place for place in pragmas if is_measured(place.file, coverage_file, command_line))
        can_add = (distributions.version("coverage") or (7, 2)) >= (7, 2) and not report.get("exclude_also")
        if counted:
            yield problem(setting, counted, report, coverage_file, can_add)


def problem(setting: Setting, pragmas: tuple[Place, ...], report: Section, file: ConfigFile, can_add: bool) -> Problem:
    header = written(file, report.name)
    fix = Fix("write exclude_also for exclude_lines", (RenameKey(file.file, header, "exclude_lines", "exclude_also"),))
    return Problem(
        place=setting.place,
        message="exclude_lines takes the place of coverage.py's own list, and does not name 'pragma: no cover'",
        label="replaces the default",
        related=(Related(pragmas[0], "counted all the same"),),
        consequence="lines with that comment count as missing, and coverage.py says no word",
        help="write exclude_also, or add a line `pragma: no cover`",
        fix=fix if can_add and may_edit(setting.place) else None,
    )
