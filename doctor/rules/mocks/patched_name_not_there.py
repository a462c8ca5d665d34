"""A test replaces a name that the module does not have.

## Why

`patch("shop.mial.send")` stops the test with an AttributeError where the name is misspelt, or was renamed; so does
`patch.dict("shop.settings.CONFG", …)`.
`monkeypatch.setattr(…, raising=False)` and `patch(…, create=True)` set a name that is not there, and the test goes on
with the real one: the code under test does not look at what was set
(https://docs.pytest.org/en/stable/reference/reference.html#pytest.MonkeyPatch.setattr).

## Instead

The name as the module has it, and without `raising=False`, so that pytest says when it is gone.

## Fix safety

There is no fix: the name that resembles it is a guess.

Nothing is said of names that resemble none that are there, nor of modules that make names when they are asked for them.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterator

from doctor.model.environment import FoundModule, Modules
from doctor.model.findings import Confidence, Problem, Severity
from doctor.model.sources import Call, Expr, SourceFile
from doctor.rules.excused import is_excused
from doctor.rules.mocks._targets import PATCHES, target_of
from doctor.rules.phrases import nearest
from doctor.rules.registry import rule

DICTS = tuple(f"{patch}.dict" for patch in PATCHES)


@rule(severity=Severity.WARNING, since="0.1")
def check(test_file: SourceFile, modules: Modules) -> Iterator[Problem]:
    for call in test_file.calls:
        target = lenient(call)
        module, _, name = target.rpartition(".")
        home = modules.find(module, test_file.path) if module else None
        if home and home.origin in ("project", "cwd") and (near := meant(name, home, test_file, modules)):
            yield problem(call, name, module, near)
        elif not target and (strict := strictly(call)) and not is_excused(test_file, call.within, call.place.line):
            yield from missing(call, strict, test_file, modules)


def strictly(call: Call) -> str:
    """What it replaces by its dotted name, if it fails where that is not there."""
    expr = call.expr
    first = expr.argument(0, "in_dict" if call.name in DICTS else "target")
    if call.guarded or call.branch or first is None or not first.text or expr.keyword("**"):
        return ""
    if call.name == "monkeypatch.setattr" and len(expr.parts) == 2 and expr.keyword("raising") is None:
        return first.text
    if call.name in DICTS:
        return "" if ":" in first.text else first.text
    return first.text if call.name in PATCHES and expr.keyword("create") is None else ""


def missing(call: Call, target: str, file: SourceFile, modules: Modules) -> Iterator[Problem]:
    """The first part of the name that a module of the project surely does not have."""
    parts = target.split(".")
    for count in range(1, len(parts)):
        module, name = ".".join(parts[:count]), parts[count]
        home = modules.find(module, file.path)
        if home is None or home.origin not in ("project", "cwd"):
            return
        if modules.find(f"{module}.{name}", file.path) is None:
            if near := meant(name, home, file, modules):
                yield absent(call, name, module, near)
            return


def absent(call: Call, name: str, module: str, near: str) -> Problem:
    whole = "module '{}' has no attribute" if call.name in DICTS else "<module '{}'> does not have the attribute"
    return Problem(
        place=call.place,
        message=f"{module} has no '{name}'; there is '{near}'",
        label=f"'{near}' is meant?",
        consequence=f"the test fails: AttributeError: {whole.format(module)} '{name}'",
        help=f"write '{near}' in place of '{name}'",
        severity=Severity.ERROR,
    )


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
