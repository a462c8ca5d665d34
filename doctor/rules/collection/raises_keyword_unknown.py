"""`pytest.raises` is given a keyword that it does not have.

## Why

`message=` is no argument of `pytest.raises`, though it was one before pytest 5.0, and then said what to tell when
nothing was raised: tests that meant to check the text of the exception checked nothing
(https://github.com/dagster-io/dagster/issues/135). Today the test stops with "Unexpected keyword arguments passed to
pytest.raises".

## Instead

`match=`, which is a regular expression that is searched for in the text.

## Fix safety

The name is changed only when asked: the text is a pattern then, and may not match.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.rewrites import RenameArgument
from doctor.model.slips import Slip
from doctor.model.sources import SourceFile
from doctor.rules.collection._slips import slips
from doctor.rules.registry import rule

TEXTS = ("message", "msg", "messages", "matches", "matching", "regex", "pattern", "text")


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    for slip in slips(test_file, "keyword", anywhere=True):
        yield problem(slip)


def problem(slip: Slip) -> Problem:
    is_text = slip.name in TEXTS
    return Problem(
        place=slip.place,
        message=f"'{slip.text}' has no argument '{slip.name}'"
        + (": the text is checked by 'match'" if is_text else ""),
        label="not known",
        consequence=f"TypeError: Unexpected keyword arguments passed to {slip.text}: {slip.name}",
        help=f"write `match=` in place of `{slip.name}=`" if is_text else f"take `{slip.name}=` out",
        fix=Fix(f"write 'match' for '{slip.name}'", (RenameArgument(slip.place, slip.name, "match"),))
        if is_text
        else None,
    )
