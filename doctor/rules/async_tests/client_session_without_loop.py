"""A plain fixture, or a module, makes an aiohttp session where no event loop runs.

## Why

`aiohttp.ClientSession()` belongs to the event loop that runs while it is made. A fixture that is not async is called
outside of any loop, and a module is imported before there is one: since aiohttp 3.10 "RuntimeError: no running event
loop" (https://github.com/iMicknl/python-overkiz-api/issues/1323, https://github.com/nielstron/pyfronius/issues/18).

## Instead

```python
@pytest_asyncio.fixture
async def session():
    async with aiohttp.ClientSession() as session:
        yield session
```

Nothing is said of a session that is given a connector or a loop, nor where something else is put in the place of the
class.

## Fix safety

There is none: who makes an async fixture run depends on the plugin.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Distributions
from doctor.model.findings import Problem, Severity
from doctor.model.sources import Call, SourceFile, Sources
from doctor.rules.async_tests._replaced import is_replaced
from doctor.rules.excused import is_excused
from doctor.rules.registry import rule

MAKERS = ("aiohttp.ClientSession", "aiohttp.client.ClientSession", "aiohttp.TCPConnector")
REPLACED = ("ClientSession", "TCPConnector")
SINCE = (3, 10)
HOLDERS = ("connector", "loop", "**")


@rule(severity=Severity.ERROR, since="0.1")
def check(file: SourceFile, distributions: Distributions, sources: Sources) -> Iterator[Problem]:
    version = distributions.version("aiohttp")
    if not version or version < SINCE or not (file.collected or file.role in ("conftest", "plugin")):
        return
    fixtures = {fixture.function: fixture.name for fixture in file.fixtures}
    plain = {function.qualname for function in file.functions if not function.is_async} & fixtures.keys()
    for call in file.calls_of(*MAKERS):
        is_sure = not call.branch and (call.within in plain or (call.within == "" and not call.guarded))
        if not is_sure or is_held(call, file) or is_excused(file, call.within, call.place.line):
            continue
        if not is_replaced(REPLACED, file, sources):
            yield problem(call, fixtures.get(call.within, ""))


def is_held(call: Call, file: SourceFile) -> bool:
    """Is the loop given, or may the name be replaced in the function?"""
    names = [each.name for each in file.calls_in(call.within)]
    is_replaced = any("patch" in name or name.startswith("asyncio.") for name in names)
    return is_replaced or any(call.expr.keyword(key) for key in HOLDERS)


def problem(call: Call, fixture: str) -> Problem:
    name = call.name.rpartition(".")[2]
    where = f"fixture '{fixture}' is not async" if fixture else "the module is imported before there is an event loop"
    return Problem(
        place=call.place,
        message=f"{where}, and makes a {name} of aiohttp" if fixture else f"{where}: it makes a {name} of aiohttp",
        label="no loop is running here",
        consequence="RuntimeError: no running event loop",
        help="make it in an `async def` fixture, by `async with`",
    )
