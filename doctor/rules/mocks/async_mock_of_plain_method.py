"""A method that the code under test calls without awaiting it is one of an AsyncMock, which hands back a coroutine.

## Why

All methods of an `AsyncMock` are async, and so are those of what they return. `client.get.return_value.json` of a
client that is an AsyncMock is async, where the real `json()` is not: `response.json()["name"]` fails with "'coroutine'
object is not subscriptable"; and `async with session.get(…)` fails with "'coroutine' object does not support the
asynchronous context manager protocol" (https://github.com/pytest-dev/pytest-asyncio/issues/794,
https://docs.python.org/3/library/unittest.mock.html#unittest.mock.AsyncMock).

## Instead

```python
client.get.return_value = MagicMock()  # what is awaited hands this out
session = MagicMock()                  # `async with session.get(…)`: enter and exit are async by themselves
```

Nothing is said where a module that the test imports awaits the method somewhere.

## Fix safety

The method becomes that of a MagicMock, only when asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import AddImport, Fix, InsertLine, Replace
from doctor.model.flows import Slip
from doctor.model.outlines import Outline, Outlines
from doctor.model.sources import SourceFile
from doctor.rules.collection._slips import slips
from doctor.rules.cures import wrapped
from doctor.rules.registry import rule

IMPORT = "from unittest.mock import MagicMock"


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile, modules: Modules, outlines: Outlines) -> Iterator[Problem]:
    found = list(slips(test_file, "child", "entered", anywhere=True))
    if not found:
        return
    read = [outlines.of(module) for each in test_file.imports if (module := modules.find(each.module, test_file.path))]
    read += [outlines.of(module) for each in test_file.imports if (module := modules.find(each.dotted, test_file.path))]
    known = [outline for outline in read if outline]
    awaited = {name for outline in known for name in outline.awaited}
    told: set[tuple[str, str]] = set()
    for slip in found:
        key = (slip.within, slip.text)
        if slip.name not in awaited and key not in told and is_called(slip, known):
            told.add(key)
            yield problem(slip)


def is_called(slip: Slip, known: list[Outline]) -> bool:
    names = {name for each in known for name in (each.entered if slip.how == "entered" else each.plain)}
    return slip.name in names


def problem(slip: Slip) -> Problem:
    is_entered = slip.how == "entered"
    how = f"`async with ….{slip.name}(…)`" if is_entered else f"`….{slip.name}(…)` without await"
    return Problem(
        place=slip.place,
        message=f"'{slip.text}' is a method of an AsyncMock, and the code under test has {how}",
        label="hands back a coroutine",
        consequence="TypeError: 'coroutine' object does not support the asynchronous context manager protocol"
        if is_entered
        else "TypeError: 'coroutine' object is not subscriptable, or it is taken for the value",
        help=f"make it a plain one: `{slip.text} = MagicMock(…)`",
        fix=mended(slip),
    )


def mended(slip: Slip) -> Fix | None:
    title = f"make '{slip.text}' a MagicMock"
    importing = AddImport(slip.place.file, IMPORT)
    if slip.how == "entered":
        return Fix(title, (InsertLine(slip.place, f"{slip.text} = MagicMock()"), importing))
    value = slip.others[0]
    changes = (Replace(slip.place, slip.text), *wrapped(value, "MagicMock(return_value=", ")"))
    return Fix(title, (*changes, importing))
