"""The text that an exception is to have is a pattern, and does not match itself.

## Why

`match=` of `pytest.raises` and `pytest.warns`, and the second argument of `assertRaisesRegex`, are regular
expressions: in `match="take() needs one (got 2)"` the parentheses make groups and stand for nothing in the text, so
that the very text does not match (https://github.com/pytest-dev/pytest/issues/8381,
https://github.com/pytest-dev/pytest/issues/7489). Some texts are no patterns at all.

## Instead

`match=re.escape("take() needs one (got 2)")`.

Nothing is said where something else shows that a pattern is meant: a backslash, `|`, `.*`.

## Fix safety

`re.escape` is written only when asked: whether the code raises this very text cannot be told.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import AddImport, Fix
from doctor.model.slips import Slip
from doctor.model.sources import SourceFile
from doctor.rules.collection._slips import slips
from doctor.rules.cures import wrapped
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    for slip in slips(test_file, "pattern", anywhere=True):
        yield problem(slip)


def problem(slip: Slip) -> Problem:
    return Problem(
        place=slip.place,
        message=f"'{slip.name}' is a regular expression that does not match this very text: {slip.text}",
        label="no plain text",
        consequence=f"'{slip.within}' fails: Regex pattern did not match",
        help="write it as `re.escape(…)`, or with a backslash before each special character",
        fix=Fix(
            "take the text as it is written, with re.escape",
            (*wrapped(slip.place, "re.escape(", ")"), AddImport(slip.place.file, "import re")),
        ),
    )
