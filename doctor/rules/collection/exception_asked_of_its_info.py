"""A test asks what `pytest.raises` gives, which is not the exception, for its text.

## Why

`with pytest.raises(ValueError) as err:` gives an `ExceptionInfo`. Its text is
"<ExceptionInfo ValueError('too small') tblen=1>", never the exception's own, and it has no `message` or `args`
(https://github.com/pytest-dev/pytest/issues/5412, https://github.com/pytest-dev/pytest/issues/5528). What unittest's
`assertRaises` has in `exception` is in `value` here.

## Instead

`str(err.value) == "too small"`, `err.value.args`, or `pytest.raises(ValueError, match="too small")`.

## Fix safety

`.value` is written when asked: the exception's text may be another one.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.slips import Slip
from doctor.model.sources import SourceFile
from doctor.rules.collection._slips import slips
from doctor.rules.registry import rule

TEXTS = ("message", "msg")  # which Python's own exceptions do not have
WHOLE = "exception"


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    for slip in slips(test_file, "info"):
        yield problem(slip)


def problem(slip: Slip) -> Problem:
    right = meant(slip)
    why = f"AttributeError: 'ExceptionInfo' object has no attribute '{slip.text}'"
    return Problem(
        place=slip.place,
        message=f"'{slip.name}' is what pytest.raises gives, not the exception: that is `{slip.name}.value`",
        label=f"no '{slip.text}' of the exception" if slip.text else "not the text of the exception",
        consequence=f"'{slip.within}' fails: " + (why if slip.text else "the text begins with <ExceptionInfo"),
        help=f"write `{right}`",
        fix=Fix(f"write {right}", (Replace(slip.place, right),)),
    )


def meant(slip: Slip) -> str:
    if slip.text == WHOLE:
        return f"{slip.name}.value"
    if slip.text and slip.text not in TEXTS:
        return f"{slip.name}.value.{slip.text}"
    return f"str({slip.name}.value)"
