"""A method that the code under test calls without awaiting it is one of an AsyncMock, which hands back a coroutine.

## Why

All methods of an `AsyncMock` are async, and so are those of what they return. `client.get.return_value.json` of a
client that is an AsyncMock is async, where the real `json()` is not: `response.json()["name"]` fails with "'coroutine'
object is not subscriptable"; and `async with session.get(…)` fails with "'coroutine' object does not support the
asynchronous context manager protocol", and `async for key in redis.scan_iter()` with "'async for' requires an object
with __aiter__ method, got coroutine" (https://github.com/pytest-dev/pytest-asyncio/issues/794,
https://docs.python.org/3/library/unittest.mock.html#unittest.mock.AsyncMock).

## Instead

```python
client.get.return_value = MagicMock()  # what is awaited hands this out
session = MagicMock()                  # `async with session.get(…)`: enter and exit are async by themselves
redis.scan_iter = MagicMock()          # `async for key in redis.scan_iter()`
redis.scan_iter.return_value.__aiter__.return_value = ["a", "b"]
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
from doctor.model.outlines import Outline, Outlines
from doctor.model.reached import reached
from doctor.model.slips import Slip
from doctor.model.sources import SourceFile
from doctor.rules.collection._slips import slips
from doctor.rules.cures import wrapped
from doctor.rules.excused import excused_tests
from doctor.rules.registry import rule

IMPORT = "from unittest.mock import MagicMock"


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile, modules: Modules, outlines: Outlines) -> Iterator[Problem]:
    found = list(slips(test_file, "child", "entered", "iterated", anywhere=True))
    if not found:
        return
    passed_over = excused_tests(test_file)
    read = [outlines.of(module) for each in test_file.imports if (module := modules.find(each.module, test_file.path))]
    read += [outlines.of(module) for each in test_file.imports if (module := modules.find(each.dotted, test_file.path))]
    known = [outline for outline in read if outline]
    awaited = {name for outline in known for name in outline.awaited}
    told: set[tuple[str, str]] = set()
    for slip in found:
        key = (slip.within, slip.text)
        if slip.name in awaited or key in told or slip.within in passed_over:
            continue
        if is_iterated(slip, known) and not is_used_elsewhere(slip, test_file, modules, outlines):
            told.add(key)
            yield of_iterated(slip)
        elif slip.how != "iterated" and is_called(slip, known):
            told.add(key)
            yield problem(slip)


def is_iterated(slip: Slip, known: list[Outline]) -> bool:
    """Does the code only ever iterate over what it gives?"""
    users = [each for each in known if slip.name in each.looked_up]
    return slip.how != "entered" and bool(users) and all(slip.name in each.iterated for each in users)


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


def is_used_elsewhere(slip: Slip, file: SourceFile, modules: Modules, outlines: Outlines) -> bool:
    """Does a module that the tests come to by way of others do more with it?"""
    for each in reached([each.dotted for each in file.imports], file.path, modules):
        outline = outlines.of(each) if each.file != file.path else None
        if outline is not None and slip.name in outline.looked_up - outline.iterated:
            return True
    return False


def of_iterated(slip: Slip) -> Problem:
    what = "is a method of an AsyncMock" if slip.how == "child" else "is an AsyncMock"
    return Problem(
        place=slip.place,
        message=f"'{slip.text}' {what}, and the code under test has `async for … in ….{slip.name}(…)`",
        label="hands back a coroutine",
        consequence="TypeError: 'async for' requires an object with __aiter__ method, got coroutine",
        help="make it a MagicMock, and set its `return_value.__aiter__.return_value`",
    )


def mended(slip: Slip) -> Fix | None:
    title = f"make '{slip.text}' a MagicMock"
    importing = AddImport(slip.place.file, IMPORT)
    if slip.how == "entered":
        return Fix(title, (InsertLine(slip.place, f"{slip.text} = MagicMock()"), importing))
    value = slip.others[0]
    changes = (Replace(slip.place, slip.text), *wrapped(value, "MagicMock(return_value=", ")"))
    return Fix(title, (*changes, importing))
