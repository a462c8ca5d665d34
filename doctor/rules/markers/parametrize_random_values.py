"""`parametrize` takes values that differ in each process, under pytest-xdist.

## Why

Each worker imports the test files for itself. Where values are drawn or read from the clock, the ids that pytest makes
of them differ between the workers, and pytest-xdist refuses to run: "Different tests were collected between gw0 and
gw1". So it is with `ids=str` where the values are functions, or objects of a class without `__str__`: their text is
their address. Without workers such a test cannot be run again by its id.

See https://pytest-xdist.readthedocs.io/en/stable/known-limitations.html and
https://github.com/pytest-dev/pytest-xdist/issues/432.

## Instead

Fixed values; a generator with a seed of its own, `random.Random(42)`; or ids that do not depend on the values.

## Fix safety

Where it is written how many values there are, the ids become their numbers when asked for. The values still differ
from run to run.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.config import CommandLine
from doctor.model.environment import Modules
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix
from doctor.model.plugins import Plugins
from doctor.model.rewrites import SetArgument
from doctor.model.sources import Expr, SourceFile, Sources
from doctor.rules.markers._drawn import LISTS, Drawn, Home, drawn_value, is_set
from doctor.rules.markers._parametrize import constant_list, given, is_param, items
from doctor.rules.registry import rule
from doctor.rules.spreading import Workers, spread


@rule(severity=Severity.ERROR, since="0.1")
def check(
    file: SourceFile,
    sources: Sources,
    modules: Modules,
    command_line: CommandLine,
    calls: Calls,
    plugins: Plugins,
) -> Iterator[Problem]:
    if not (file.collected or file.role in ("conftest", "plugin")) or is_set(file):
        return
    for values, call in given(file):
        if (named := call.keyword("ids")) and (held := with_address(values, named, file)):
            option = spread(command_line, plugins, calls)
            yield of_address(held, named, option if option and option.takes_marks(file) else None)
        drawn = drawn_value(values, Home(file, sources, modules)) if not call.keyword("ids") else None
        if drawn:
            option = spread(command_line, plugins, calls)
            is_taken = option and option.takes_marks(file)
            yield problem(drawn, values, option if is_taken else None).replace(fix=numbered(values, call, file))


def with_address(values: Expr, ids: Expr, file: SourceFile) -> Expr | None:
    """The first value whose text is that of `object`, or of a function, where the ids are the texts of the values."""
    how = text_of_all(ids, values)
    for item in items(constant_list(values, file)) if how else ():
        if is_param(item) and item.keyword("id"):
            continue
        for value in item.parts if item.kind in ("tuple", "list") or is_param(item) else (item,):
            if has_address(value, how, file):
                return value
    return None


def text_of_all(ids: Expr, values: Expr) -> str:
    """`ids=str`, `ids=[repr(case) for case in CASES]`: "str" or "repr", "" for others."""
    if ids.kind == "name" and ids.value in ("str", "repr"):
        return str(ids.value)
    if ids.kind == "call" and ids.value == "map" and len(ids.parts) == 2 and ids.parts[1].value == values.value:
        return text_of_all(ids.parts[0], values)
    if ids.kind == "comprehension" and len(ids.parts) == 2 and ids.parts[0].kind == "name":
        over, text = ids.parts
        is_all = over.value == values.value and text.kind == "call" and len(text.parts) == 1
        return str(text.value) if is_all and text.value in ("str", "repr") and text.parts[0].kind == "name" else ""
    return ""


def has_address(value: Expr, how: str, file: SourceFile) -> bool:
    """Is it a lambda, a function of the file, or an object of a class in it that says nothing of its own text?"""
    if str(value.value).startswith("lambda") and value.kind == "other":
        return True
    name = str(value.value)
    if value.kind == "name":
        function = file.function(name)
        return function is not None and not (function.decorators or function.is_nested or function.branch)
    if value.kind != "call" or "." in name:
        return False
    klass = file.class_(name)
    if klass is None:
        return name == "object" and not value.parts
    told = {"__repr__", *(("__str__",) if how == "str" else ())} & {
        *klass.methods,
        *(key for key, _ in klass.attributes),
    }
    bare = klass.has_no_base and not klass.decorators and not klass.keywords
    is_given = any(write.name.startswith(f"{name}.__") for write in file.writes)
    return bare and not told and not is_given and not klass.branch and not klass.is_nested


def of_address(value: Expr, ids: Expr, option: Workers | None) -> Problem:
    related = (Related(option.place, f"'{option.text}' spreads the tests over workers"),) if option else ()
    return Problem(
        place=ids.place,
        message="the ids of a parameter have the addresses of objects in them, which differ in each process",
        label="another text in each worker",
        related=(Related(value.place, "has no text of its own"), *related),
        consequence="pytest-xdist stops: Different tests were collected between gw0 and gw1"
        if option
        else "the test has another id each time, and cannot run with pytest-xdist",
        help="give the class a __str__, or take an attribute for the id: ids=lambda case: case.name",
        severity=(option.severity or Severity.ERROR) if option else Severity.NOTE,
    )


def numbered(values: Expr, call: Expr, file: SourceFile) -> Fix | None:
    """Numbers for ids; None where it depends on something how many there are, or one has an id of its own."""
    count = length(constant_list(values, file))
    if not count or any(is_param(item) and item.keyword("id") for item in items(values)):
        return None
    return Fix("number the parameters in the ids", (SetArgument(call.place, "ids", f"range({count})"),))


def length(values: Expr) -> int:
    """How many values there are; 0 where that cannot be told."""
    if values.kind == "comprehension" and len(values.parts) == 2 and values.value in ("list", "generator"):
        return length(values.parts[0])
    if values.kind == "call" and values.value == "range" and len(values.parts) == 1:
        return whole(values.parts[0])
    if values.kind == "call" and values.value in LISTS:
        return whole(values.argument(1, "k"))
    return len(items(values))


def whole(value: Expr | None) -> int:
    return value.value if value and isinstance(value.value, int) and not isinstance(value.value, bool) else 0


def problem(drawn: Drawn, values: Expr, option: Workers | None) -> Problem:
    is_here = drawn.value.place.file == values.place.file
    place = drawn.value.place if is_here else values.place
    is_apart = (drawn.by.place.file, drawn.by.place.line) != (place.file, place.line)
    drawing = (Related(drawn.by.place, "drawn here"),) if is_apart else ()
    related = (Related(option.place, f"'{option.text}' spreads the tests over workers"),) if option else ()
    return Problem(
        place=place,
        message=f"a parameter of tests comes from {drawn.by.value!s}(), which differs in each process",
        label="another value in each worker",
        related=(*drawing, *related),
        consequence="pytest-xdist stops: Different tests were collected between gw0 and gw1"
        if option
        else "the test has another id each time, and cannot run with pytest-xdist",
        help="use fixed values, random.Random(seed), or ids that do not depend on the values",
        severity=(option.severity or Severity.ERROR) if option else Severity.NOTE,
    )
