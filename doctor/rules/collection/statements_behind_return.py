"""A test or fixture has statements behind its `return`, which are never run.

## Why

A `return` ends the function. Assertions behind it are never asked, and the test is green whatever the code does
(https://github.com/alphagov/notifications-admin/pull/4566). What a fixture is to clean up has to stand behind a
`yield`: behind a `return` it is never done.

`pytest.xfail("…")` ends the test as well: what it would check is never asked, so that nobody hears of it when the code
is mended, or fails in another way (https://docs.pytest.org/en/stable/how-to/skipping.html#xfail). A `return` at the end
of a loop's body leaves the loop in its first turn (https://github.com/OpenBioSim/biosimspace/issues/47).

## Instead

Mark the test with `@pytest.mark.xfail(reason="…")`, and it is run. Take the `return` out of the test. In the fixture
write `yield` in its place:

```python
@pytest.fixture
def server():
    server = start()
    yield server
    server.stop()
```

(https://docs.pytest.org/en/stable/how-to/fixtures.html#teardown-cleanup-aka-fixture-finalization).

## Fix safety

What then runs may fail, so it is done only when asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, RemoveLines, Replace
from doctor.model.slips import Slip
from doctor.model.sources import Function, SourceFile
from doctor.rules.collection._slips import slips
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(file: SourceFile) -> Iterator[Problem]:
    if not file.collected and file.role not in ("conftest", "plugin"):
        return
    tests = {test.function for test in file.tests if not any(mark.name == "skip" for mark in test.marks)}
    fixtures = {fixture.place for fixture in file.fixtures}
    for slip in slips(file, "behind", anywhere=True):
        function = file.function(slip.within)
        if slip.within in tests and slip.name == "assert":
            yield of_test(slip)
        elif function and function.place in fixtures and not function.yields:
            yield of_fixture(slip, function)
    yield from (of_xfail(slip) for slip in slips(file, "behind xfail") if slip.within in tests)
    yield from (of_loop(slip) for slip in slips(file, "looped") if slip.within in tests)


def of_xfail(slip: Slip) -> Problem:
    return Problem(
        place=slip.others[0],
        message=f"'{slip.within}' calls pytest.xfail before it asserts",
        label="ends the test",
        related=(Related(slip.place, "never run"),),
        consequence="the test is xfailed whatever the code under test does, also when it is mended",
        help="write `@pytest.mark.xfail(reason=…)` above the test, which runs it; with `run=False` if it must not run",
        severity=Severity.WARNING,
    )


def of_loop(slip: Slip) -> Problem:
    return Problem(
        place=slip.place,
        message=f"'{slip.within}' returns in the first turn of its loop",
        label="ends the loop",
        related=(Related(slip.others[0], "asked once"),),
        consequence="the test passes whatever the other values are",
        help="take the `return` out",
        fix=Fix("take the `return` out", (RemoveLines(slip.place),)),
        severity=Severity.WARNING,
    )


def of_test(slip: Slip) -> Problem:
    return Problem(
        place=slip.place,
        message=f"'{slip.within}' returns before it asserts",
        label="never run",
        related=(Related(slip.others[0], "ends the test"),),
        consequence="the test passes whatever the code under test does",
        help="take the `return` out",
        fix=None if slip.text else Fix("take the `return` out", (RemoveLines(slip.others[0]),)),
    )


def of_fixture(slip: Slip, function: Function) -> Problem:
    stop = slip.others[0]
    word = stop.replace(end_line=stop.line, end_column=stop.column + len("return"))
    is_only = len(function.returns) <= 1 and not function.is_async
    return Problem(
        place=slip.place,
        message=f"fixture '{function.name}' cleans up behind its `return`, where nothing is run",
        label="never run",
        related=(Related(stop, "ends the fixture"),),
        consequence="what the fixture made is left for the tests behind",
        help="write `yield` in place of `return`",
        fix=Fix("write `yield` in place of `return`", (Replace(word, "yield"),)) if is_only else None,
        severity=Severity.WARNING,
    )
