"""`self.assertTrue` is given the expected value, where it takes a message.

## Why

`self.assertTrue(total, 3)` asks whether `total` is true, and would say 3 if it were not: it passes for every number
but 0 (https://docs.python.org/3/library/unittest.html#unittest.TestCase.assertTrue). `assertFalse` does the same.

## Instead

`self.assertEqual(total, 3)`. A message is text: `self.assertTrue(total, "no items")`.

## Fix safety

`assertEqual` is not written unasked: the test may fail then. What `assertFalse` was to say is not guessed.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.flows import Idle
from doctor.model.rewrites import RenameWord
from doctor.model.sources import SourceFile
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    tests = {test.function for test in test_file.tests if test.unittest and not test.file}
    own = {function.name for function in test_file.functions}  # one that may take something else
    for each in test_file.flows.idle:
        if each.how == "message" and each.within in tests and each.name not in own:
            yield problem(each)


def problem(idle: Idle) -> Problem:
    is_true = idle.name != "assertFalse"
    return Problem(
        place=idle.place,
        message=f"'{idle.within}' gives {idle.name} the expected value as the message",
        label=f"asks only whether the first is {'true' if is_true else 'false'}",
        consequence=f"the test passes for every value that is {'true' if is_true else 'false'}",
        help="write assertEqual" if is_true else "write assertEqual or assertNotEqual, as is meant",
        fix=Fix("write assertEqual", (RenameWord(idle.place, idle.name, "assertEqual"),)) if is_true else None,
    )
