"""An option of addopts does nothing, for the option that it belongs to is given nowhere.

## Why

`--cov-fail-under=90` without `--cov` measures nothing, and so refuses nothing: the gate is open. `--reruns-delay` and
`--only-rerun` wait between reruns and choose them; without `--reruns`, or a mark `flaky`, nothing is run again.

See https://pytest-cov.readthedocs.io/en/latest/config.html and
https://pytest-rerunfailures.readthedocs.io/stable/configuration.html.

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

# option → (the one that it belongs to, keys and marks that stand in for that one, what happens without)
NEEDS = {
    "--cov-fail-under": ("--cov", (), "nothing is measured, and the gate lets everything through"),
    "--reruns-delay": ("--reruns", ("reruns", "flaky"), "no test is run again, so that there is nothing to wait for"),
    "--only-rerun": ("--reruns", ("reruns", "flaky"), "no test is run again"),
    "--rerun-except": ("--reruns", ("reruns", "flaky"), "no test is run again"),
}


@rule(severity=Severity.WARNING, since="0.1")
def check(
    command_line: CommandLine, ini: IniValues, sources: Sources, calls: Calls, config: PytestConfig
) -> Iterator[Problem]:
    for name, (needed, others, words) in NEEDS.items():
        option = command_line.last(name)
        if not option or not option.known or option.source is not Source.ADDOPTS or option.value in ("0", ""):
            continue
        if not is_given(needed, others, command_line, ini, sources, calls):
            yield Problem(
                place=option.place,
                message=f"'{option.text()}' is in addopts, and '{needed}' is given nowhere",
                label=f"of no use without {needed}",
                consequence=words,
                help=f"add {needed} to addopts, or take '{option.text()}' out",
                fix=added(option, needed, config),
            )


def is_given(
    needed: str, others: tuple[str, ...], command_line: CommandLine, ini: IniValues, sources: Sources, calls: Calls
) -> bool:
    """Is the other option given here, in a call elsewhere, or is something there in its place?"""
    if command_line.last(needed) or any(ini[key] for key in others):
        return True
    written = (word.text for call in (*calls.calls, *calls.variables) for word in call.words)
    if any(not text or text.startswith(needed) for text in written):  # "" is a word that a variable gives
        return True
    return any(mark.name in others for _, mark in sources.marks)


def added(option: GivenOption, needed: str, config: PytestConfig) -> Fix | None:
    where = home(config)
    if needed != "--cov":
        return option_removed(option)
    return Fix("add '--cov' to addopts", (AddItem(*where, "addopts", "--cov"),)) if where else None
