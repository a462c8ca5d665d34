"""How pytest reads the arguments of `parametrize`."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.record import Record
from doctor.model.sources import Expr, Mark, SourceFile

BUILTIN = frozenset({"parametrize", "skip", "skipif", "xfail", "usefixtures", "filterwarnings"})


class Parametrize(Record):
    """The arguments of one `parametrize` mark.

    `names` is None where they are worked out at run time. `single` is whether each value stands for the only name
    (`"a"`); with a list, a tuple or several names each value is a sequence. `comma` is whether a stray comma follows a
    single name: "a,", which is read as "a" before pytest 9.1 and as ("a",) since (pytest-dev/pytest#719).
    """

    mark: Mark
    names: tuple[str, ...] | None
    names_expr: Expr | None
    values: Expr | None
    single: bool = False
    comma: bool = False


def read(mark: Mark) -> Parametrize | None:
    """The arguments of a `parametrize` mark, None for other marks and for calls that hide theirs."""
    expr = mark.expr
    if mark.name != "parametrize" or expr.kind != "call" or expr.keyword("**"):
        return None
    if any(part.kind == "starred" for part in expr.parts):
        return None
    names, values = expr.argument(0, "argnames"), expr.argument(1, "argvalues")
    if names is None:
        return None
    if names.text is not None:
        words = tuple(word.strip() for word in names.text.split(",") if word.strip())
        comma = len(words) == 1 and names.text.rstrip().endswith(",")
        return Parametrize(mark, words, names, values, len(words) == 1, comma)
    if names.kind in ("list", "tuple") and all(part.text is not None for part in names.parts):
        return Parametrize(mark, tuple(part.text or "" for part in names.parts), names, values)
    return Parametrize(mark, None, names, values)


def of_tests(file: SourceFile) -> Iterator[Mark]:
    """The marks that pytest comes to use: not those on functions whose names say that they are no tests."""
    known = {test.function for test in file.tests}
    for mark in file.marks:
        if mark.target not in ("function", "param") or not mark.owner or mark.owner in known:
            yield mark
        elif mark.owner.rpartition(".")[2].startswith("test"):
            yield mark  # of a class that another file may collect


def nothing_of(mark: Mark) -> Expr | None:
    """The empty list or tuple that stands there for the values: the test is skipped, however marked."""
    found = read(mark)
    values = found.values if found and found.names != () else None
    return values if values and values.kind in ("list", "tuple") and not values.parts else None


def behind(found: Parametrize, file: SourceFile) -> Parametrize:
    """The same with the list that `CASES` stands for, if the module makes it once and calls nothing of it."""
    return found.replace(values=constant_list(found.values, file)) if found.values else found


def constant_list(values: Expr, file: SourceFile) -> Expr:
    """What a name of the module stands for, if the module makes it once and calls nothing of it."""
    name = str(values.value) if values.kind == "name" else ""
    assigned = [value for key, value in file.assigned if key == name]
    if len(assigned) != 1:
        return values
    changed = [call.name for call in file.calls] + [write.name for write in file.writes]
    if any(each.startswith((f"{name}.", f"{name}[")) for each in changed):
        return values
    if any(name == attribute for klass in file.classes for attribute, _ in klass.attributes):
        return values  # in that class the name stands for something else
    return assigned[0]


def is_param(expr: Expr) -> bool:
    """Is it `pytest.param(…)`?"""
    return expr.kind == "call" and expr.value in ("pytest.param", "_pytest.mark.param")


def opaque(expr: Expr) -> bool:
    """Are there positional arguments, items or keywords that cannot be counted?"""
    return any(part.kind == "starred" for part in expr.parts) or expr.keyword("**") is not None


def items(values: Expr | None) -> tuple[Expr, ...]:
    """The values, one each, of a literal list or tuple; nothing where they cannot be told."""
    if values is None or values.kind not in ("list", "tuple") or opaque(values):
        return ()
    return values.parts


def listed(names: tuple[str, ...]) -> str:
    """`'a', 'b'`."""
    return ", ".join(f"'{name}'" for name in names)


def given(file: SourceFile) -> Iterator[tuple[Expr, Expr]]:
    """All that gives values to tests of this file, each with the call around it.

    Marks `parametrize`, `metafunc.parametrize(…)`, and `params` of fixtures.
    """
    calls = [mark.expr for mark in of_tests(file) if mark.name == "parametrize" and mark.expr.kind == "call"]
    calls += [call.expr for call in file.calls if call.name.endswith("metafunc.parametrize")]
    for call in calls:
        values = call.argument(1, "argvalues")
        if values and not opaque(call):
            yield values, call
    for fixture in file.fixtures:
        values = fixture.expr.keyword("params") if fixture.expr else None
        if values and fixture.expr:
            yield values, fixture.expr
