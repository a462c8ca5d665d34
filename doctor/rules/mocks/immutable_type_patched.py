"""A patch replaces an attribute of a class that is written in C.

## Why

What such a class holds cannot be changed: `patch("datetime.datetime.now")` ends with "TypeError: cannot set 'now'
attribute of immutable type 'datetime.datetime'", and so does `patch("shop.clock.datetime.now")`, where `shop.clock` has
that class by `from datetime import datetime`
(https://docs.python.org/3/library/unittest.mock-examples.html#partial-mocking,
https://github.com/testing-cabal/mock/issues/200).

## Instead

Replace the name in the module that uses it: `patch("shop.clock.datetime", wraps=datetime)` gives a mock whose `now` can
be told what to return. Or a library that sets the clock: `freezegun`, `time-machine`.

## Fix safety

There is no fix: the mock of a whole class has to be told more than the one of a method.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from doctor.model.environment import Modules
from doctor.model.expressions import Expr
from doctor.model.findings import Problem, Severity
from doctor.model.outlines import Outlines
from doctor.model.sources import Class, Function, SourceFile, Sources
from doctor.rules.expected import is_expected_to_fail
from doctor.rules.mocks._targets import PATCHES
from doctor.rules.outlined import is_shadowed, meaning
from doctor.rules.registry import rule

CLOCKS = ("datetime.datetime", "datetime.date", "datetime.time")
# Written in C in CPython 3.10 to 3.14
TYPES = frozenset(
    """datetime.datetime datetime.date datetime.time datetime.timedelta datetime.timezone datetime.tzinfo
    decimal.Decimal decimal.Context collections.OrderedDict collections.deque collections.defaultdict io.StringIO
    io.BytesIO io.TextIOWrapper io.FileIO io.BufferedReader io.BufferedWriter re.Pattern re.Match sqlite3.Connection
    sqlite3.Cursor sqlite3.Row array.array asyncio.Future asyncio.Task functools.partial contextvars.ContextVar
    struct.Struct queue.SimpleQueue types.FunctionType types.ModuleType types.SimpleNamespace
    xml.etree.ElementTree.Element""".split()  # noqa: SIM905
)
BUILTINS = frozenset(
    "bool bytearray bytes complex dict float frozenset int list memoryview object range set slice str tuple".split()  # noqa: SIM905
)
OWN = frozenset(each.rpartition(".")[2] for each in TYPES)
FREEZERS = ("freezegun", "pytest_freezegun", "pytest_freezer")
LET_FAIL = ("skip", "skipif", "xfail")
SKIPPED = ("unittest.skip", "unittest.expectedFailure")


@rule(severity=Severity.ERROR, since="0.1")
def check(file: SourceFile, sources: Sources, modules: Modules, outlines: Outlines) -> Iterator[Problem]:
    if not (file.collected or file.role in ("conftest", "plugin")):
        return
    found = [(expr, within, owner) for expr, within in replacing(file) if (owner := owner_of(expr))]
    files = (file, *sources.reaching_others)
    if not found or freezes(files):
        return
    replaced = {target for each in files for target in targets(each)}
    for expr, within, owner in found:
        ways = meaning(owner, file, modules, outlines)
        klass = ways[-1].removeprefix("builtins.")
        is_fixed = klass in TYPES or (klass in BUILTINS and not is_own(owner, klass, file))
        if not is_fixed or not replaced.isdisjoint(ways) or is_let_fail(expr, within, file):
            continue
        if is_text(expr) or not is_shadowed(owner, file, outlines):
            yield from (problem(expr, klass, name, ways[0]) for name in names_of(expr) if name not in OWN)


def replacing(file: SourceFile) -> Iterator[tuple[Expr, str]]:
    """Calls of patches, each with the function around it; decorators are of the function or class below."""
    items: tuple[Function | Class, ...] = (*file.functions, *file.classes)
    decorators = {each.place: (each, item.qualname) for item in items for each in item.decorators if replaces(each)}
    yield from decorators.values()
    for call in file.calls:
        is_certain = "try:" not in call.branch and not call.guarded
        if is_certain and replaces(call.expr) and call.place not in decorators:
            yield call.expr, call.within


def replaces(expr: Expr) -> bool:
    name = str(expr.value)
    plain = name.removesuffix(".object").removesuffix(".multiple")
    return expr.kind == "call" and (name in ("monkeypatch.setattr", "monkeypatch.delattr") or plain in PATCHES)


def owner_of(expr: Expr) -> str:
    """The dotted name of what has the attribute; "" where that cannot be told."""
    first = expr.argument(0, "target")
    if first is None:
        return ""
    if is_whole(expr):
        return (first.text or "").rpartition(".")[0]
    if first.text is not None:
        return first.text if str(expr.value).endswith(".multiple") else ""
    return str(first.value) if first.kind == "name" else ""


def is_whole(expr: Expr) -> bool:
    """Is the attribute a part of the text that names its owner?"""
    name = str(expr.value)
    return name in PATCHES or (name.startswith("monkeypatch.") and len(expr.parts) == (2 if "set" in name else 1))


def is_text(expr: Expr) -> bool:
    first = expr.argument(0, "target")
    return first is not None and first.text is not None


def names_of(expr: Expr) -> list[str]:
    """The attributes that it replaces."""
    first, second = expr.argument(0, "target"), expr.argument(1, "attribute") or expr.keyword("name")
    if is_whole(expr):
        return [(first.text or "").rpartition(".")[2]] if first else []
    if str(expr.value).endswith(".multiple"):
        return [
            key for key, _ in expr.keywords if key not in ("target", "spec", "create", "spec_set", "autospec", "**")
        ][:1]
    return [second.text] if second and second.text else []


def targets(file: SourceFile) -> Iterator[str]:
    """What a file replaces as a whole, so that it is not what it was."""
    for expr, _ in replacing(file):
        owner = owner_of(expr)
        yield from (f"{owner}.{name}" for name in names_of(expr))
    yield from (write.name for write in file.writes)


def freezes(files: Iterable[SourceFile]) -> bool:
    """May `datetime` be freezegun's own, which is written in Python?"""
    return any(
        any(each.module.partition(".")[0] in FREEZERS for each in file.imports)
        or any(param.name in ("freezer", "frozen_time") for function in file.functions for param in function.params)
        for file in files
    )


def is_own(owner: str, klass: str, file: SourceFile) -> bool:
    """Is it no class of Python's, but something else that the file calls so?"""
    if owner.startswith("builtins."):
        return False
    names = {*(each.name for each in file.functions), *(each.name for each in file.classes)}
    return (
        klass in names
        or owner != klass
        or file.value(klass) is not None
        or any(each.alias == klass for each in file.imports)
    )


def is_let_fail(expr: Expr, within: str, file: SourceFile) -> bool:
    """Is an exception waited for, or the test not run, or not minded?"""
    names = {within, within.partition(".")[0], ""}
    items: tuple[Function | Class, ...] = (*file.functions, *file.classes)
    decorators = (each for item in items if item.qualname in names for each in item.decorators)
    return (
        is_expected_to_fail(file, within, expr.place.line)
        or any(mark.name in LET_FAIL and mark.owner in names for mark in file.marks)
        or any(str(each.value).startswith(SKIPPED) for each in decorators)
    )


def problem(expr: Expr, klass: str, name: str, written: str) -> Problem:
    module, _, last = written.rpartition(".")
    where = f'"{written}"' if module and written != klass else f'"MODULE.{last}", of the module that uses it'
    clock = "; or set the clock with freezegun or time-machine" if klass in CLOCKS else ""
    first = expr.argument(0, "target")
    return Problem(
        place=first.place if first else expr.place,
        message=f"'{name}' of {klass} cannot be replaced: the class is written in C",
        label="cannot be changed",
        consequence=f"TypeError: cannot set '{name}' attribute of immutable type",
        help=f"patch the class where it is looked up: {where}{clock}",
    )
