"""The stand-in for a dependency hands out a coroutine that nobody awaits.

## Why

FastAPI awaits a stand-in that is itself `async def`, and calls any other as it is: which of the two the real dependency
was makes no difference. A `lambda` that calls an async function is not async: what it hands out is the coroutine, and
the endpoint gets that in the place of the value.

What the real dependency depends on itself, such as a security scheme, is not run either
(https://fastapi.tiangolo.com/advanced/testing-dependencies/). Only a scheme that stands in `dependencies=[…]` of a
route or router has to be overridden beside it.

## Instead

The async function itself: `app.dependency_overrides[get_user] = fake_user`, not `lambda: fake_user()`.

## Fix safety

The endpoint gets another value than before, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.expressions import Expr
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.sources import SourceFile
from doctor.rules.isolation._overrides import stand_ins
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(file: SourceFile) -> Iterator[Problem]:
    if file.collected or file.role in ("conftest", "plugin"):
        for each in file.flows.overrides:
            for _, value in stand_ins(each):
                if called := coroutine(value, file):
                    yield told(value, called)


def coroutine(value: Expr, file: SourceFile) -> Expr | None:
    """The call of one of the file's async functions that is all that a lambda does."""
    call = value.parts[0] if value.kind == "other" and len(value.parts) == 1 else None
    function = file.function(str(call.value)) if call and call.kind == "call" else None
    return call if function and function.is_async and not function.yields else None


def told(value: Expr, call: Expr) -> Problem:
    name = str(call.value)
    is_plain = not call.parts and not call.keywords
    return Problem(
        place=value.place,
        message=f"the stand-in for a dependency hands out the coroutine of '{name}', which nobody awaits",
        label="not awaited",
        consequence=f"the endpoint gets a coroutine; RuntimeWarning: coroutine '{name}' was never awaited",
        help=f"write `{name}` in place of the lambda"
        if is_plain
        else "make the stand-in an `async def` that awaits it",
        fix=Fix("hand over the async function itself", (Replace(value.place, name),)) if is_plain else None,
    )
