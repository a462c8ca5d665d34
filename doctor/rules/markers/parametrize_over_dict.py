"""`parametrize` with several names takes its values from a dictionary, and gets its keys.

## Why

A dictionary is iterated over by its keys. Each key is one set of values, so that a text of two letters gives one letter
to each of two names, and nobody says so; any other text, or a number, stops pytest while it collects the file: "must be
equal to the number of values" (https://docs.pytest.org/en/stable/how-to/parametrize.html).

## Instead

`CASES.items()` for a name for the key and one for the value, or a list of tuples.

Nothing is said where the keys are tuples.

## Fix safety

The values become others, so `.items()` is written only when asked, and only for two names.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.sources import Expr, SourceFile, Sources
from doctor.rules.markers._origins import definition
from doctor.rules.markers._parametrize import listed, of_tests, read
from doctor.rules.registry import rule

KEYS = (str, int, float)


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile, sources: Sources, modules: Modules) -> Iterator[Problem]:
    for mark in of_tests(test_file):
        found = read(mark)
        if found and found.names and found.values and len(found.names) > 1:
            table = dict_behind(found.values, test_file, sources, modules)
            if table:
                yield problem(found.values, table, found.names)


def dict_behind(values: Expr, file: SourceFile, sources: Sources, modules: Modules) -> Expr | None:
    """The dictionary whose keys are plain, as it is written."""
    table: Expr | None = values
    if values.kind == "name":
        _, table = definition(str(values.value), file, sources, modules)
    if table is None or table.kind != "dict" or not table.parts:
        return None
    return table if all(isinstance(key.value, KEYS) and key.kind == "constant" for key in table.parts) else None


def problem(values: Expr, table: Expr, names: tuple[str, ...]) -> Problem:
    refused = next((key for key in table.parts if key.text is None or len(key.text) != len(names)), None)
    if refused is None:
        outcome = f"each key is taken apart: {', '.join(map(repr, table.parts[0].text or ''))} for {listed(names)}"
    elif refused.text is None:
        outcome = f"pytest stops at the file: object of type '{type(refused.value).__name__}' has no len()"
    else:
        outcome = f"pytest stops at the file: {refused.text!r} is not {len(names)} values"
    text = str(values.value).rpartition(".")[2] if values.kind == "name" else "{…}"
    return Problem(
        place=values.place,
        message=f"parametrize takes the values for {listed(names)} from a dictionary, and gets its keys alone",
        label="its keys",
        related=(Related(table.place, "the dictionary"),) if table.place != values.place else (),
        consequence=outcome,
        help=f"write `{text}.items()`" if len(names) == 2 else "write a list of tuples",
        severity=Severity.WARNING if refused is None else Severity.ERROR,
        fix=with_items(values) if len(names) == 2 else None,
    )


def with_items(values: Expr) -> Fix:
    end = values.place.replace(line=values.place.end_line, column=values.place.end_column)
    return Fix("take the items of the dictionary", (Replace(end, ".items()"),))
