"""A block that waits for an exception ends with checks, which are never reached.

## Why

`with pytest.raises(ValueError):` is left at the very moment the exception is raised. What stands in the block behind
the call that raises it does not run: an assertion there checks nothing, and the test is green
(https://docs.pytest.org/en/stable/how-to/assert.html#assertions-about-expected-exceptions).

Nothing is said of checks that might themselves raise what is waited for: such as call something, ask for attributes, or
look at what the block has made.

## Instead

```python
def test_take():
    with pytest.raises(ValueError):
        take(log, -1)
    assert log == [-1]
```

The same holds for `self.assertRaises(…)`.

## Fix safety

What then runs may fail, which is what it is for; the checks are moved out of the block only when asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.sources import SourceFile
from doctor.rules.collection._never_reached import never_reached
from doctor.rules.registry import rule

MESSAGE = "the check stands in the block of `raises`, behind the call that raises: it is never reached"
CONSEQUENCE = "the test passes whatever would be found"


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    for early in test_file.flows.early:
        if early.checks:
            yield never_reached(early, MESSAGE, CONSEQUENCE)
