"""`monkeypatch.setenv` is given a value that is no text, where warnings are errors.

## Why

Variables of the environment are texts. pytest makes one of a number and warns: "Value of environment variable PORT type
should be str". Where warnings are errors, the test fails there
(https://docs.pytest.org/en/stable/how-to/monkeypatch.html#monkeypatching-environment-variables).

## Instead

`monkeypatch.setenv("PORT", "8080")`.

## Fix safety

The number is written in quotes, which is what pytest makes of it: safe.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.sources import SourceFile
from doctor.rules.filters import error_filter
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(file: SourceFile, config: PytestConfig, ini: IniValues, command_line: CommandLine) -> Iterator[Problem]:
    for call in file.calls_of("monkeypatch.setenv"):
        name, value = call.expr.argument(0, "name"), call.expr.argument(1, "value")
        if value is None or value.kind != "constant" or isinstance(value.value, str) or value.value is None:
            continue
        told = name.text if name is not None and name.text else "…"
        error = error_filter(config, ini, command_line, "PytestWarning", f"Value of environment variable {told} type")
        if error is None:
            continue
        text = f'"{value.value!r}"'
        yield Problem(
            place=value.place,
            message=f"setenv is given {value.value!r} for {told}, which is no text, and warnings are errors",
            label=f"{type(value.value).__name__}, not str",
            related=(Related(error.place, "makes the warning an error"),) if error.place else (),
            consequence=f"PytestWarning: Value of environment variable {told} type should be str",
            help=f"write {text}",
            fix=Fix(f"write {text}", (Replace(value.place, text),), safe=True),
        )
