"""A test compares two values and does nothing with the answer.

## Why

`total == 3` on a line of its own works out whether it is so, and forgets it: the test passes whatever `total` is. The
`assert` before it is missing (https://docs.pytest.org/en/stable/how-to/assert.html). So it is with a call that only
answers a question: `isinstance(shape, Circle)`, `math.isclose(area, 12.57)`, `text.startswith("ok")`
(https://github.com/mozilla/treeherder/pull/1472).

Nothing is said of `startswith` where it may be no text that is asked, as in `expect(name).startswith("a")`, nor of
`expect(total) == 3`, where what `expect` gives fails by itself.

## Instead

`assert total == 3`. Nothing is said where the comparison itself is to fail, in `with pytest.raises(TypeError):`;
one that is only to go through is written `_ = total == 3`.

## Fix safety

`assert` is not written unasked: the test may fail then.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.sources import SourceFile
from doctor.rules.registry import rule

COMPARED = ("compar", "cmp")  # in the name of a test of just that


@rule(severity=Severity.WARNING, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    tests = {test.function for test in test_file.tests if not test.file}
    for each in test_file.flows.idle:
        if each.how in ("compared", "asked") and each.within in tests:
            what = "compares two values" if each.how == "compared" else f"asks {each.name.rpartition('.')[2]}(…)"
            is_of_comparing = any(word in each.within.rpartition(".")[2].lower() for word in COMPARED)
            start = each.place.replace(end_line=each.place.line, end_column=each.place.column)
            yield Problem(
                place=each.place,
                message=f"'{each.within}' {what} and does nothing with the answer",
                label="no assert",
                consequence="nothing fails, whatever the values are",
                help="write assert before it",
                # that two things can be compared may be all that is tested
                severity=Severity.NOTE if is_of_comparing else None,
                fix=Fix("write assert before it", (Replace(start, "assert "),)),
            )
