"""A mock is given a `name`, and its attribute of this name is something else.

## Why

`Mock(name="Ann")` says how the mock is called in messages: `<Mock name='Ann' id='…'>`. The attribute `name` is one more
mock, equal to no text
(https://docs.python.org/3/library/unittest.mock.html#mock-names-and-the-name-attribute,
https://github.com/python/cpython/issues/95078).

## Instead

```python
user = Mock(age=3)
user.name = "Ann"
```

or `user.configure_mock(name="Ann")`.

## Fix safety

The attribute is set only when asked for: the test may have been written to pass with a mock.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.outlines import Outlines
from doctor.model.rewrites import AddBehind, RemoveArgument
from doctor.model.slips import Slip
from doctor.model.sources import SourceFile
from doctor.rules.collection._slips import slips
from doctor.rules.outlined import home_of, meaning
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(test_file: SourceFile, modules: Modules, outlines: Outlines) -> Iterator[Problem]:
    for slip in slips(test_file, "named"):
        if not slip.text or reads_name(slip.text, test_file, modules, outlines):
            yield problem(slip)


def reads_name(called: str, file: SourceFile, modules: Modules, outlines: Outlines) -> bool:
    """Does the module of this function ask something for its `name`?"""
    home, rest = home_of(meaning(called, file, modules, outlines)[-1], file.path, modules)
    outline = outlines.of(home) if home and len(rest) == 1 else None
    return outline is not None and rest[0] in outline.functions and outline.asks_name


def problem(slip: Slip) -> Problem:
    name = slip.name.partition(".name = ")[0]
    call = slip.others[0]
    return Problem(
        place=slip.place,
        message=f"`name` is what the mock is called in messages: '{name}.name' is another mock",
        label="no attribute",
        consequence=f"{name}.name is equal to no text",
        help=f"write `{slip.name}` behind it, in place of the argument",
        fix=Fix(f"set {name}.name", (RemoveArgument(call, "name"), AddBehind(call, slip.name))),
    )
