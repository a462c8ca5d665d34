"""A `parametrize` set has more or fewer values than names.

## Why

With one name as text (`"a"`) each item is a value. With several names, with a list or tuple of names, and since pytest
9.1 with a stray comma (`"a,"`), each item is a sequence of as many values as there are names. Otherwise pytest stops
while it collects the file. Before 9.1 the comma was dropped in silence
(https://github.com/pytest-dev/pytest/issues/719).

## Instead

Remove the comma, or give each item one value for each name.

## Fix safety

Taking the stray comma out is safe. There is no fix for values that are missing or too many.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.rewrites import RenameWord
from doctor.model.sources import Expr, SourceFile
from doctor.rules.markers._parametrize import Parametrize, behind, is_param, items, listed, of_tests, opaque, read
from doctor.rules.phrases import plural, uses
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig, test_file: SourceFile) -> Iterator[Problem]:
    for mark in of_tests(test_file):
        found = read(mark)
        if found and found.names:
            yield from problems(behind(found, test_file), found.names, config.version)


def problems(found: Parametrize, names: tuple[str, ...], version: tuple[int, ...]) -> Iterator[Problem]:
    comma = found.comma and version >= (9, 1)
    single = found.single and not comma
    wrong = [item for item in items(found.values) if differs(item, len(names), single)]
    if wrong and comma:
        yield stray_comma(found, names[0], wrong)
    elif wrong:
        yield mismatch(names, wrong).replace(fix=bare_name(found, names, wrong))
    elif found.comma and any(differs(item, 1, False) for item in items(found.values)):
        yield later(found, names[0])


def differs(item: Expr, wanted: int, single: bool) -> bool:
    """Is it sure that this item does not hold as many values as wanted?"""
    if is_param(item):
        return not opaque(item) and len(item.parts) != wanted
    if single:
        return False
    count = size(item)
    return count is not None and count != wanted


def size(item: Expr) -> int | None:
    """How many values an item of several names holds; -1 for what has no length at all."""
    if item.kind in ("list", "tuple", "set", "dict"):
        return None if opaque(item) else len(item.parts)
    if item.kind == "constant":
        return len(item.value) if isinstance(item.value, (str, bytes)) else -1
    return None


def bare_name(found: Parametrize, names: tuple[str, ...], wrong: list[Expr]) -> Fix | None:
    """The only name of a list by itself: then each item is its value."""
    expr = found.names_expr
    if len(names) > 1 or found.single or expr is None or expr.kind not in ("list", "tuple"):
        return None
    if len(wrong) < len(items(found.values)) or any(is_param(item) for item in wrong):
        return None
    return Fix(f"write '{names[0]}' by itself", (Replace(expr.place, f'"{names[0]}"'),), safe=True)


def counted(item: Expr) -> str:
    count = len(item.parts) if is_param(item) else size(item)
    return "no sequence of values" if count is None or count < 0 else plural(count, "value")


def without_comma(found: Parametrize, name: str) -> Fix | None:
    names = found.names_expr
    if names is None or not names.text:
        return None
    return Fix(f"write '{name}' without the comma", (RenameWord(names.place, names.text, name),), safe=True)


def stray_comma(found: Parametrize, name: str, wrong: list[Expr]) -> Problem:
    assert found.names_expr
    text = found.names_expr.text
    return Problem(
        place=found.names_expr.place,
        message=f"the stray comma in '{text}' makes each item of parametrize a sequence of one value for '{name}'",
        label="since pytest 9.1 this comma counts",
        related=uses([item.place for item in wrong], counted(wrong[0])),
        consequence='pytest stops: in "parametrize" the number of names (1) must be equal to the number of values',
        help=f"write '{name}' without the comma",
        fix=without_comma(found, name),
    )


def later(found: Parametrize, name: str) -> Problem:
    assert found.names_expr
    text = found.names_expr.text
    return Problem(
        place=found.names_expr.place,
        message=f"the stray comma in '{text}' stops pytest 9.1 and newer",
        label="dropped by this version",
        consequence=f"from 9.1 on each item is taken for a sequence of one value for '{name}'",
        help=f"write '{name}' without the comma",
        fix=without_comma(found, name),
        severity=Severity.NOTE,
    )


def mismatch(names: tuple[str, ...], wrong: list[Expr]) -> Problem:
    return Problem(
        place=wrong[0].place,
        message=f"parametrize has {plural(len(names), 'name')} ({listed(names)}), and {counted(wrong[0])} here",
        label=counted(wrong[0]),
        related=uses([item.place for item in wrong[1:]], "the same here"),
        consequence=consequence(names, wrong[0]),
        help=f"give each item {plural(len(names), 'value')}, one for each of {listed(names)}",
    )


def consequence(names: tuple[str, ...], item: Expr) -> str:
    """pytest's words, or Python's for what has no length."""
    if not is_param(item) and size(item) == -1:
        return f"pytest stops: TypeError: object of type '{type(item.value).__name__}' has no len()"
    return f'pytest stops: in "parametrize" the number of names ({len(names)}) must be equal to the number of values'
