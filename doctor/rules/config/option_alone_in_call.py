"""A call gives an option that does nothing without another one.

## Why

`--cov-report` and `--cov-fail-under` belong to a measurement that `--cov` begins: without it pytest-cov does nothing,
there is no report, and the gate is never closed. `--dist` says how tests are given to workers that `-n` starts, and
`--maxprocesses` how many `-n auto` may start at most. pytest says nothing of that. In `addopts` of a file `--dist` may
stand alone: it holds for the calls that give `-n`.

See https://pytest-cov.readthedocs.io/en/latest/config.html and
https://pytest-xdist.readthedocs.io/en/stable/distribution.html.

## Instead

Add the option that begins it, in the call or in `addopts`.

## Fix safety

There is none: what is to be measured, and with how many workers, is for people to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls, option_of
from doctor.model.config import CommandLine, Source
from doctor.model.findings import Problem, Severity
from doctor.model.places import Word
from doctor.model.sources import Sources
from doctor.rules.registry import rule

NEEDS = {
    **dict.fromkeys(("--cov-report", "--cov-fail-under", "--cov-append", "--cov-branch", "--cov-context"), ("--cov",)),
    **dict.fromkeys(("--dist", "--maxprocesses"), ("-n", "--numprocesses", "--tx", "--px", "-d", "-f", "--looponfail")),
}
WHAT = {"--cov": "measures nothing, and passes whatever is covered", "-n": "runs all tests in one process"}
OTHERWISE = ("-c", "--config-file", "-o", "--override-ini", "--rootdir", "--no-cov")


@rule(severity=Severity.WARNING, since="0.1")
def check(calls: Calls, command_line: CommandLine, sources: Sources) -> Iterator[Problem]:
    yield from typed(command_line, sources)
    given = [option for option in command_line.options if option.place.file != "<command line>"]
    elsewhere = {name for option in given for name in option.names}
    elsewhere |= {option_of(word.text) for call in calls.variables for word in call.words}
    for call in calls.calls:
        if not call.certain or any(word.text.startswith(OTHERWISE) for word in call.words):
            continue
        here = elsewhere | {option_of(word.text) for word in call.words} | {word.text for word in call.words}
        is_off = "--dist=no" in here or any(word.text == "no" for word in call.words)
        for word in call.words:
            others = NEEDS.get(option_of(word.text), ())
            if others and not here & set(others) and not is_off:
                yield problem(word, others[0])
                break


def typed(command_line: CommandLine, sources: Sources) -> Iterator[Problem]:
    """The call that is examined: what is typed, or stands in PYTEST_ADDOPTS."""
    if any(write.name.startswith("config.option.") for file in sources.reaching_others for write in file.writes):
        return
    for option in command_line.all(*NEEDS):
        others = next(NEEDS[name] for name in (option.name, *option.names) if name in NEEDS)
        is_off = option.value in ("no", "0", "") or command_line.last("--no-cov") or option.source is Source.ADDOPTS
        if option.known and not is_off and not command_line.last(*others):
            yield problem(Word(option.text(), option.place), others[0])
            break


def problem(word: Word, other: str) -> Problem:
    return Problem(
        place=word.place,
        message=f"'{word.text}' does nothing without '{other}', which neither this call nor addopts gives",
        label=f"without {other}",
        consequence=f"the call {WHAT[other]}",
        help=f"add {other}, or take '{word.text}' out",
    )
