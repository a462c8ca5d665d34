"""Two sets of one `parametrize` have the same id where ids must differ.

## Why

pytest makes an id of each set: the one that is given, else the text of plain values (`1` and `"1"` look alike, `None`
and `"None"` too). From pytest 9.0 on `strict_parametrization_ids`, which `strict` includes, makes equal ids an error;
otherwise pytest adds a number to each of them.

See https://docs.pytest.org/en/stable/reference/reference.html#confval-strict_parametrization_ids.

## Instead

Give the sets ids of their own, or remove the set that is there twice.

## Fix safety

An id with a number is safe, for pytest stops as it is. There is no fix for plain values, which have no place for an id.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from doctor.model.config import IniValues, PytestConfig
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Change, Fix, Replace
from doctor.model.rewrites import SetArgument
from doctor.model.sources import Expr, Fixture, Mark, Sources
from doctor.rules.cures import literal
from doctor.rules.markers._parametrize import Parametrize, behind, is_param, items, of_tests, opaque, read
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig, ini: IniValues, sources: Sources) -> Iterator[Problem]:
    why = strict_by(config, ini)
    if not why:
        return
    for file in sources.collected:
        for mark in of_tests(file):
            found = read(mark)
            if found and found.names:
                single = found.single and (not found.comma or config.version < (9, 1))
                yield from problems(behind(found, file).replace(single=single), why)
    asked = {name for file in sources.collected for test in file.tests for name in test.requests}
    for file in sources:
        for fixture in file.fixtures if file.collected or file.role == "conftest" else ():
            if fixture.name in asked and fixture.expr:
                yield from of_fixture(fixture, fixture.expr, why)


def of_fixture(fixture: Fixture, expr: Expr, why: str) -> Iterator[Problem]:
    """Its `params` are read like the values of a single name."""
    mark = Mark(f"params of fixture '{fixture.name}'", fixture.place, "fixture", fixture.function, expr)
    yield from problems(Parametrize(mark, (fixture.name,), None, expr.keyword("params"), single=True), why)


def strict_by(config: PytestConfig, ini: IniValues) -> str:
    """The key that makes equal ids an error, "" when none does."""
    if config.version < (9,):
        return ""
    found = ini.strict("strict_parametrization_ids")
    return found.name if found else ""


def problems(found: Parametrize, why: str) -> Iterator[Problem]:
    ids = found.mark.expr.keyword("ids")
    if ids and (ids.kind not in ("list", "tuple") or opaque(ids)):
        return
    seen: dict[str, Expr] = {}
    for position, item in enumerate(items(found.values)):
        written = ids.parts[position] if ids and position < len(ids.parts) else None
        text, place = id_of(found, item, written)
        if text is not None and text in seen:
            fix = numbered(text, place, item, seen)
            yield problem(text, place, seen[text], found.mark.name, why).replace(fix=fix)
        elif text is not None:
            seen[text] = place


def numbered(text: str, place: Expr, item: Expr, seen: Mapping[str, Expr]) -> Fix | None:
    """An id with a number, where ids are written or can be."""
    number = next(number for number in range(2, len(seen) + 3) if f"{text}-{number}" not in seen)
    new = f"{text}-{number}"
    if place is not item and place.text is not None:
        change: Change = Replace(place.place, literal(new))
    elif is_param(item):
        change = SetArgument(item.place, "id", literal(new))
    else:
        return None
    return Fix(f"give the second '{text}' the id '{new}'", (change,), safe=True)


def id_of(found: Parametrize, item: Expr, written: Expr | None) -> tuple[str | None, Expr]:
    """The id of one set, None where it is worked out at run time or bears a number; and where it is written."""
    if is_param(item):
        own = item.keyword("id")
        if item.keyword("**") or (own and own.text is None):
            return None, item
        if own:
            return own.text, own
    if written and not (written.kind == "constant" and written.value is None):
        return plain(written), written
    return made(found, item), item


def made(found: Parametrize, item: Expr) -> str | None:
    """The id that pytest makes of plain values."""
    if is_param(item):
        values: tuple[Expr, ...] = item.parts
    elif found.single:
        values = (item,)
    else:
        values = item.parts if item.kind in ("list", "tuple") else ()
    texts = [plain(value) for value in values]
    if not texts or len(texts) != len(found.names or ()):
        return None
    return "-".join(text for text in texts if text is not None) if None not in texts else None


def plain(value: Expr) -> str | None:
    """The text of a plain value, None for what pytest names after the argument, or what cannot be told."""
    if value.kind != "constant":
        return None
    if isinstance(value.value, bytes):
        return value.value.decode("ascii") if value.value.isascii() and value.value.isalnum() else None
    return str(value.value)


def problem(text: str, again: Expr, first: Expr, mark: str, why: str) -> Problem:
    return Problem(
        place=again.place,
        message=f"id '{text}' stands for two {'sets of one ' if mark == 'parametrize' else ''}{mark}",
        label="the same id again",
        related=(Related(first.place, f"'{text}' is first here"),),
        consequence="pytest stops: Duplicate parametrization IDs detected, but strict_parametrization_ids is set"
        + (" (strict includes it)" if why == "strict" else ""),
        help="give this set an id of its own, or set strict_parametrization_ids = false",
    )
