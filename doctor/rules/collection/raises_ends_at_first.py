"""Several calls are to raise in one block that waits for an exception: the first one ends it.

## Why

`with pytest.raises(ValueError):` is left at the very moment the exception is raised. A second call in the block, or the
second turn of a loop, is never reached: it may raise or not, the test is green
(https://github.com/PSLmodels/Tax-Calculator/issues/767, https://github.com/microsoft/agent-framework/issues/5115).

It is said of a function or class that is called with several values, and nothing else in the block. Nothing is said of
methods of an object, nor of functions that seem to add something: there the first call may be what the second one
stumbles over.

## Instead

A block for each call, or a parameter for each value:

```python
@pytest.mark.parametrize("text", ["", "80.5"])
def test_is_refused(text):
    with pytest.raises(ValueError):
        parse_port(text)
```

## Fix safety

There is no fix: a call that begins to be asked may not raise, which is for people to see.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Related, Severity
from doctor.model.sources import SourceFile
from doctor.rules.collection._slips import slips
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    for slip in slips(test_file, "second call", "loop within"):
        is_loop = slip.how == "loop within"
        yield Problem(
            place=slip.place.replace(end_line=slip.place.line, end_column=slip.place.column + len("for"))
            if is_loop
            else slip.place,
            message=f"the loop stands in the block of `raises`: the first '{slip.name}' that raises ends it"
            if is_loop
            else f"'{slip.name}' is called in the block of `raises` behind the call that raises: it is never reached",
            label="only the first one is tried" if is_loop else "never run",
            related=tuple(Related(place, "ends with the first exception") for place in slip.others),
            consequence="the test passes whatever the others do",
            help="put `raises` into the loop, or parametrize the test"
            if is_loop
            else "give each call a block of its own",
        )
