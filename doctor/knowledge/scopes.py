"""Names and their values, while a module's source is read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from doctor.knowledge.modules import Module
from doctor.knowledge.values import UNKNOWN, Value


class Lazy:
    """An imported name that nobody has asked for yet: module and attribute ("" for the module itself)."""

    __slots__ = ("asked", "attribute", "module")

    def __init__(self, module: str, attribute: str = "") -> None:
        self.module = module
        self.attribute = attribute
        self.asked = False


class Scope:
    """The names of a module, class body or function call."""

    __slots__ = ("is_function", "kept", "module", "names", "parent", "returned", "unsure", "yielded")

    def __init__(self, module: Module, parent: Scope | None = None, is_function: bool = False) -> None:
        self.module = module
        self.parent = parent
        self.is_function = is_function
        self.names: dict[str, Value] = {}
        self.kept: frozenset[str] = frozenset()
        self.unsure = 0  # branches around us of which nobody knows whether they are taken
        self.returned: list[Value] = []
        self.yielded: list[Value] = []

    def holder(self, name: str) -> Scope | None:
        """The scope that binds the name."""
        scope: Scope | None = self
        while scope and name not in scope.names:
            scope = scope.parent
        return scope

    def bind(self, name: str, value: Value) -> None:
        if name in self.kept or (self.unsure and value is UNKNOWN and name in self.names):
            return
        self.names[name] = value

    def is_local(self, name: str) -> bool:
        """Is it bound by the function that is being read, and not by a module that others may write to?"""
        holder = self.holder(name)
        return bool(holder and holder.is_function)

    @property
    def top(self) -> Scope:
        return self.parent.top if self.parent else self

    @contextmanager
    def perhaps(self) -> Iterator[None]:
        """Within it, what is not known does not replace what is."""
        self.unsure += 1
        try:
            yield
        finally:
            self.unsure -= 1

    @contextmanager
    def fallback(self) -> Iterator[None]:
        """Within it, names that already have a value keep it: `except ImportError:`, `else:`."""
        before = self.kept
        self.kept = before | {name for name, value in self.names.items() if value is not UNKNOWN and value is not None}
        try:
            yield
        finally:
            self.kept = before
