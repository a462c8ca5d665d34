"""The stand-in for a dependency takes parameters, and FastAPI asks the request for them.

## Why

FastAPI reads the parameters of a stand-in as it reads those of any dependency: each one comes from the request. A mock
(`MagicMock()`, `AsyncMock()`) has the parameters `*args` and `**kwargs`, so the request fails with status 422, "Field
required" for the query parameters `args` and `kwargs`; the same holds for `lambda *args, **kwargs: …`
(https://fastapi.tiangolo.com/advanced/testing-dependencies/, https://github.com/phha/fastapi-overrider).

## Instead

`app.dependency_overrides[get_user] = lambda: mock`: a stand-in without parameters that hands the mock out.

## Fix safety

What the stand-in hands out changes, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.expressions import Expr
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.sources import SourceFile
from doctor.rules.isolation._overrides import stand_ins
from doctor.rules.mocks._targets import ASYNC, SYNC
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(file: SourceFile) -> Iterator[Problem]:
    if file.collected or file.role in ("conftest", "plugin"):
        for each in file.flows.overrides:
            yield from (told(value) for _, value in stand_ins(each) if is_mock(value))


def is_mock(value: Expr) -> bool:
    """Is the stand-in itself a mock without a `spec`, which would give it parameters of its own?"""
    if value.kind != "call" or value.value not in (*SYNC, *ASYNC) or value.parts:
        return False
    return not any(name.startswith(("spec", "wraps", "**")) for name, _ in value.keywords)


def told(value: Expr) -> Problem:
    name = str(value.value).rpartition(".")[2]
    return Problem(
        place=value.place,
        message=f"the stand-in for a dependency is a mock ({name}), whose parameters FastAPI asks the request for",
        label="takes *args and **kwargs",
        consequence='status 422: "Field required" for the query parameters "args" and "kwargs"',
        help="write a stand-in without parameters: `lambda: …`",
        fix=wrapped(value),
    )


def wrapped(value: Expr) -> Fix | None:
    """A lambda that hands out what the mock would return, where that is a constant."""
    result = value.keyword("return_value")
    if result is None or result.kind != "constant":
        return None
    import json

    text = f"lambda: {json.dumps(result.value) if isinstance(result.value, str) else repr(result.value)}"
    return Fix(f"write `{text}`", (Replace(value.place, text),))
