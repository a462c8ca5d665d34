"""`qtbot.waitUntil` is given the answer to a question, and not the function that asks it.

## Why

`qtbot.waitUntil(window.count == 1)` compares once, before anything is waited for, and hands True or False on: the test
fails with "'bool' object is not callable". pytest-qt calls what it is given again and again
(https://github.com/pytest-dev/pytest-qt/pull/139).

## Instead

`qtbot.waitUntil(lambda: window.count == 1)`.

## Fix safety

The test fails at this line as it is; with `lambda:` it waits, which is what the line says.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.sources import SourceFile
from doctor.rules.collection._meant_to_fail import certain_slips
from doctor.rules.cures import wrapped
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    for slip in certain_slips(test_file, "answered"):
        yield Problem(
            place=slip.place,
            message=f"{slip.name} is given the answer, and not the function that asks for it",
            label="asked once, before the wait",
            consequence=f"'{slip.within}' fails: TypeError: 'bool' object is not callable",
            help=f"write `{slip.name}(lambda: …)`",
            fix=Fix("put it into a function", wrapped(slip.place, "lambda: ", ""), safe=True),
        )
