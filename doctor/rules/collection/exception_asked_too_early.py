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
from doctor.model.fixes import Fix, Replace
from doctor.model.flows import Early
from doctor.model.sources import Sources
from doctor.rules.phrases import plural
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(sources: Sources) -> Iterator[Problem]:
    for file in sources.collected:
        for early in file.flows.early:
            if not early.checks:
                yield problem(early)


def problem(early: Early) -> Problem:
    return Problem(
        place=early.rest[0],
        message="the exception is looked at within the block that waits for it, where this is never reached",
        label=f"{plural(len(early.rest), 'statement')} never run",
        consequence="the test passes whatever the exception says",
        help="move it behind the block, one step to the left",
        fix=moved(early),
    )


def moved(early: Early) -> Fix | None:
    """The statements one step to the left; None where one goes over several lines, which text in it may need."""
    if any(place.line != place.end_line or place.column != early.inner + 1 for place in early.rest):
        return None
    if len({place.line for place in early.rest}) != len(early.rest):
        return None
    spans = [
        place.replace(column=early.outer + 1, end_line=place.line, end_column=place.column) for place in early.rest
    ]
    return Fix("move it behind the block", tuple(Replace(span, "") for span in spans))
