"""What an expression of a plugin's source can stand for, when it is read and not run.

Strings, numbers, None, tuples, lists and dicts stand for themselves.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any, TypeGuard

if TYPE_CHECKING:
    from doctor.knowledge.scopes import Scope

Value = Any
MOST_PARTS = 3000


class Unknown:
    """Something that only a run could tell."""

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN = Unknown()


class Beginning(str):
    """A string of which only the beginning is known: an f-string with a hole."""

    __slots__ = ()


class Role:
    """An object of pytest's: "parser", "group", "config", "manager", and "lines", the list of markers."""

    __slots__ = ("kind",)

    def __init__(self, kind: str) -> None:
        self.kind = kind


PARSER, GROUP, CONFIG, MANAGER = Role("parser"), Role("group"), Role("config"), Role("manager")
LINES = Role("lines")


class External:
    """A thing from outside the distribution, by its dotted name: `pytest.fixture`, `builtins.int`."""

    __slots__ = ("dotted",)

    def __init__(self, dotted: str) -> None:
        self.dotted = dotted


class Method:
    """A method of a role or of a constant, not called yet."""

    __slots__ = ("name", "owner")

    def __init__(self, owner: Value, name: str) -> None:
        self.owner = owner
        self.name = name


class Function:
    """A function of the source; `owner` is what `self` or `cls` is bound to, `hook` what hookimpl or hookspec say."""

    __slots__ = ("hook", "node", "owner", "scope")

    def __init__(
        self,
        node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda,
        scope: Scope,
        owner: Value = None,
        hook: dict[str, Value] | None = None,
    ) -> None:
        self.node = node
        self.scope = scope
        self.owner = owner
        self.hook = hook or {}

    @property
    def name(self) -> str:
        return getattr(self.node, "name", "<lambda>")

    @property
    def dotted(self) -> str:
        return f"{self.scope.module.name}.{self.name}"

    def bound_to(self, owner: Value) -> Function:
        return Function(self.node, self.scope, owner, self.hook)


class Wrapped:
    """A static or class method, a property: `kind` is the builtin's name."""

    __slots__ = ("function", "kind")

    def __init__(self, kind: str, function: Function) -> None:
        self.kind = kind
        self.function = function


class Class:
    __slots__ = ("bases", "members", "node", "scope")

    def __init__(self, node: ast.ClassDef, scope: Scope, bases: list[Value], members: dict[str, Value]) -> None:
        self.node = node
        self.scope = scope
        self.bases = bases
        self.members = members

    def find(self, name: str) -> Value:
        """The member of this name, of the class or its bases; UNKNOWN if none is known."""
        if name in self.members:
            return self.members[name]
        for base in self.bases:
            if isinstance(base, Class) and (found := base.find(name)) is not UNKNOWN:
                return found
        return UNKNOWN

    def all_members(self) -> dict[str, Value]:
        inherited: dict[str, Value] = {}
        for base in reversed(self.bases):
            if isinstance(base, Class):
                inherited |= base.all_members()
        return inherited | self.members


class Instance:
    __slots__ = ("cls", "members")

    def __init__(self, cls: Class) -> None:
        self.cls = cls
        self.members: dict[str, Value] = {}


class Marking:
    """`pytest.fixture(…)`, `pytest.hookimpl(…)` with arguments, before it is put on a function."""

    __slots__ = ("keywords", "kind")

    def __init__(self, kind: str, keywords: dict[str, Value]) -> None:
        self.kind = kind
        self.keywords = keywords


class FixtureValue:
    __slots__ = ("function", "keywords")

    def __init__(self, function: Value, keywords: dict[str, Value]) -> None:
        self.function = function
        self.keywords = keywords


class Partial:
    """`functools.partial(function, …)`."""

    __slots__ = ("arguments", "function", "keywords")

    def __init__(self, function: Value, arguments: list[Value], keywords: dict[str, Value]) -> None:
        self.function = function
        self.arguments = arguments
        self.keywords = keywords


class TypeForm:
    """A type expression that `addini` takes since pytest 9.2, as pytest prints it: "int | 'auto'"."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


def is_known(value: Value) -> bool:
    """Is it a constant, all the way down? One of more than a few thousand parts is not."""
    stack = [value]
    for _ in range(MOST_PARTS):
        if not stack:
            return True
        part = stack.pop()
        if isinstance(part, (tuple, list)):
            stack += part
        elif isinstance(part, dict):
            stack += part.keys()
            stack += part.values()
        elif not (is_text(part) or part is None or isinstance(part, (bool, int, float, bytes))):
            return False
    return not stack


def is_text(value: Value) -> TypeGuard[str]:
    """Is it a string that is known to its end?"""
    return isinstance(value, str) and not isinstance(value, Beginning)
