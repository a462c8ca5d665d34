"""A test catches its own assertion, and goes on as if nothing were wrong.

## Why

An AssertionError is an Exception. An `assert` within `try:` whose `except Exception:` only prints, logs or passes
cannot fail: the test is green whatever it finds (https://github.com/BerriAI/litellm/pull/38446). Where the `except`
calls `pytest.skip`, a real failure is shown as a skipped test (https://github.com/IBM/mcp-context-forge/issues/6873).

`with contextlib.suppress(Exception):` catches it as well (https://github.com/clawpack/geoclaw/pull/103), and a `return`
in `finally` drops whatever is on its way (https://docs.python.org/3/whatsnew/3.14.html#pep-765).

## Instead

Put the assertion behind the `try`, or catch the one exception that may come.

```python
try:
    answer = forward({})
except ConnectionError as error:
    pytest.skip(f"no bridge: {error}")
assert answer["status"] == "ok"
```

Nothing is said where it is tried again in a loop, or where the test asserts something afterwards.

## Fix safety

There is no fix: which exceptions are expected, only the author knows.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Related, Severity
from doctor.model.slips import Slip
from doctor.model.sources import SourceFile
from doctor.rules.collection._slips import slips
from doctor.rules.registry import rule

WHY = {
    "swallowed": "stands in a `try` whose `except` catches its failure, and does nothing about it",
    "skipped": "stands in a `try` whose `except` catches its failure, and skips the test",
    "suppressed": "stands in a block of `suppress` that catches its failure",
    "dropped": "stands in a `try` whose `finally` returns, which drops its failure",
}
HELP = {
    "suppressed": "put the assert behind the block, or let `suppress` name the one exception that is expected",
    "dropped": "take the `return` out of `finally`",
}


@rule(severity=Severity.WARNING, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    yield from map(problem, slips(test_file, *WHY))


def problem(slip: Slip) -> Problem:
    """At the assertion; where the block drops all, at what makes it do so."""
    at_cause = slip.how in HELP
    place, other = (slip.others[0], slip.place) if at_cause else (slip.place, slip.others[0])
    word = "dropped" if slip.how == "dropped" else "caught"
    return Problem(
        place=place,
        message=f"the assertion {WHY[slip.how]}",
        label=f"its failure is {word}" + (" here" if at_cause else ""),
        related=(Related(other, "the assertion" if at_cause else "caught here"),),
        consequence=f"'{slip.within}' is {'skipped' if slip.how == 'skipped' else 'green'} when the assertion fails",
        help=HELP.get(
            slip.how, "put the assert behind the `try`, or let `except` name the one exception that is expected"
        ),
    )
