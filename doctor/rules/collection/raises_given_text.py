"""`pytest.raises` is given the message of the exception where it takes a function.

## Why

What stands behind the exception is called: `pytest.raises(ValueError, int, "x")`. Text cannot be, so that each test
with `pytest.raises(ValueError, "no number")` fails with a TypeError before its block begins
(https://docs.pytest.org/en/stable/reference/reference.html#pytest-raises).

## Instead

`with pytest.raises(ValueError, match="no number"):`. `match` is a regular expression: what has signs of these in it is
written `re.escape("…")`.

## Fix safety

`match=` is written before text without such signs when asked for: the test begins to run.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.flows import Idle
from doctor.model.sources import SourceFile
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    for each in test_file.flows.idle:
        if each.how in ("text", "pattern"):
            yield problem(each)


def problem(idle: Idle) -> Problem:
    place, is_plain = idle.place, idle.how == "text"
    start = place.replace(end_line=place.line, end_column=place.column)
    return Problem(
        place=place,
        message=f"{idle.name} is given text where it takes a function to call",
        label="the message belongs to match=",
        consequence="the test fails: TypeError: '…' object (type: <class 'str'>) must be callable",
        help="write `match=` before it" if is_plain else "write `match=re.escape(…)` around it",
        fix=Fix("write match= before it", (Replace(start, "match="),)) if is_plain else None,
    )
