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
from doctor.rules.excused import is_excused
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
WORDS = ("target", "spec", "create", "spec_set", "autospec", "new_callable", "**")  # of `patch.multiple` itself
FREEZERS = ("freezegun", "pytest_freezegun", "pytest_freezer")


@rule(severity=Severity.ERROR, since="0.1")
def check(file: SourceFile, sources: Sources, modules: Modules, outlines: Outlines) -> Iterator[Problem]:
    if not (file.collected or file.role in ("conftest", "plugin")):
        return
    found = []
    for expr, within in replacing(file):
        ways = meaning(owner_of(expr), file, modules, outlines)
        if is_fixed(ways, is_text(expr), file, outlines) and not is_excused(file, within, expr.place.line):
            found.append((expr, within, ways))
    files = (file, *sources.reaching_others)
    if not found or freezes(files):
        return
    tests = {test.function for test in file.tests}
    replaced = [(target, around) for each in files for target, around in targets(each)]
    for expr, within, ways in found:
        others = tests - {within}  # what other tests replace is put back
        if not any(target in ways and around not in others for target, around in replaced):
            yield from (problem(expr, ways, name) for name in names_of(expr) if name not in OWN)


def is_fixed(ways: list[str], is_text: bool, file: SourceFile, outlines: Outlines) -> bool:
    """Is what this name stands for a class of Python's that is written in C?"""
    if ways[-1] not in TYPES and ways[-1].removeprefix("builtins.") not in BUILTINS:
        return False
    return is_text or not is_shadowed(ways[0], file, outlines)


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
    if first is None or first.text is None:
        return str(first.value) if first and first.kind == "name" else ""
    return first.text if is_multiple(expr) else first.text.rpartition(".")[0]


def is_text(expr: Expr) -> bool:
    """Does a text name the owner, which no name of the file can be mistaken for?"""
    first = expr.argument(0, "target")
    return first is not None and first.text is not None


def is_multiple(expr: Expr) -> bool:
    return str(expr.value).endswith(".multiple")


def names_of(expr: Expr) -> list[str]:
    """The attributes that it replaces; of several the first one."""
    if is_multiple(expr):
        return [key for key, _ in expr.keywords if key not in WORDS][:1]
    first, second = expr.argument(0, "target"), expr.argument(1, "attribute") or expr.keyword("name")
    if first and first.text is not None:
        return [first.text.rpartition(".")[2]]
    return [second.text] if second and second.text else []


def targets(file: SourceFile) -> Iterator[tuple[str, str]]:
    """What a file replaces as a whole, so that it is not what it was, each with the function at whose end it is put
    back; "" where nothing does so."""
    for expr, within in replacing(file):
        owner = owner_of(expr)
        yield from ((f"{owner}.{name}", within) for name in names_of(expr))
    yield from ((write.name, "") for write in file.writes)


def freezes(files: Iterable[SourceFile]) -> bool:
    """May `datetime` be freezegun's own, which is written in Python?"""
    return any(
        any(each.module.partition(".")[0] in FREEZERS for each in file.imports)
        or any(param.name in ("freezer", "frozen_time") for function in file.functions for param in function.params)
        for file in files
    )


def problem(expr: Expr, ways: list[str], name: str) -> Problem:
    written, klass = ways[0], ways[-1].removeprefix("builtins.")
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
