"""Two options that exclude each other are given.

## Why

The debugger needs the terminal, and workers have none: pytest-xdist refuses `--pdb` beside `-n 4`, and beside
`--looponfail`. With `-n auto` and `-n 0` it runs without workers instead; before 3.6 not if `--dist` is given, too
(https://github.com/pytest-dev/pytest-xdist/issues/937).

## Instead

Leave `--pdb` to the command line, together with `-n 0`.

## Fix safety

Taking `--pdb` out of addopts is safe: pytest stops now, and it chooses no tests. Where it is typed there is no fix.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, GivenOption
from doctor.model.environment import Distributions
from doctor.model.findings import Problem, Related, Severity
from doctor.rules.cures import option_removed
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(command_line: CommandLine, distributions: Distributions) -> Iterator[Problem]:
    debugger = command_line.last("--pdb")
    if debugger is None:
        return
    workers = distributing(command_line, distributions.version("pytest-xdist") or ())
    loop = command_line.last("--looponfail", "-f")
    if loop and loop.known:
        yield problem(debugger, loop, "--pdb is incompatible with --looponfail.")
    elif workers and not command_line.last("--collect-only", "--co"):
        words = "--pdb is incompatible with distributing tests; try using -n0 or -nauto."
        yield problem(debugger, workers, words)


def distributing(command_line: CommandLine, xdist: tuple[int, ...]) -> GivenOption | None:
    """The option that makes pytest-xdist start workers, but for `-n auto`, which gives way to --pdb."""
    number, dist = command_line.last("-n", "--numprocesses"), command_line.last("--dist")
    is_dist = bool(dist and dist.value not in (None, "no"))
    if number and number.known:
        value = (number.value or "").strip()
        if value == "0" and xdist and xdist < (3, 6):
            return dist if is_dist else None
        return number if value.isdigit() and int(value) > 0 else None
    processes = command_line.last("--tx")
    return processes if processes and processes.known and is_dist else None


def problem(debugger: GivenOption, other: GivenOption, words: str) -> Problem:
    return Problem(
        place=debugger.place,
        message=f"'--pdb' and '{other.text()}' exclude each other",
        label="not together with workers",
        related=(Related(other.place, "asked for here"),),
        consequence=f"pytest stops: {words}",
        help=f"take one of '--pdb' and '{other.text()}' out, or run 'pytest -n 0 --pdb' when you debug",
        fix=option_removed(debugger, safe=True),
    )
