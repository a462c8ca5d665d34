"""A block that waits for an exception looks at it before the block has ended, where nothing runs any more.

## Why

`with pytest.raises(ValueError) as info:` is left at the very moment the exception is raised. An assertion about it that
stands in the block, behind the call, is never reached: it checks nothing, and the test is green
(https://docs.pytest.org/en/stable/how-to/assert.html#assertions-about-expected-exceptions).

## Instead

```python
def test_negative():
    with pytest.raises(ValueError) as info:
        pay(-1)
    assert "negative" in str(info.value)
```

The same holds for `self.assertRaises(…)` and its `exception`.

## Fix safety

What then runs may fail, which is what it is for; the statements are moved out of the block only when asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.sources import SourceFile
from doctor.rules.collection._never_reached import never_reached
from doctor.rules.registry import rule

MESSAGE = "the exception is looked at within the block of `raises` that waits for it, where this is never reached"
CONSEQUENCE = "the test passes whatever the exception says"


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    for early in test_file.flows.early:
        if not early.checks:
            yield never_reached(early, MESSAGE, CONSEQUENCE)
