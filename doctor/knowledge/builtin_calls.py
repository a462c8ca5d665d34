"""Calls of Python's own functions and of methods of constants, as far as plugins name things with them."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from doctor.knowledge.evaluation import has_widths, is_small, iterate
from doctor.knowledge.scopes import Scope
from doctor.knowledge.values import (
    UNKNOWN,
    Class,
    External,
    Function,
    Instance,
    Partial,
    Role,
    Value,
    is_known,
    is_text,
)

if TYPE_CHECKING:
    from doctor.knowledge.interpret import Interpreter

_TEXT_METHODS = frozenset(
    {"capitalize", "format", "join", "lower", "lstrip", "partition", "replace", "removeprefix", "removesuffix"}
    | {"rpartition", "rsplit", "rstrip", "split", "splitlines", "startswith", "endswith", "strip", "title", "upper"}
)
_PLAIN: dict[str, Callable[[Any], Any]] = {
    "list": list,
    "tuple": tuple,
    "dict": dict,
    "str": str,
    "repr": repr,
    "bool": bool,
    "int": int,
    "len": len,
    "sorted": sorted,
    "set": tuple,
    "frozenset": tuple,
    "reversed": lambda value: list(value)[::-1],
}


def call_constant(owner: Value, name: str, arguments: list[Value], keywords: dict[str, Value]) -> Value:
    """The result of a method of a string, list or dict of the source."""
    if isinstance(owner, dict):
        return _of_dict(owner, name, arguments)
    if isinstance(owner, list):
        return _of_list(owner, name, arguments)
    given = [owner, *arguments, *keywords.values()]
    if name not in _TEXT_METHODS or not is_known(given) or not is_text(owner) or not all(map(is_small, given)):
        return UNKNOWN
    if (name == "format" and has_widths(owner)) or (name == "replace" and len(owner) * len(str(arguments)) > 10**6):
        return UNKNOWN
    try:
        return getattr(owner, name)(*arguments, **keywords)
    except Exception:  # the source's own mistake
        return UNKNOWN


def _of_dict(owner: dict[Value, Value], name: str, arguments: list[Value]) -> Value:
    if name in ("items", "keys", "values"):
        return list(getattr(owner, name)())
    if name == "get" and arguments and is_known(arguments[0]) and not isinstance(arguments[0], (list, dict)):
        return owner.get(arguments[0], arguments[1] if len(arguments) > 1 else None)
    if name == "update" and arguments and isinstance(arguments[0], dict):
        owner.update(arguments[0])
    return dict(owner) if name == "copy" else UNKNOWN


def _of_list(owner: list[Value], name: str, arguments: list[Value]) -> Value:
    if name == "append" and arguments and len(owner) < 1000:
        owner.append(arguments[0])
    elif name == "extend" and arguments and len(owner) < 1000:
        owner.extend(iterate(arguments[0]))
    return list(owner) if name == "copy" else UNKNOWN


def call_builtin(
    run: Interpreter, function: Value, arguments: list[Value], keywords: dict[str, Value], scope: Scope
) -> Value:
    """The result of a foreign function, UNKNOWN for nearly all of them."""
    if not isinstance(function, External):
        return UNKNOWN
    package, _, name = function.dotted.rpartition(".")
    if name == "partial" and arguments:
        return Partial(arguments[0], arguments[1:], keywords)
    if name in ("HookimplMarker", "HookspecMarker"):
        return External("pytest.hookimpl" if name == "HookimplMarker" else "pytest.hookspec")
    if name in ("dedent", "cleandoc", "intern") and arguments:
        return arguments[0]
    if name == "cast" and len(arguments) == 2:
        return arguments[1]
    if package == "types" and name == "MappingProxyType":
        return arguments[0] if arguments else UNKNOWN
    return _call_builtin(run, name, arguments, scope) if package == "builtins" else UNKNOWN


def _call_builtin(run: Interpreter, name: str, arguments: list[Value], scope: Scope) -> Value:
    if name in ("globals", "vars", "locals") and not arguments:
        return scope.top
    if name == "getattr" and len(arguments) > 1 and is_text(arguments[1]):
        return run.attribute(arguments[0], arguments[1])
    if name == "hasattr" and arguments and isinstance(arguments[0], Role):
        return UNKNOWN
    if name == "dir" and arguments:
        return _names(arguments[0])
    if name == "zip":
        return list(zip(*[iterate(value) for value in arguments], strict=False))
    if name == "enumerate" and arguments:
        return list(enumerate(iterate(arguments[0])))
    if name == "map" and len(arguments) == 2 and isinstance(arguments[0], Function):
        return [run.inline(arguments[0], [item], {}) for item in iterate(arguments[1])]
    if name == "range" and arguments and is_known(arguments):
        return _range(arguments)
    return _plain(name, arguments)


def _range(arguments: list[Value]) -> Value:
    try:
        return list(itertools.islice(range(*arguments[:3]), 100))
    except (TypeError, ValueError):
        return UNKNOWN


def _names(value: Value) -> Value:
    """`dir(value)`."""
    if isinstance(value, Instance):
        return sorted({*value.cls.all_members(), *value.members})
    if isinstance(value, Class):
        return sorted(value.all_members())
    return sorted(value.names) if isinstance(value, Scope) else UNKNOWN


def _plain(name: str, arguments: list[Value]) -> Value:
    """A constant from a constant: `str(1)`, `tuple(["a"])`."""
    compute = _PLAIN.get(name)
    if not compute:
        return UNKNOWN
    sequence = arguments and name in ("list", "tuple", "set", "frozenset") and isinstance(arguments[0], (list, tuple))
    if not sequence and not (is_known(arguments) and all(map(is_small, arguments))):
        return UNKNOWN
    try:
        return compute(*arguments[:1])
    except Exception:  # the source's own mistake
        return UNKNOWN
