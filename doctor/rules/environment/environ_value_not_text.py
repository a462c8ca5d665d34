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
from doctor.model.sources import Expr, SourceFile
from doctor.rules.expected import is_expected_to_fail
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(file: SourceFile) -> Iterator[Problem]:
    found = [(each.value, each.within, each.guarded) for each in file.writes if each.name == "os.environ[]"]
    calls = file.calls_of("os.environ.setdefault", "os.putenv")
    found += [(each.expr.argument(1, "value"), each.within, each.guarded) for each in calls]
    for value, within, guarded in found:
        is_odd = value is not None and is_no_text(value) and not guarded
        if value and is_odd and not is_expected_to_fail(file, within, value.place.line):
            yield problem(value)


def is_no_text(value: Expr) -> bool:
    return value.kind == "constant" and not isinstance(value.value, (str, bytes))


def problem(value: Expr) -> Problem:
    kind, text = type(value.value).__name__, repr(value.value)
    is_number = kind in ("int", "float")
    is_plain = is_number or kind == "bool"
    return Problem(
        place=value.place,
        message=f"a variable of the environment is set to {text}, which is no text",
        label=f"{kind}, not str",
        consequence=f"TypeError: str expected, not {kind}",
        help=f'write "{text}"',
        fix=Fix(f'write "{text}"', (Replace(value.place, f'"{text}"'),), safe=is_number) if is_plain else None,
    )
