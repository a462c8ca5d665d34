"""A hook is declared as a wrapper and does not yield.

## Why

A hook with `wrapper=True` or `hookwrapper=True` runs around the others, which are called where it yields. Without a
`yield` there is no such place: pytest stops when it registers the file.

See https://pluggy.readthedocs.io/en/stable/index.html#wrappers.

## Instead

Yield once: `result = yield`, then `return result`; with the older `hookwrapper=True`, `outcome = yield`. Or take the
argument out.

## Fix safety

There is none: what belongs before the others, and what behind them, is for people to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig
from doctor.model.findings import Problem, Severity
from doctor.model.sources import Function, Sources
from doctor.rules.plugins._loaded import loaded
from doctor.rules.registry import rule

KINDS = ("wrapper", "hookwrapper")


@rule(severity=Severity.ERROR, since="0.1")
def check(sources: Sources, config: PytestConfig) -> Iterator[Problem]:
    for file in loaded(sources, config):
        if file.role not in ("conftest", "plugin"):
            continue
        for function in file.functions:
            kind = wrapper_of(function)
            if kind and not function.yields and not function.is_nested and not function.class_name:
                yield Problem(
                    place=function.place,
                    message=f"'{function.name}' is declared with {kind}=True, and does not yield",
                    label="no yield in it",
                    consequence="pytest stops: PluginValidationError: Declared as wrapper=True or hookwrapper=True but "
                    "function is not a generator function",
                    help="let it yield once, or take the argument out",
                )


def wrapper_of(function: Function) -> str:
    for decorator in function.decorators:
        if decorator.kind == "call" and str(decorator.value).endswith("hookimpl"):
            for kind in KINDS:
                value = decorator.keyword(kind)
                if value is not None and value.value is True:
                    return kind
    return ""
