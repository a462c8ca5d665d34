"""Something of pytest is used that this version has removed.

## Why

What pytest deprecates it removes in a later major version: then it is an AttributeError, an ImportError or a TypeError,
and the file that uses it is not collected, or the test fails.

## Instead

Use the successor that the message names; most have been there for many versions.

## Fix safety

There is none: some successors behave otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.compatibility import Change
from doctor.model.config import PytestConfig
from doctor.model.findings import Problem, Severity
from doctor.model.places import Place
from doctor.model.plugins import Knowledge
from doctor.model.sources import Expr, SourceFile, Sources
from doctor.rules.phrases import uses
from doctor.rules.plugins._loaded import loaded
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(sources: Sources, knowledge: Knowledge, config: PytestConfig) -> Iterator[Problem]:
    gone = [
        change
        for change in knowledge.changes
        if change.distribution == "pytest"
        and change.kind in ("attribute", "argument")
        and change.removed_in(config.pytest_version)
    ]
    attributes = {full(change.name): change for change in gone if change.kind == "attribute"}
    arguments = {(full(change.within), change.name): change for change in gone if change.kind == "argument"}
    found: dict[Change, list[Place]] = {}
    for file in loaded(sources, config):
        for change, place in [*attribute_uses(file, attributes), *argument_uses(file, arguments)]:
            found.setdefault(change, []).append(place)
    for change, places in found.items():
        yield problem(change, places, config)


def full(name: str) -> str:
    return name if name.startswith(("pytest.", "_pytest.")) else f"pytest.{name}"


def attribute_uses(file: SourceFile, gone: dict[str, Change]) -> Iterator[tuple[Change, Place]]:
    """Imports, decorators, base classes and calls that name one of these."""
    for each in file.imports:
        if each.module == "pytest" and not each.guarded and each.dotted in gone:
            yield gone[each.dotted], each.place
    for expr in named(file):
        name = ".".join(str(expr.value).split(".")[:2])
        if name in gone:
            yield gone[name], expr.place


def named(file: SourceFile) -> Iterator[Expr]:
    for function in file.functions:
        yield from (each for each in function.decorators if str(each.value).startswith("pytest."))
    for klass in file.classes:
        yield from (each for each in klass.bases if str(each.value).startswith("pytest."))
    for call in file.calls:
        if not call.guarded and call.name.startswith("pytest."):
            yield call.expr


def argument_uses(file: SourceFile, gone: dict[tuple[str, str], Change]) -> Iterator[tuple[Change, Place]]:
    functions = {function for function, _ in gone}
    for call in file.calls_of(*functions):
        for name, value in call.expr.keywords:
            if (call.name, name) in gone:
                yield gone[call.name, name], value.place


def problem(change: Change, places: list[Place], config: PytestConfig) -> Problem:
    name = f"{change.name}=" if change.kind == "argument" else full(change.name)
    whose = f" of {full(change.within)}" if change.kind == "argument" else ""
    return Problem(
        place=places[0],
        message=f"'{name}'{whose} was {change.change} in pytest {change.version}; this is pytest {config.pytest_version}",
        label=f"not in pytest {config.pytest_version}",
        related=uses(places[1:], "and here"),
        consequence=change.what,
        help=change.cure,
    )
