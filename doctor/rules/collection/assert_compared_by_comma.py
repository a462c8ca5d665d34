"""An `assert` has the expected value behind a comma, where the message stands.

## Why

`assert total, 3` asks whether `total` is true, and would say 3 if it were not: it passes for every number but 0
(https://docs.python.org/3/reference/simple_stmts.html#the-assert-statement).

## Instead

`assert total == 3`. A message is text: `assert total, "no items"`.

## Fix safety

`==` is not written unasked: the test may fail then.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.rewrites import CompareMessage
from doctor.model.sources import SourceFile
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    tests = {test.function for test in test_file.tests if not test.file}
    for each in test_file.flows.idle:
        if each.how == "comma" and each.within in tests:
            yield Problem(
                place=each.place,
                message=f"'{each.within}' asserts that a value is true, with the expected one as the message",
                label="only the message",
                consequence="the test passes for every value that is true",
                help="write `==` in place of the comma",
                fix=Fix("write `==` in place of the comma", (CompareMessage(each.place),)),
            )
