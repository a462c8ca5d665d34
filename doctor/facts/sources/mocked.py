"""What patches replace by a mock that may not fit, so that it has to be looked up."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.expressions import Expr
from doctor.model.sources import SourceFile

PATCHES = ("patch", "patch.object", "setattr")
ASYNCIO = "asyncio."
MOCKS = ("Mock", "MagicMock", "NonCallableMock", "AsyncMock")


def mocked(file: SourceFile) -> Iterator[str]:
    """Dotted names that are replaced by a Mock or MagicMock, or by a lambda where something async runs; and those of
    `sleep` by whatever."""
    is_async = any(each.is_async for each in file.functions) or any(
        each.name.startswith(ASYNCIO) for each in file.calls
    )
    stands_in = is_stand_in if is_async else is_mock
    for call in file.calls:
        expr = call.expr
        name = str(expr.value)
        if name.endswith(PATCHES) and name.startswith(("unittest.mock", "mock", "monkeypatch")) and expr.parts:
            target = target_of(expr)
            if target.endswith("sleep") or any(
                stands_in(each) for each in (*expr.parts, *dict(expr.keywords).values())
            ):
                yield target
    for write in file.writes:
        if write.value is not None and is_mock(write.value) and write.target.kind == "name":
            yield write.name


def target_of(expr: Expr) -> str:
    first, second = (*expr.parts, None)[:2]
    if first is None or first.text:
        return first.text or "" if first else ""
    return f"{first.value!s}.{second.text}" if first.kind == "name" and second and second.text else ""


def is_mock(expr: Expr) -> bool:
    return expr.kind in ("call", "name") and str(expr.value).rpartition(".")[2] in MOCKS


def is_stand_in(expr: Expr) -> bool:
    """Is it a mock, or a lambda, of which no more is told than its value?"""
    return is_mock(expr) or (expr.kind == "other" and len(expr.parts) == 1)
