"""What tests do with an object that a call without arguments gives them."""

from __future__ import annotations

from typing import Protocol

from doctor.model.expressions import Expr
from doctor.model.places import Place
from doctor.model.record import Record


class SharedCall(Record):
    """A use of `Registry.get().items`, also by `registry = Registry.get()`: `name` is the dotted name that is called,
    `item` the attribute ("" for the object itself), `within` the function that does it.

    `how` is "set" (the attribute gets `value`), "grows" (`append`, `x["a"] = 1`), "shrinks", "reads", or "hands" (it is
    given to a function).
    `plain` is whether it is a statement of the function's own body, in no block.
    """

    file: str
    within: str
    name: str
    item: str
    how: str
    place: Place
    plain: bool = False
    value: Expr | None = None


class SharedCalls(Protocol):
    """What is changed so: the names of the functions, each with a file that does it."""

    changed: dict[str, str]

    def uses_of(self, name: str) -> tuple[SharedCall, ...]:
        """All uses of what this function gives, in whatever test file."""

    def is_tended(self, name: str) -> bool:
        """Does other code than tests speak of the function, or a test do more than call it, so that something may put
        back what tests change?"""

    def is_said(self, word: str) -> bool:
        """Does the word stand in a test file, a conftest or a plugin?"""
