"""A hook is declared as a wrapper and does not yield.

## Why

A hook with `wrapper=True` or `hookwrapper=True` runs around the others, which are called where it yields. Without a
`yield` there is no such place: pytest stops when it registers the file.

See https://pluggy.readthedocs.io/en/stable/index.html#wrappers.

## Instead

Yield once: `result = yield`, then `return result`; with the older `hookwrapper=True`, `outcome = yield`. Or take the
argument out.

## Fix safety

The argument goes, and the hook runs among the others; what belongs before them, and what behind them, is for people to
say. So it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.rewrites import RemoveArgument
from doctor.model.sources import Expr, Function, Sources
from doctor.rules.plugins._loaded import loaded
from doctor.rules.registry import rule

KINDS = ("wrapper", "hookwrapper")


@rule(severity=Severity.ERROR, since="0.1")
def check(sources: Sources, config: PytestConfig) -> Iterator[Problem]:
    for file in loaded(sources, config):
        if file.role not in ("conftest", "plugin"):
            continue
        for function in file.functions:
            kind, decorator = wrapper_of(function)
            if decorator and not function.yields and not function.is_nested and not function.class_name:
                yield Problem(
                    place=function.place,
                    message=f"'{function.name}' is declared with {kind}=True, and does not yield",
                    label="no yield in it",
                    consequence="pytest stops: PluginValidationError: Declared as wrapper=True or hookwrapper=True but "
                    "function is not a generator function",
                    help="let it yield once, or take the argument out",
                    fix=Fix(f"take '{kind}=True' out", (RemoveArgument(decorator.place, kind),)),
                )


def wrapper_of(function: Function) -> tuple[str, Expr | None]:
    """The argument, and the decorator that it belongs to."""
    for decorator in function.decorators:
        if decorator.kind == "call" and str(decorator.value).endswith("hookimpl"):
            for kind in KINDS:
                value = decorator.keyword(kind)
                if value is not None and value.value is True:
                    return kind, decorator
    return "", None
