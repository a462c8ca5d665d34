"""A test catches its own assertion, and goes on as if nothing were wrong.

## Why

An AssertionError is an Exception. An `assert` within `try:` whose `except Exception:` only prints, logs or passes
cannot fail: the test is green whatever it finds (https://github.com/BerriAI/litellm/pull/38446). Where the `except`
calls `pytest.skip`, a real failure is shown as a skipped test (https://github.com/IBM/mcp-context-forge/issues/6873).

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
from doctor.model.sources import SourceFile
from doctor.rules.collection._slips import slips
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    for slip in slips(test_file, "swallowed", "skipped"):
        is_skip = slip.how == "skipped"
        yield Problem(
            place=slip.place,
            message="the assertion stands in a `try` whose `except` catches its failure, and skips the test"
            if is_skip
            else "the assertion stands in a `try` whose `except` catches its failure, and does nothing about it",
            label="its failure is caught",
            related=tuple(Related(place, "caught here") for place in slip.others),
            consequence=f"'{slip.within}' is {'skipped' if is_skip else 'green'} when the assertion fails",
            help="put the assert behind the `try`, or let `except` name the one exception that is expected",
        )
