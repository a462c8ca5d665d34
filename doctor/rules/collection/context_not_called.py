"""A `with` names a function that makes a context manager, and does not call it.

## Why

`capsys.disabled` is a method; the context manager is what it returns. `with capsys.disabled:` fails with "'method'
object does not support the context manager protocol", in older Pythons with "AttributeError: __enter__"
(https://docs.pytest.org/en/stable/how-to/capture-stdout-stderr.html).

## Instead

`with capsys.disabled():`

## Fix safety

Safe where it needs no arguments: the test fails at this line as it is. What else it is to be given, only people know.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.sources import SourceFile
from doctor.rules.collection._slips import slips
from doctor.rules.cures import wrapped
from doctor.rules.excused import excused_tests
from doctor.rules.registry import rule

BARE = ("disabled", "context", "catch_warnings", "deprecated_call", "captureExceptions", "capture_exceptions")


@rule(severity=Severity.ERROR, since="0.1")
def check(file: SourceFile) -> Iterator[Problem]:
    is_run = file.collected or file.role in ("conftest", "plugin")
    found = list(slips(file, "uncalled context", anywhere=True)) if is_run else []
    passed_over = excused_tests(file) if found else frozenset()
    for slip in found:
        if slip.within in passed_over:
            continue
        name = slip.name.removeprefix("unittest.mock.")
        is_bare = name.endswith((*BARE, "callbacks"))
        call = f"{name}({'' if is_bare else '…'})"
        yield Problem(
            place=slip.place,
            message=f"'with {name}:' names a function and does not call it",
            label="not called",
            consequence=f"'{slip.within}' fails: a function is no context manager",
            help=f"write `with {call}:`",
            fix=Fix(f"call {name}", wrapped(slip.place, "", "()"), safe=True) if is_bare else None,
        )
