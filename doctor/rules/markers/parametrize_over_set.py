"""`parametrize` takes its values from a set, whose order differs between processes.

## Why

Python hashes text with a new seed in each process, so the order of a set of strings is another one in each worker of
pytest-xdist. The workers then collect the tests in different orders, and pytest-xdist refuses to run them: "Different
tests were collected between gw0 and gw1" (https://github.com/pytest-dev/pytest-xdist/issues/432,
https://pytest-xdist.readthedocs.io/en/stable/known-limitations.html). Without workers the tests merely run in another
order each time.

## Instead

`sorted(…)` around the set, or a list or a tuple in its place. `sorted(…, key=len)` leaves those that are alike to the
key in the order of the set.

## Fix safety

The tests run in another order, and values that cannot be compared cannot be sorted, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from doctor.model.calls import Calls
from doctor.model.config import CommandLine
from doctor.model.environment import Modules, Variables
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.plugins import Plugins
from doctor.model.sources import Expr, SourceFile, Sources
from doctor.rules.markers._origins import SAME_ORDER, definition
from doctor.rules.markers._parametrize import given, is_param
from doctor.rules.registry import rule
from doctor.rules.spreading import Workers, spread

VIEWS = (".keys", ".values", ".items")
KEYS: dict[str, Callable[[str], object]] = {
    **dict.fromkeys(("len", "builtins.len"), len),
    **dict.fromkeys(("str.lower", "str.casefold", "str.upper"), str.casefold),
}
OPERATIONS = (".union", ".intersection", ".difference", ".symmetric_difference", ".copy")


@rule(severity=Severity.ERROR, since="0.1")
def check(
    file: SourceFile,
    sources: Sources,
    modules: Modules,
    command_line: CommandLine,
    calls: Calls,
    plugins: Plugins,
    variables: Variables,
) -> Iterator[Problem]:
    if (variables.get("PYTHONHASHSEED") or "random") != "random":
        return
    for values, call in given(file) if file.collected or file.role in ("conftest", "plugin") else ():
        origin = set_behind(values, file, sources, modules)
        if origin and varies(origin):
            option = spread(command_line, plugins, calls)
            if option and option.elsewhere == "tox":
                option = None  # tox gives all of its processes one PYTHONHASHSEED
            is_taken = option and option.takes_marks(file)
            yield problem(values, origin, what(call), option if is_taken else None)


def what(call: Expr) -> str:
    return "parametrize takes its" if str(call.value).endswith("parametrize") else "this fixture takes its"


def set_behind(values: Expr, file: SourceFile, sources: Sources, modules: Modules, depth: int = 4) -> Expr | None:
    """The set that the values come from, as it is written."""
    if depth == 0:
        return None
    if values.kind == "set" or (values.kind == "comprehension" and values.value == "set"):
        return values
    if values.kind == "call" and values.value in ("set", "frozenset"):
        return values
    if values.kind == "call" and values.value in SAME_ORDER and len(values.parts) == 1:
        return set_behind(values.parts[0], file, sources, modules, depth)
    if values.kind == "call" and values.value == "sorted" and (key := values.keyword("key")) and values.parts:
        origin = set_behind(values.parts[0], file, sources, modules, depth)
        return origin if origin and has_ties(origin, str(key.value)) else None
    if values.kind == "call" and values.value in ("dict.fromkeys", "map", "filter") and values.parts:
        return set_behind(values.parts[0 if values.value == "dict.fromkeys" else -1], file, sources, modules, depth)
    if values.kind == "call" and str(values.value).endswith(VIEWS):
        asked = values.values[0].parts[0] if values.values and values.values[0].parts else None
        name = str(values.value).rpartition(".")[0]
        return set_behind(asked or values.replace(kind="name", value=name), file, sources, modules, depth)
    if values.kind == "call" and str(values.value).endswith(OPERATIONS):
        name = str(values.value).rpartition(".")[0]
        return set_behind(values.replace(kind="name", value=name), file, sources, modules, depth)
    if values.kind == "other" and len(values.parts) == 2:  # a | b, a - b
        found = [set_behind(part, file, sources, modules, depth) for part in values.parts]
        return next((each for each in found if each and varies(each)), None)
    if values.kind == "comprehension" and values.value in ("list", "generator", "dict") and values.parts:
        return set_behind(values.parts[0], file, sources, modules, depth)
    if values.kind == "name":
        home, value = definition(str(values.value), file, sources, modules)
        return set_behind(value, home, sources, modules, depth - 1) if home and value else None
    return None


def has_ties(origin: Expr, key: str) -> bool:
    """Are some of the texts alike to the key, so that they keep the order of the set?"""
    inner = origin.parts[0] if origin.kind == "call" and origin.parts else origin
    texts = {part.text for part in inner.parts} if inner.kind in ("set", "list", "tuple") else set()
    seen = {KEYS[key](text) for text in texts if text is not None} if key in KEYS else texts
    return None not in texts and len(seen) < len(texts)


def varies(origin: Expr) -> bool:
    """May the order differ between processes? Numbers hash alike everywhere, and so do empty and single sets."""
    if origin.kind == "set":
        return len(origin.parts) > 1 and not all(is_number(part) for part in origin.parts)
    if origin.kind == "call":
        inner = origin.parts[0] if origin.parts else None
        if inner is None or inner.value == "range":
            return False
        if inner.kind in ("list", "tuple", "set"):
            return len(inner.parts) > 1 and not all(is_number(part) for part in inner.parts)
        return True
    return not (origin.kind == "comprehension" and len(origin.parts) == 2 and origin.parts[0].value == "range")


def is_number(part: Expr) -> bool:
    if part.kind == "tuple":
        return all(is_number(inner) for inner in part.parts)
    return part.kind == "constant" and isinstance(part.value, (int, float)) and not is_param(part)


def ordered(values: Expr, origin: Expr) -> Fix | None:
    """A list in place of a set that is written there, else the values sorted; None where they may not be sortable, or
    are sorted by something that some of them have alike."""
    if values.value == "sorted":
        return None
    place = values.place
    start = place.replace(end_line=place.line, end_column=place.column)
    end = place.replace(line=place.end_line, column=place.end_column)
    starred = any(part.kind == "starred" for part in values.parts)
    if values.kind == "set" and not starred:
        first, last = start.replace(end_column=start.column + 1), end.replace(column=end.column - 1)
        return Fix("write a list in place of the set", (Replace(first, "["), Replace(last, "]")))
    if any(part.kind not in ("constant", "starred") for part in (origin.parts if origin.kind == "set" else ())):
        return None
    text = str(values.value).rpartition(".")[2] if values.kind == "name" else "…"
    return Fix(f"take them from sorted({text})", (Replace(start, "sorted("), Replace(end, ")")))


def problem(values: Expr, origin: Expr, taker: str, option: Workers | None) -> Problem:
    name = f"'{str(values.value).rpartition('.')[2]}', a set" if values.kind == "name" else "a set"
    related = [Related(origin.place, "the set")] if origin.place != values.place else []
    if option:
        related.append(Related(option.place, f"'{option.text}' spreads the tests over workers"))
    text = str(values.value).rpartition(".")[2] if values.kind == "name" else "…"
    return Problem(
        place=values.place,
        message=f"{taker} values from {name}, whose order differs in each process",
        label="no fixed order",
        related=tuple(related),
        consequence="pytest-xdist stops: Different tests were collected between gw0 and gw1"
        if option
        else "the tests run in another order each time, and cannot run with pytest-xdist",
        help="sort them by something that tells them all apart: `key=lambda each: (len(each), each)`"
        if values.value == "sorted"
        else f"take them from sorted({text})",
        fix=ordered(values, origin),
        severity=(option.severity or Severity.ERROR) if option else Severity.NOTE,
    )
