"""`pytest.approx` is given a list or dictionary that holds others.

## Why

`approx` goes one level deep. A list in a list, or a dictionary in a dictionary, is refused: "TypeError:
pytest.approx() does not support nested data structures" (https://github.com/pytest-dev/pytest/issues/3164). One of
another kind, such as a list in a dictionary, is refused from pytest 9.2 on; before, it is compared exactly, without a
word (https://github.com/pytest-dev/pytest/issues/10210).

## Instead

`approx` around each of the inner ones: `{"a": approx([0.1, 0.2]), "b": approx([0.3])}`; or numpy's `assert_allclose`.

## Fix safety

There is no fix.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig
from doctor.model.findings import Problem, Severity
from doctor.model.slips import Slip
from doctor.model.sources import SourceFile
from doctor.rules.collection._slips import slips
from doctor.rules.registry import rule

ALL_REFUSED = (9, 2)


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile, config: PytestConfig) -> Iterator[Problem]:
    for slip in slips(test_file, "nested", "nested other"):
        yield problem(slip, is_refused=slip.how == "nested" or config.version >= ALL_REFUSED)


def problem(slip: Slip, is_refused: bool) -> Problem:
    what = "dictionaries" if slip.name == "dict" else "data structures"
    inner = "dictionary" if slip.text == "dict" else slip.text
    return Problem(
        place=slip.place,
        message=f"pytest.approx does not reach into this {inner}",
        label="one level too deep",
        consequence=f"'{slip.within}' fails: TypeError: pytest.approx() does not support nested {what}"
        if is_refused
        else "its numbers are compared exactly; from pytest 9.2 on it is a TypeError",
        help="put approx around each of the inner ones",
        severity=Severity.ERROR if is_refused else Severity.WARNING,
    )
