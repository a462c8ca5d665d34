"""`parametrize` takes its values from a folder, in the order in which the file system lists it.

## Why

`os.listdir`, `glob` and `Path.iterdir` give names "in arbitrary order"
(https://docs.python.org/3/library/os.html#os.listdir): another one on another machine or file system, and another one
when a file has come or gone in between. Workers of pytest-xdist must all collect the same tests in one order
(https://pytest-xdist.readthedocs.io/en/stable/known-limitations.html): with text values they stop with "Different
tests were collected"; paths are worse, for pytest calls them `path0`, `path1`, … in each worker, so that nobody sees
when one file is tested twice and another one not at all.

## Instead

`sorted(…)` around the listing.

## Fix safety

The tests run in another order, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.config import CommandLine
from doctor.model.environment import Modules
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.plugins import Plugins
from doctor.model.sources import Expr, SourceFile, Sources
from doctor.rules.markers._origins import SAME_ORDER, definition
from doctor.rules.markers._parametrize import given
from doctor.rules.registry import rule
from doctor.rules.spreading import Workers, spread

TEXTS = ("os.listdir", "glob.glob", "glob.iglob")
PATHS = (".iterdir", ".rglob")
ELSEWHERE = ("fs", "s3", "gcs", "filesystem", "storage")  # they have a `glob` of their own


@rule(severity=Severity.WARNING, since="0.1")
def check(
    file: SourceFile, sources: Sources, modules: Modules, command_line: CommandLine, calls: Calls, plugins: Plugins
) -> Iterator[Problem]:
    for values, call in given(file) if file.collected or file.role in ("conftest", "plugin") else ():
        origin = listing_behind(values, file, sources, modules)
        if origin:
            workers = spread(command_line, plugins, calls)
            is_taken = workers and workers.takes_marks(file)
            yield problem(values, origin, call, workers if is_taken else None)


def listing_behind(values: Expr, file: SourceFile, sources: Sources, modules: Modules, depth: int = 4) -> Expr | None:
    """The listing whose order the values have, as it is written."""
    if depth == 0:
        return None
    if is_listing(values):
        return values
    if values.kind == "call" and len(values.parts) == (2 if values.value in ("map", "filter") else 1):
        is_kept = values.value in (*SAME_ORDER, "map", "filter")
        return listing_behind(values.parts[-1], file, sources, modules, depth) if is_kept else None
    if values.kind == "comprehension" and values.value in ("list", "generator") and values.parts:
        return listing_behind(values.parts[0], file, sources, modules, depth)
    if values.kind in ("list", "tuple"):  # [*folder.glob("*.json")]
        starred = [part.parts[0] for part in values.parts if part.kind == "starred" and part.parts]
        found = (listing_behind(part, file, sources, modules, depth - 1) for part in starred)
        return next((each for each in found if each), None)
    if values.kind == "name":
        name = str(values.value)
        home, value = definition(name, file, sources, modules)
        if home is None or value is None or is_sorted(home, name.rpartition(".")[2]):
            return None
        return listing_behind(value, home, sources, modules, depth - 1)
    return None


def is_listing(values: Expr) -> bool:
    name = str(values.value or "") if values.kind == "call" else ""
    if name in (*TEXTS, "os.scandir", "os.walk") or name.endswith(PATHS):
        return True
    return name.endswith(".glob") and name.partition(".")[0].lower() not in ELSEWHERE


def is_sorted(file: SourceFile, name: str) -> bool:
    return any(call.name == f"{name}.sort" for call in file.calls)


def has_own_ids(call: Expr) -> bool:
    """Are there names beside the values, in an order of their own, so that sorting the values alone mixes them up?"""
    ids = call.keyword("ids")
    return ids is not None and ids.kind in ("list", "tuple", "comprehension")


def problem(values: Expr, origin: Expr, call: Expr, workers: Workers | None) -> Problem:
    place = values.place
    start = place.replace(end_line=place.line, end_column=place.column)
    end = place.replace(line=place.end_line, column=place.end_column)
    how = str(origin.value).rpartition(".")[2]
    related = [Related(origin.place, "the listing")] if origin.place != place else []
    if workers:
        related.append(Related(workers.place, f"'{workers.text}' spreads the tests over workers"))
    is_unnamed = origin.value not in TEXTS and values.kind != "comprehension" and not call.keyword("ids")
    apart = (
        "where two workers see another order, one file is tested twice and another one not at all, unseen"
        if is_unnamed
        else "where two workers see another order, pytest-xdist stops: Different tests were collected"
    )
    return Problem(
        place=place,
        message=f"parameters of tests come from {how}(), in the order in which the file system lists them",
        label="no fixed order",
        related=tuple(related),
        consequence=apart if workers else "the tests run in another order on another machine",
        help="take them from sorted(…)",
        fix=None if has_own_ids(call) else Fix("sort what is listed", (Replace(start, "sorted("), Replace(end, ")"))),
        severity=None if workers else Severity.NOTE,
    )
