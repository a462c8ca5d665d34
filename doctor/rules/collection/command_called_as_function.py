"""A test calls a command of click, which ends in SystemExit.

## Why

What `@click.command()` and `@click.group()` make of a function is a program: called, it reads its words, runs, and ends
with `sys.exit()`, also when all went well. So does the application that `typer.Typer()` makes. The test fails:
"SystemExit: 0" (https://click.palletsprojects.com/en/stable/testing/,
https://github.com/pallets/click/pull/1312).

## Instead

`CliRunner().invoke(cli, ["--name", "x"])`, and look at its `exit_code` and `output`; or `cli(["--name", "x"],
standalone_mode=False)`; or `cli.callback(name="x")`, which is the function itself.

## Fix safety

There is none: `standalone_mode=False` alone lets errors of the command come out as exceptions of another kind.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Problem, Severity
from doctor.model.outlines import Outlines
from doctor.model.slips import Slip
from doctor.model.sources import SourceFile
from doctor.rules.collection._meant_to_fail import certain_slips
from doctor.rules.outlined import outlined
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile, modules: Modules, outlines: Outlines) -> Iterator[Problem]:
    for slip in certain_slips(test_file, "ran", "plainly"):
        if leaves_otherwise(slip, test_file):
            continue
        if any(name in outline.commands for outline, name in outlined(slip.name, test_file, modules, outlines)):
            yield problem(slip)


def leaves_otherwise(slip: Slip, file: SourceFile) -> bool:
    """May `sys.exit` be replaced, by a decorator or in the test?"""
    function = file.function(slip.within)
    decorators = function.decorators if function else ()
    calls = file.calls_in(slip.within)
    texts = [str(part.value) for call in calls for part in call.expr.parts]
    is_kept = any("exit" in text.lower() for text in texts)
    return is_kept or any(not str(each.value).startswith("pytest.mark.") for each in decorators)


def problem(slip: Slip) -> Problem:
    name = slip.name.rpartition(".")[2]
    return Problem(
        place=slip.place,
        message=f"'{name}' is a command: called, it ends in SystemExit, also when all went well",
        label="never returns",
        consequence=f"'{slip.within}' fails: SystemExit: 0",
        help=f"write `CliRunner().invoke({name}, […])`, or add standalone_mode=False",
    )
