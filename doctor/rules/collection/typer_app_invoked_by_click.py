"""click's CliRunner is given an application of typer, which is no command of click.

## Why

`typer.Typer()` makes an application of which typer makes a command of click each time it runs. `CliRunner` of
`click.testing` takes it for a command, asks for its `name`, and ends with "KeyError: 'prog_name'" or "AttributeError:
'Typer' object has no attribute 'name'" (https://typer.tiangolo.com/tutorial/testing/,
https://github.com/fastapi/typer/issues/27).

## Instead

`from typer.testing import CliRunner`; or `runner.invoke(typer.main.get_command(app), …)`.

## Fix safety

There is none: the same runner may invoke commands of click elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Problem, Severity
from doctor.model.outlines import Outlines
from doctor.model.sources import SourceFile
from doctor.rules.collection._meant_to_fail import certain_slips
from doctor.rules.outlined import meaning, outlined
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile, modules: Modules, outlines: Outlines) -> Iterator[Problem]:
    for slip in certain_slips(test_file, "invoked"):
        target = meaning(slip.name, test_file, modules, outlines)[-1]
        if any(name in outline.typers for outline, name in outlined(target, test_file, modules, outlines)):
            yield Problem(
                place=slip.place,
                message=f"'{slip.name}' is an application of typer, and the CliRunner is click's",
                label="no command of click",
                consequence=f"'{slip.within}' fails: 'Typer' object has no attribute 'name'",
                help="write `from typer.testing import CliRunner`",
            )
