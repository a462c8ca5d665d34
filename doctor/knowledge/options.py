"""Command-line options: what `addoption` is called with, as argparse will take it."""

from __future__ import annotations

import ast

from doctor.knowledge.syntax import nodes_in
from doctor.knowledge.values import Class, External, Value, is_known, is_text
from doctor.model.places import Place
from doctor.model.plugins import Option

_FLAG_ACTIONS = frozenset(["store_true", "store_false", "store_const", "append_const", "count", "help", "version"])
_FLAG_CLASSES = ("_StoreTrueAction", "_StoreFalseAction", "_StoreConstAction", "_CountAction", "_AppendConstAction")


def read_option(arguments: list[Value], keywords: dict[str, Value], place: Place | None) -> Option | None:
    """The option, None if no name of it is known. Positional arguments of argparse are none."""
    names = tuple(name for name in arguments if is_text(name) and name.startswith("-"))
    if not names:
        return None
    action, nargs = keywords.get("action"), keywords.get("nargs")
    if isinstance(action, External) and action.dotted.endswith("BooleanOptionalAction"):
        names += tuple("--no-" + name[2:] for name in names if name.startswith("--"))
    choices = keywords.get("choices")
    return Option(
        names,
        takes_value=not _is_flag(action, nargs),
        nargs=str(nargs) if nargs is not None and is_known(nargs) else "",
        choices=_choices(choices),
        place=place,
    )


def _choices(value: Value) -> tuple[str, ...]:
    items = list(value) if isinstance(value, (list, tuple, dict)) else []
    return tuple(str(item) for item in items) if is_known(items) else ()


def _is_flag(action: Value, nargs: Value) -> bool:
    if nargs == 0 and isinstance(nargs, int):
        return True
    if is_text(action):
        return action in _FLAG_ACTIONS
    if isinstance(action, External):
        return action.dotted.endswith((*_FLAG_CLASSES, "BooleanOptionalAction"))
    return isinstance(action, Class) and _class_is_flag(action)


def _class_is_flag(action: Class) -> bool:
    """Does an own action class say `nargs=0` to its base?"""
    init = action.members.get("__init__")
    if init is None:
        return any(_is_flag(base, None) for base in action.bases)
    for node in nodes_in(init.node) if hasattr(init, "node") else ():
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "__init__":
            given = [keyword.value for keyword in node.keywords if keyword.arg == "nargs"] or node.args[2:3]
            return bool(given) and isinstance(given[0], ast.Constant) and given[0].value == 0
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "nargs":
            return isinstance(node.value, ast.Constant) and node.value.value == 0
    return False
