"""`xfail(raises=…)` is given the exception's name as a text.

## Why

`raises` is an exception class, or a tuple of them. A text or a list matches no exception: the test that is expected to
fail fails in earnest, and some versions end with an internal error ("isinstance() arg 2 must be a type")
(https://docs.pytest.org/en/stable/reference/reference.html#pytest-mark-xfail-ref).

## Instead

`raises=ValueError`, or `raises=(ValueError, TypeError)`.

## Fix safety

The built-in exception of that name, or the tuple, is written: the mark did not work before.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.sources import Expr, SourceFile
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    for mark in test_file.marks:
        raises = mark.expr.keyword("raises") if mark.name == "xfail" else None
        if raises is not None and (raises.text is not None or raises.kind in ("list", "set", "dict")):
            yield problem(raises)


def problem(raises: Expr) -> Problem:
    name = raises.text
    is_known = bool(name) and isinstance(getattr(builtins, name or "", None), type)
    return Problem(
        place=raises.place,
        message="raises of xfail is " + (f"the text '{name}'" if name else f"a {raises.kind}") + ", no exception class",
        label=f"{name} without quotes?" if name else "not a tuple",
        consequence="the xfail matches no exception: the test fails, or pytest ends with "
        "TypeError: isinstance() arg 2 must be a type",
        help=f"write raises={name}" if name else "write a tuple of exception classes",
        fix=Fix(f"write {name}", (Replace(raises.place, name),), safe=True) if name and is_known else None,
    )
