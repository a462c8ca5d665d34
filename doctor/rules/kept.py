"""What several rules ask for in turn, worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from typing_extensions import TypeVarTuple, Unpack

    Facts = TypeVarTuple("Facts")

Value = TypeVar("Value")


def kept(work: Callable[[Unpack[Facts]], Value]) -> Callable[[Unpack[Facts]], Value]:
    """Keeps the last answer for as long as the very same objects are given: the rules that look at one rootdir follow
    each other. Those of the next one take its place, so that memory does not grow with their number."""
    last: list[tuple[tuple[object, ...], Value]] = []

    @wraps(work)
    def ask(*facts: Unpack[Facts]) -> Value:
        given: tuple[object, ...] = facts
        if not last or any(new is not old for new, old in zip(given, last[0][0], strict=True)):
            last[:] = [(given, work(*facts))]
        return last[0][1]

    return ask
