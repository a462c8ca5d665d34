"""`pytest.approx` is compared by an order, of which it knows nothing.

## Why

`mean <= pytest.approx(1.5)` is a TypeError: approx knows `==` and `!=` alone, which are all that
a tolerance has a meaning for (https://github.com/pytest-dev/pytest/issues/2003, https://github.com/pytest-dev/pytest/pull/2576).

## Instead

`assert mean <= 1.5`, with a margin where one is needed: `assert mean <= 1.5 + 1e-9`; or
`assert mean < 1.5 or mean == pytest.approx(1.5)`.

## Fix safety

There is no fix: which margin is meant, only the author knows.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.sources import SourceFile
from doctor.rules.collection._meant_to_fail import certain_slips
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    for slip in certain_slips(test_file, "approx ordered"):
        yield Problem(
            place=slip.place,
            message=f"pytest.approx is compared by '{slip.name}', and knows '==' alone",
            label="has no order",
            consequence=f"'{slip.within}' fails: TypeError: '{slip.name}' not supported between instances",
            help=f"write the number itself, with a margin where one is needed; or `value {slip.name[0]} … or value == "
            "pytest.approx(…)`",
        )
