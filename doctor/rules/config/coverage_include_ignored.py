"""`include` of coverage.py has no effect beside `--cov` or `source`.

## Why

Where coverage.py is told what to measure (`--cov=shop`, or `source` in its own configuration), it does not look at
`include` of `[run]`: all of `shop` is measured and reported. It says so in a warning that is easily overlooked:
`--include is ignored because --source is set (include-ignored)`.

See https://coverage.readthedocs.io/en/latest/source.html and https://github.com/pytest-dev/pytest-cov/issues/123.

## Instead

`omit` leaves files out of what is measured; `include` in `[report]` chooses what is reported.

## Fix safety

The report gets smaller, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, ConfigFile, Setting
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, RemoveKey, SetKey
from doctor.model.places import Place
from doctor.rules.config._coverage import written
from doctor.rules.cures import may_edit
from doctor.rules.registry import rule

SOURCES = ("source", "source_pkgs", "source_dirs")


@rule(severity=Severity.WARNING, since="0.1")
def check(command_line: CommandLine, coverage_file: ConfigFile | None) -> Iterator[Problem]:
    run = next((each for each in coverage_file.sections if each.name == "run"), None) if coverage_file else None
    include = run.get("include") if run else None
    option = command_line.last("--cov")
    if coverage_file is None or run is None or include is None or not include.value:
        return
    off = run.get("disable_warnings")
    if off and "include-ignored" in str(off.value):
        return
    given = next((found for name in SOURCES if (found := run.get(name)) and found.value), None)
    if option and option.known and option.value:
        yield problem(include, option.text(), option.place, coverage_file)
    elif given and option:
        yield problem(include, given.name, given.place, coverage_file)


def problem(include: Setting, other: str, place: Place, file: ConfigFile) -> Problem:
    header = written(file, "run")
    return Problem(
        place=include.place,
        message=f"'include' of [{header}] has no effect, for '{other}' says what is measured",
        label="not looked at",
        related=(Related(place, "this decides"),),
        consequence=f"all that '{other}' names is reported: CoverageWarning: --include is ignored because --source is "
        "set",
        help=f"write omit for what is to be left out, or move 'include' into [{written(file, 'report')}]",
        fix=moved(include, file),
    )


def moved(include: Setting, file: ConfigFile) -> Fix | None:
    report = next((each for each in file.sections if each.name == "report"), None)
    if not may_edit(include.place) or (report and (report.get("include") or report.get("omit"))):
        return None
    value = include.value
    items = value if isinstance(value, list) else str(value).replace(",", "\n").split("\n")
    kept = tuple(str(item).strip() for item in items if str(item).strip())
    header = written(file, "report")
    changes = (RemoveKey(file.file, written(file, "run"), "include"), SetKey(file.file, header, "include", kept))
    return Fix(f"move 'include' into [{header}]", changes)
