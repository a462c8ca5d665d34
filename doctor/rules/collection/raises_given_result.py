"""`assertRaises`, or `pytest.raises`, is given what a function returns, where it takes the function.

## Why

In `self.assertRaises(ValueError, pay(-1))` Python calls `pay(-1)` first. What that raises ends the test, before
`assertRaises` is there to catch it; and where it raises nothing, its result is called, which fails
(https://github.com/Miserlou/Zappa/issues/354).

## Instead

```python
with self.assertRaises(ValueError):
    pay(-1)
```

or `self.assertRaises(ValueError, pay, -1)`
(https://docs.python.org/3/library/unittest.html#unittest.TestCase.assertRaises).

Nothing is said of calls that may well return a function.

## Fix safety

The function and its arguments are handed on when asked for: a test that then begins to check may fail.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.outlines import Outlines
from doctor.model.slips import Slip
from doctor.model.sources import SourceFile
from doctor.rules.collection._slips import slips
from doctor.rules.outlined import gives_no_function
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile, modules: Modules, outlines: Outlines) -> Iterator[Problem]:
    for slip in slips(test_file, "eager"):
        if gives_no_function(slip.name, test_file, modules, outlines):
            yield problem(slip)


def problem(slip: Slip) -> Problem:
    name = slip.name.rpartition(".")[2]
    changes = tuple(Replace(place, ", " if place is slip.others[0] else "") for place in slip.others)
    if len(changes) == 1:
        changes = (Replace(slip.others[0], ""),)
    return Problem(
        place=slip.place,
        message=f"{slip.text} is given what '{name}' returns, where it takes a function to call",
        label="called before",
        consequence=f"what '{name}' raises ends the test; what it returns cannot be called",
        help=f"write `with {slip.text}(…):` around the call, or hand over '{name}' and its arguments",
        fix=Fix(f"hand over '{name}' and its arguments", changes) if changes else None,
    )
