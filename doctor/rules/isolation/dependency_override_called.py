"""A dependency or its stand-in is called where `dependency_overrides` takes the function.

## Why

The key of `dependency_overrides` is the dependency itself, its value the function that FastAPI calls in its place
(https://fastapi.tiangolo.com/advanced/testing-dependencies/). `overrides[get_db] = fake_db()` puts there what `fake_db`
returns, and the request fails with "is not a callable object". With `overrides[get_db()]` the key is what `get_db`
returns, which no route depends on: nothing is overridden, and the true dependency is used.

A function that returns a function, such as `require_role("admin")`, may well be called there, and is not meant.

## Instead

The functions themselves: `app.dependency_overrides[get_db] = fake_db`.

## Fix safety

The endpoint gets another value than before, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import FoundModule, Modules
from doctor.model.expressions import Expr
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.outlines import Outlines
from doctor.model.sources import Function, SourceFile
from doctor.rules.isolation._overrides import stand_ins
from doctor.rules.outlined import outlined
from doctor.rules.registry import rule

MARKERS = ("fastapi.Depends", "fastapi.Security", "fastapi.params.Depends", "fastapi.param_functions.Depends")


@rule(severity=Severity.WARNING, since="0.1")
def check(file: SourceFile, modules: Modules, outlines: Outlines) -> Iterator[Problem]:
    if not (file.collected or file.role in ("conftest", "plugin")):
        return
    for override in file.flows.overrides:
        for key, value in stand_ins(override):
            for each in (key, value):
                if each and is_called_for_value(each, override.within, file, modules, outlines):
                    yield told(each, each is key)


def is_called_for_value(each: Expr, within: str, file: SourceFile, modules: Modules, outlines: Outlines) -> bool:
    """Is it the call of a function that hands out none, whatever happens?"""
    if each.kind != "call" or not each.value:
        return False
    name = str(each.value)
    if name in MARKERS:
        return True
    if "." in name:
        return any(wanted in outline.valued for outline, wanted in outlined(name, file, modules, outlines))
    function = nearest(name, within, file)
    if function is None or function.decorators:
        return False
    if function.is_async or function.yields:
        return True
    outline = outlines.of(FoundModule("", "project", file.path))
    return function.qualname == name and outline is not None and name in outline.valued


def nearest(name: str, within: str, file: SourceFile) -> Function | None:
    """The function that the name means there, if the file defines it once: in the function around, or at its top."""
    inner = [f"{within}.<locals>.{name}"] if within else []
    for qualname in (*inner, name):
        found = [each for each in file.functions if each.qualname == qualname]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def told(each: Expr, is_key: bool) -> Problem:
    called = f"{str(each.value).rpartition('.')[2]}(…)"
    message = f"the stand-in for a dependency is what '{called}' hands out, which FastAPI cannot call"
    consequence = "TypeError: … is not a callable object, in each request that needs it"
    if is_key:
        message = f"the key of dependency_overrides is what '{called}' hands out, and not the dependency itself"
        consequence = "nothing is overridden: the endpoint gets the true dependency"
    return Problem(
        place=each.place,
        message=message,
        label="called here",
        consequence=consequence,
        help="write the function itself, without the call",
        fix=uncalled(each),
    )


def uncalled(each: Expr) -> Fix | None:
    """The name without the empty parentheses behind it, where nothing else stands there."""
    place, name = each.place, str(each.value)
    width = place.end_column - place.column - len("()")
    is_bare = not (each.parts or each.keywords) and place.line == place.end_line
    if name in MARKERS or not is_bare or name[len(name) - width - 1 : -width] not in ("", "."):
        return None
    return Fix("take the parentheses away", (Replace(place.replace(column=place.end_column - len("()")), ""),))
