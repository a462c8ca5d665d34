"""`parametrize`, or `params` of a fixture, is given one value where it takes several.

## Why

pytest runs through the values. A number, None or a truth value cannot be run through: the collection of the file ends
with "TypeError: 'int' object is not iterable"
(https://docs.pytest.org/en/stable/how-to/parametrize.html#pytest-mark-parametrize-parametrizing-test-functions).

## Instead

`[3]` for the one value, `range(3)` for as many.

## Fix safety

There is no fix: which of the two is meant is not written.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.expressions import Expr
from doctor.model.findings import Problem, Severity
from doctor.model.sources import SourceFile
from doctor.rules.markers._parametrize import constant_list, given
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(file: SourceFile) -> Iterator[Problem]:
    if file.collected or file.role in ("conftest", "plugin"):
        for values, call in given(file):
            value = constant_list(values, file)
            is_default = value.value is None and str(call.value).endswith("fixture")  # as if it were not given
            if value.kind == "constant" and not isinstance(value.value, (str, bytes)) and not is_default:
                yield problem(values, value)


def problem(values: Expr, value: Expr) -> Problem:
    kind = type(value.value).__name__
    many = f", or `range({value.value!r})`" if kind == "int" else ""
    return Problem(
        place=values.place,
        message=f"{value.value!r} is one value, and pytest takes a list of them here",
        label="no list",
        consequence=f"collection stops: TypeError: '{kind}' object is not iterable",
        help=f"write `[{value.value!r}]`{many}",
    )
