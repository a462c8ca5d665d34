"""A mock of pytest-mock is taken from behind `with … as`, where it is another object.

## Why

`mocker.patch(…)` patches at once, until the test ends, and gives back the mock. In `with mocker.patch(…) as send:` the
mock itself is entered, and `send` is what its `__enter__` gives back: nothing that the code under test calls
(https://github.com/pytest-dev/pytest-mock/issues/428).

## Instead

```python
send = mocker.patch("mailer.send")
```

or `with patch("mailer.send") as send:` of unittest.mock, where the patch is to end with the block.

## Fix safety

The call becomes one of unittest.mock: the block works then as it is written. It is done only when asked, for the patch
ends with the block.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import AddImport, Fix
from doctor.model.rewrites import SetCalled
from doctor.model.sources import SourceFile
from doctor.rules.collection._slips import slips
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    taken = any(name == "patch" for name, _ in test_file.assigned)
    for slip in slips(test_file, "mocker", anywhere=True):
        own = slip.name.removeprefix("mocker.")
        changes = (SetCalled(slip.place, own), AddImport(slip.place.file, "from unittest.mock import patch"))
        yield Problem(
            place=slip.place,
            message=f"'with {slip.name}(…) as {slip.text}': '{slip.text}' is not the mock, but what it gives",
            label="is entered, too",
            consequence=f"'{slip.text}' is never called, whatever the code under test does",
            help=f"write `{slip.text} = {slip.name}(…)` without `with`; pytest-mock ends the patch with the test",
            fix=None if taken else Fix(f"use {own} of unittest.mock", changes),
        )
