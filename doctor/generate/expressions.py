"""Expressions in profiles: names, comparisons and arithmetic, and nothing that could loop, call or grow.

A profile may come with a project that nobody has read. Jinja's sandbox keeps code in; on top of it only the node types
listed here pass, so that there is nothing to escape with, and nothing that takes long.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

from doctor.errors import UsageError

LARGEST = 20_000  # characters that a value may have
ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.List, nodes.Tuple),
    *(nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.Concat, nodes.Neg),
    *(nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Getitem, nodes.Filter),
)
FILTERS = ("int", "join", "length", "max", "min", "round")


class Arithmetic(SandboxedEnvironment):
    """The sandbox, where operators take numbers alone."""

    intercepted_binops = frozenset(["*", "+", "-", "/", "//"])

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        for side in (left, right):
            if not isinstance(side, (int, float)) or abs(side) > 10**12:
                raise SecurityError(f"'{operator}' takes numbers, not {side!r:.60}")
        return super().call_binop(context, operator, left, right)


ENVIRONMENT = Arithmetic(undefined=StrictUndefined, autoescape=False)


def evaluated(value: object, names: Mapping[str, object], place: str) -> Any:
    """The value of a text that may hold `{{ expressions }}`; one that is nothing but an expression keeps its type.

    UsageError, with the place, for whatever is no expression of ours.
    """
    if isinstance(value, tuple):
        return tuple(str(evaluated(item, names, place)) for item in value)
    if not isinstance(value, str) or not any(sign in value for sign in ("{{", "{%", "{#")):
        return value
    tree = parsed(value, place)
    body = tree.body
    alone = len(body) == 1 and isinstance(body[0], nodes.Output) and len(body[0].nodes) == 1
    if alone and value.startswith("{{") and value.endswith("}}"):
        return result(value[2:-2], names, place)
    return guarded(lambda: bounded(ENVIRONMENT.from_string(value).render(names), place), place)


def holds(condition: str | bool, names: Mapping[str, object], place: str) -> bool:
    """Is the condition true?"""
    if isinstance(condition, bool):
        return condition
    parsed("{{ " + condition + " }}", place)
    return bool(result(condition, names, place))


def result(expression: str, names: Mapping[str, object], place: str) -> Any:
    compiled = guarded(lambda: ENVIRONMENT.compile_expression(expression, undefined_to_none=False), place)
    found = guarded(lambda: strict(compiled(names)), place)
    return bounded(tuple(found) if isinstance(found, list) else found, place)


def strict(value: Any) -> Any:
    """Jinja's StrictUndefined speaks only when it is used."""
    if isinstance(value, StrictUndefined):
        str(value)
    return value


def parsed(text: str, place: str) -> nodes.Template:
    """The template's tree, if all of it is allowed."""
    tree: nodes.Template = guarded(lambda: ENVIRONMENT.parse(text), place)
    for node in guarded(lambda: list(tree.find_all(nodes.Node)), place):
        if not isinstance(node, ALLOWED):
            what = type(node).__name__
            raise UsageError(f"{place}: {what} may not stand in {text!r:.80}; there are names, numbers and comparisons")
        if isinstance(node, nodes.Filter) and (node.name not in FILTERS or node.kwargs or node.dyn_args):
            raise UsageError(f"{place}: there is no filter {node.name!r}; there are {', '.join(FILTERS)}")
    return tree


def bounded(value: Any, place: str) -> Any:
    if len(str(value)) > LARGEST:
        raise UsageError(f"{place}: the value has more than {LARGEST} characters")
    return value


def guarded(action: Any, place: str) -> Any:
    """The action's result; whatever it raises names the place."""
    try:
        return action()
    except UsageError:
        raise
    except TemplateError as fault:
        raise UsageError(f"{place}: {fault.message}") from None
    except (TypeError, ValueError, ArithmeticError, LookupError, RecursionError, MemoryError) as fault:
        raise UsageError(f"{place}: {type(fault).__name__}: {str(fault)[:200]}") from None
