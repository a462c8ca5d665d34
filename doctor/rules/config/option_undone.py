"""An option of addopts undoes another one.

## Why

`-s` shows what tests print, but workers of pytest-xdist have no terminal; `--no-cov` switches off what `--cov` asks
for, and with it the limit of `--cov-fail-under`.

See https://docs.pytest.org/en/stable/example/simple.html#how-to-change-command-line-options-defaults.

## Instead

Keep the one that is meant.

## Fix safety

`-s` without effect is taken out: not unasked, for it counts in a call with `-n 0`. A gate for coverage never is.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, GivenOption, Source
from doctor.model.findings import Problem, Related, Severity
from doctor.rules.cures import option_removed
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(command_line: CommandLine) -> Iterator[Problem]:
    workers, shown = command_line.last("-n", "--numprocesses"), command_line.last("-s", "--capture")
    is_shown = shown and (shown.name == "-s" or shown.value == "no")
    if shown and is_shown and workers and workers.known and workers.value not in ("0", None):
        yield from problem(shown, workers, "workers have no terminal: what tests print is not shown")
    switch = command_line.last("--no-cov")
    gate = command_line.last("--cov-fail-under") or command_line.last("--cov")
    if switch and switch.known and gate:
        yield from problem(gate, switch, "nothing is measured")


def problem(undone: GivenOption, by: GivenOption, words: str) -> Iterator[Problem]:
    if undone.source is by.source is Source.ADDOPTS:
        yield Problem(
            place=undone.place,
            message=f"'{undone.text()}' has no effect beside '{by.text()}': {words}",
            label="has no effect",
            related=(Related(by.place, "undone here"),),
            help=f"take '{undone.text()}' or '{by.text()}' out",
            fix=option_removed(undone) if undone.name in ("-s", "--capture") else None,  # a gate does not go
        )
