"""A conftest.py sets a variable below the import of what reads it.

## Why

`DATABASE = os.environ.get("SHOP_DATABASE", "production")` at the top of a module is worked out once, when the module is
imported. A conftest.py that imports it first and sets the variable below comes too late: the tests run with the value
that was there before, on another machine with another one. Tools that sort imports move them above such a line.

See https://github.com/mlrun/mlrun/pull/41 and https://github.com/kgdunn/process-improve/issues/309.

Nothing is said of what is read within functions, nor of a module that is reloaded.

## Instead

Set the variable above the import (`# noqa: E402` keeps the import there), or by pytest-env, which does it before any
conftest.py is loaded.

## Fix safety

The module gets another value, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Variables
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, InsertLine, RemoveLines
from doctor.model.late_variables import LateVariable
from doctor.model.sources import SourceFile, Sources
from doctor.rules.cures import literal
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(late_variables: tuple[LateVariable, ...], sources: Sources, variables: Variables) -> Iterator[Problem]:
    for late in late_variables:
        file = sources.get(late.file)
        value = written(late, file) if file else None
        if file and (value is None or value != variables.get(late.name)):
            yield problem(late, file, value)


def written(late: LateVariable, file: SourceFile) -> str | None:
    """The text that it is set to."""
    write = next((each for each in file.writes if each.place == late.place), None)
    return write.value.text if write and write.value else None


def problem(late: LateVariable, file: SourceFile, value: str | None) -> Problem:
    return Problem(
        place=late.place,
        message=f"'{late.name}' is set below the import of '{late.module}', which reads it while it is imported",
        label="too late",
        related=(Related(late.above, "imported here"), Related(late.read, "read here, once")),
        consequence=f"'{late.module}' keeps what {late.name} was before, or its default",
        help=f"set {late.name} above the import, or by pytest-env",
        fix=moved(late, file, value),
    )


def moved(late: LateVariable, file: SourceFile, value: str | None) -> Fix | None:
    """The line goes above the import, where `os` is known by then."""
    os_line = min((each.place.line for each in file.imports if each.module == "os" and not each.name), default=0)
    if value is None or not os_line or os_line >= late.above.line:
        return None
    line = f'os.environ["{late.name}"] = {literal(value)}'
    changes = (InsertLine(late.above, line), RemoveLines(late.place))
    return Fix(f"set {late.name} above the import", changes)
