"""The `ids` of a `parametrize` are more or fewer than its sets of values.

## Why

pytest gives the first id to the first set, and so on, and stops while it collects the file when a list of ids does not
come out even: "3 parameter sets specified, with different number of ids: 2". It happens when a case is added to the
values alone (https://docs.pytest.org/en/stable/reference/reference.html#pytest-mark-parametrize-ref).

## Instead

One id for each set, None where pytest is to make it; or the id beside its values: `pytest.param(1, 2, id="small")`.

## Fix safety

There is no fix: what the missing id is to be is not written anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.sources import Expr, SourceFile
from doctor.rules.markers._parametrize import constant_list, given, items
from doctor.rules.phrases import plural
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(file: SourceFile) -> Iterator[Problem]:
    for values, call in given(file) if file.collected or file.role in ("conftest", "plugin") else ():
        ids = call.argument(3, "ids") if call.argument(0, "argnames") else call.keyword("ids")
        if ids is not None and (found := mismatch(values, ids, file)):
            yield problem(ids, *found)


def mismatch(values: Expr, ids: Expr, file: SourceFile) -> tuple[int, int] | None:
    """How many sets and how many ids there are, if both are known and differ. No ids at all are taken for none."""
    sets, names = items(constant_list(values, file)), items(constant_list(ids, file))
    return (len(sets), len(names)) if sets and names and len(sets) != len(names) else None


def problem(ids: Expr, sets: int, names: int) -> Problem:
    return Problem(
        place=ids.place,
        message=f"there are {plural(sets, 'set')} of values, and {plural(names, 'id')} in ids",
        label=plural(names, "id"),
        consequence=f"pytest stops: {sets} parameter sets specified, with different number of ids: {names}",
        help="give each set one id, None where pytest is to make it, or write pytest.param(…, id=…)",
    )
