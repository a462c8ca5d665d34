"""An option of addopts does nothing, for the option that it belongs to is given nowhere.

## Why

`--cov-fail-under=90` without `--cov` measures nothing, and so refuses nothing: the gate is open; `--cov-report=xml`
writes no report. `--json-report-file` only names the file that `--json-report` would write. `--reruns-delay` and
`--only-rerun` wait between reruns and choose them; without `--reruns`, or a mark `flaky`, nothing is run again.
pytest-split stops where only one of `--splits` and `--group` is given.

See https://pytest-cov.readthedocs.io/en/latest/config.html,
https://pytest-rerunfailures.readthedocs.io/stable/configuration.html and
https://github.com/numirias/pytest-json-report.

## Instead

Give both, `--cov=shop --cov-fail-under=90`, or take the one out.

## Fix safety

`--cov` without a name measures all that is imported below rootdir: the gate may close, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.config import CommandLine, GivenOption, IniValues, PytestConfig, Source
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import AddItem, Fix
from doctor.model.sources import Sources
from doctor.rules.cures import home, option_removed
from doctor.rules.registry import rule

REPORT = "nothing is measured, and no report of coverage is written or printed"
RERUNS = ("reruns", "flaky")
# option → (the one that it belongs to, keys and marks that stand in for that one, what happens without)
NEEDS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "--cov-fail-under": ("--cov", (), "nothing is measured, and the gate lets everything through"),
    "--cov-report": ("--cov", (), REPORT),
    "--reruns-delay": ("--reruns", RERUNS, "no test is run again, so that there is nothing to wait for"),
    "--only-rerun": ("--reruns", RERUNS, "no test is run again"),
    "--rerun-except": ("--reruns", RERUNS, "no test is run again"),
    "--json-report-file": ("--json-report", (), "no report is written"),
    "--md-report-output": ("--md-report", (), "no report is written"),
    "--self-contained-html": ("--html", (), "no report is written"),
    "--clean-alluredir": ("--alluredir", (), "no results are written, and none are removed"),
    "--durations-min": ("--durations", ("durations",), "no durations are shown"),
    "--repeat-scope": ("--count", ("repeat",), "each test runs once"),
    "--splits": ("--group", (), "pytest stops: argument `--group` is required"),
    "--group": ("--splits", (), "pytest stops: argument `--splits` is required"),
}
FLAGS = ("--cov", "--json-report", "--md-report")  # what can be added as it is


@rule(severity=Severity.WARNING, since="0.1")
def check(
    command_line: CommandLine, ini: IniValues, sources: Sources, calls: Calls, config: PytestConfig
) -> Iterator[Problem]:
    for name, (needed, others, words) in NEEDS.items():
        option = command_line.last(name)
        if not option or not option.known or option.source is not Source.ADDOPTS or option.value in ("0", ""):
            continue
        told = command_line.last("--cov-fail-under") if name == "--cov-report" else None
        if not told and not is_given(needed, others, command_line, ini, sources, calls):
            yield Problem(
                place=option.place,
                message=f"'{option.text()}' is in addopts, and '{needed}' is given nowhere",
                label=f"of no use without {needed}",
                consequence=words,
                help=f"add {needed} to addopts, or take '{option.text()}' out",
                fix=added(option, needed, config),
                severity=Severity.ERROR if words.startswith("pytest stops") else None,
            )


def is_given(
    needed: str, others: tuple[str, ...], command_line: CommandLine, ini: IniValues, sources: Sources, calls: Calls
) -> bool:
    """Is the other option given here, in a call elsewhere, or is something there in its place?"""
    if command_line.last(needed) or any(ini[key] for key in others):
        return True
    if any(write.name.startswith("config.option.") for file in sources.reaching_others for write in file.writes):
        return True  # `config.option.htmlpath = …`
    written = (word.text for call in (*calls.calls, *calls.variables) for word in call.words)
    if any(not text or text.partition("=")[0] == needed for text in written):  # "" is a word that a variable gives
        return True
    return any(mark.name in others for _, mark in sources.marks)


def added(option: GivenOption, needed: str, config: PytestConfig) -> Fix | None:
    where = home(config)
    if needed not in FLAGS:
        return option_removed(option)
    return Fix(f"add '{needed}' to addopts", (AddItem(*where, "addopts", needed),)) if where else None
