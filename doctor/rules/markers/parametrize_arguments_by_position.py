"""`parametrize` is given `indirect`, `ids` or `scope` by position, which pytest 9.2 does not take.

## Why

From pytest 9.2 on `parametrize` takes names and values by position, and all else by name only. `parametrize("n", [1,
2], True)` is a TypeError while the tests are collected: "takes 3 positional arguments but 4 positional arguments …
were given". None of the file's tests runs.

See https://docs.pytest.org/en/stable/reference/reference.html#pytest.Metafunc.parametrize.

## Instead

`indirect=True`, `ids=["one", "two"]`, `scope="module"`: all versions of pytest take these.

## Fix safety

The name is written before the value, in the order of former versions: the file could not be collected. A list of
texts of which none is parametrized is taken for `ids`.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig
from doctor.model.expressions import Expr
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.places import Place
from doctor.model.sources import SourceFile
from doctor.rules.markers._parametrize import of_tests
from doctor.rules.registry import rule

NAMES = ("indirect", "ids", "scope")
BY_NAME = (9, 2)  # the version from which on they have to be named


@rule(severity=Severity.ERROR, since="0.1")
def check(file: SourceFile, config: PytestConfig) -> Iterator[Problem]:
    if config.version < BY_NAME or not (file.collected or file.role in ("conftest", "plugin")):
        return
    for call in calls_of(file):
        given = call.parts[2:]
        is_plain = not any(part.kind == "starred" for part in call.parts) and len(given) <= len(NAMES)
        if given and is_plain and call.parts[1].text is None:  # see parametrize-arguments-as-strings
            yield problem(call, given, file)


def calls_of(file: SourceFile) -> Iterator[Expr]:
    yield from (mark.expr for mark in of_tests(file) if mark.name == "parametrize" and mark.expr.kind == "call")
    yield from (call.expr for call in file.calls if call.name.endswith("metafunc.parametrize"))


def problem(call: Expr, given: tuple[Expr, ...], file: SourceFile) -> Problem:
    names = meant(call, given)
    total = len(call.parts) + 1
    quoted = ", ".join(f"'{name}'" for name in names)
    return Problem(
        place=given[0].place,
        message=f"parametrize takes {quoted} by name only, from pytest 9.2 on",
        label=f"{names[0]}=",
        consequence=f"none of its tests runs: ERROR collecting {file.path}: TypeError: Metafunc.parametrize() takes 3 "
        f"positional arguments but {total} positional arguments (and 1 keyword-only argument) were given",
        help=f"write {names[0]}=…",
        fix=fix(call, given, names),
    )


def meant(call: Expr, given: tuple[Expr, ...]) -> tuple[str, ...]:
    """What the arguments are called. A list of other texts than the names stands for ids."""
    first = given[0]
    texts = [part.text for part in first.parts] if first.kind in ("list", "tuple") else []
    asked = call.parts[0]
    words = (asked.text or "").replace(",", " ").split() or [part.text or "" for part in asked.parts]
    is_ids = len(given) == 1 and bool(texts) and None not in texts and words and not set(texts) & set(words)
    return ("ids",) if is_ids else NAMES[: len(given)]


def fix(call: Expr, given: tuple[Expr, ...], names: tuple[str, ...]) -> Fix | None:
    if any(call.keyword(name) or call.keyword("**") for name in names):
        return None
    changes = tuple(Replace(before(value.place), f"{name}=") for name, value in zip(names, given, strict=True))
    return Fix(f"write {', '.join(f'{name}=' for name in names)}", changes, safe=True)


def before(place: Place) -> Place:
    return place.replace(end_line=place.line, end_column=place.column)
