"""A variable of the environment is set to something that is no text.

## Why

`os.environ["PORT"] = 8080` raises `TypeError: str expected, not int`. In a conftest it ends the run before the first
test; in a test file it is an error of the collection, or of the test.

See https://docs.python.org/3/library/os.html#os.environ.

## Instead

`os.environ["PORT"] = "8080"`. `monkeypatch.setenv` wants a text, too, and warns of others.

## Fix safety

Safe for numbers: the line raises as it stands. True and False are written as a text, not unasked, for "False" is true
to some who read it. What None should be is for people to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.sources import Call, Expr, SourceFile, Write
from doctor.rules.expected import is_expected_to_fail
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(file: SourceFile) -> Iterator[Problem]:
    changes: tuple[Write | Call, ...] = (*file.writes, *file.calls_of("os.environ.setdefault", "os.putenv"))
    for change in changes:
        name, value = given(change)
        if value is None or not is_no_text(value) or change.guarded:
            continue
        if not is_expected_to_fail(file, change.within, value.place.line):
            yield problem(name, value)


def given(change: Write | Call) -> tuple[Expr | None, Expr | None]:
    """The name of the variable, and its value."""
    if isinstance(change, Call):
        return change.expr.argument(0, "key"), change.expr.argument(1, "value")
    return (change.target.parts[-1], change.value) if change.name == "os.environ[]" else (None, None)


def is_no_text(value: Expr) -> bool:
    return value.kind == "constant" and not isinstance(value.value, (str, bytes))


def problem(name: Expr | None, value: Expr) -> Problem:
    kind, text = type(value.value).__name__, repr(value.value)
    is_number = kind in ("int", "float")
    is_plain = is_number or kind == "bool"
    variable = f"the variable {name.text}" if name and name.text else "a variable of the environment"
    return Problem(
        place=value.place,
        message=f"{variable} is set to {text}, which is no text",
        label=f"{kind}, not str",
        consequence=f"TypeError: str expected, not {kind}",
        help=f'write "{text}"',
        fix=Fix(f'write "{text}"', (Replace(value.place, f'"{text}"'),), safe=is_number) if is_plain else None,
    )
