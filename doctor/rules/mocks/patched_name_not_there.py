"""A test replaces a name that the module does not have, and has asked not to be told.

## Why

`monkeypatch.setattr(…, raising=False)` and `patch(…, create=True)` set a name that is not there. Where the function was
renamed, or the name is misspelt, the test goes on with the real one: the code under test does not look at what was set
(https://docs.pytest.org/en/stable/reference/reference.html#pytest.MonkeyPatch.setattr).

## Instead

The name as the module has it, and without `raising=False`, so that pytest says when it is gone.

## Fix safety

There is no fix: the name that resembles it is a guess.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterator

from doctor.model.environment import FoundModule, Modules
from doctor.model.findings import Confidence, Problem, Severity
from doctor.model.sources import Call, Expr, SourceFile, Sources
from doctor.rules.mocks._targets import PATCHES, target_of
from doctor.rules.phrases import nearest
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(sources: Sources, modules: Modules) -> Iterator[Problem]:
    for file in sources.collected:
        for call in file.calls:
            target = lenient(call)
            module, _, name = target.rpartition(".")
            home = modules.find(module, file.path) if module else None
            if home and home.origin in ("project", "cwd") and (near := meant(name, home, file, modules)):
                yield problem(call, name, module, near)


def lenient(call: Call) -> str:
    """What it replaces, if it does so whether or not it is there."""
    expr, name = call.expr, call.name
    if name == "monkeypatch.setattr" and is_given(expr.keyword("raising"), False):
        first = expr.parts[0] if expr.parts else None
        return (first.text or "") if first and first.text and len(expr.parts) == 2 else target_of(expr)
    if name.removesuffix(".object") in PATCHES and is_given(expr.keyword("create"), True):
        return target_of(expr)
    return ""


def is_given(value: Expr | None, wanted: bool) -> bool:
    return value is not None and value.kind == "constant" and value.value is wanted


def meant(name: str, home: FoundModule, file: SourceFile, modules: Modules) -> str | None:
    """The name of the module that resembles one which it surely does not have."""
    names = None if hasattr(builtins, name) else modules.names(home)  # one may hide what every module has
    if (
        names is None
        or name in names
        or modules.binds(home, name)
        or not modules.certain(f"{home.name}.{name}", file.path)
    ):
        return None
    return nearest(name, names)


def problem(call: Call, name: str, module: str, near: str) -> Problem:
    how = "raising=False" if "setattr" in call.name else "create=True"
    return Problem(
        place=call.place,
        message=f"{module} has no '{name}'; there is '{near}', and {how} keeps it from being told",
        label=f"'{near}' is meant?",
        consequence="nothing is replaced: the code under test goes on with the real one",
        help=f"write '{near}', and take {how} away",
        confidence=Confidence.MEDIUM,
    )
