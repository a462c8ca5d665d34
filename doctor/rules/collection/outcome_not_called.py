"""A test or fixture names `pytest.fail` or `pytest.skip`, and does not call it.

## Why

Without its parentheses the name is looked at, and nothing happens: the test goes on, and passes where it was to fail
(https://docs.pytest.org/en/stable/reference/reference.html#pytest-fail).

## Instead

`pytest.fail("why")`, `pytest.skip("why")`, `self.fail("why")`.

## Fix safety

The parentheses are added when asked for: the test fails, or is skipped, where it comes there.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.flows import Idle
from doctor.model.sources import SourceFile
from doctor.rules.registry import rule

WITHOUT_REASON = ("pytest.fail", "pytest.skip", "pytest.xfail", "self.fail")  # may be called with nothing


@rule(severity=Severity.ERROR, since="0.1")
def check(file: SourceFile) -> Iterator[Problem]:
    for each in file.flows.idle if file.collected or file.role in ("conftest", "plugin") else ():
        if each.how == "uncalled":
            yield problem(each)


def problem(idle: Idle) -> Problem:
    place = idle.place
    end = place.replace(line=place.end_line, column=place.end_column)
    return Problem(
        place=place,
        message=f"'{idle.within}' names {idle.name} and does not call it",
        label="nothing happens",
        consequence="it goes on as if it were not there",
        help=f'write `{idle.name}("why")`',
        fix=Fix(f"call {idle.name}", (Replace(end, "()"),)) if idle.name in WITHOUT_REASON else None,
    )
