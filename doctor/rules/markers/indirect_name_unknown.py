"""`indirect` names what the `parametrize` does not parametrize.

## Why

`indirect=["user"]` hands the values of `user` to the fixture of that name. It is a list of names out of the same
`parametrize`: one that is misspelt stops pytest while it collects the file ("indirect fixture 'usr' doesn't exist"). A
plain text is taken for a list of letters, so that `indirect="user"` stops it as well. It is the third argument: a list
of ids has to be given by name
(https://docs.pytest.org/en/stable/example/parametrize.html#apply-indirect-on-particular-arguments).

## Instead

`indirect=["user"]` with the name as it is in the first argument, or `indirect=True` for all of them.

## Fix safety

The name that it resembles, or the list around the name, is written: the file could not be collected before.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.sources import Expr, SourceFile
from doctor.rules.markers._parametrize import listed, of_tests, read
from doctor.rules.phrases import nearest
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile, config: PytestConfig) -> Iterator[Problem]:
    for mark in of_tests(test_file):
        found = read(mark)
        indirect = mark.expr.keyword("indirect") if found and found.names else None
        if found and found.names and indirect:
            yield from problems(indirect, found.names)
        is_third = len(mark.expr.parts) > 2 and config.version < (9, 2)  # see parametrize-arguments-by-position
        third = mark.expr.parts[2] if found and found.names and is_third else None
        if found and found.names and third and found.values and found.values.kind == "list":
            yield from by_position(third, found.names, mark.expr)


def problems(indirect: Expr, names: tuple[str, ...]) -> Iterator[Problem]:
    text = indirect.text
    if text is not None:
        if any(letter not in names for letter in text):
            yield as_text(indirect, text, names)
        return
    for part in indirect.parts if indirect.kind in ("list", "tuple") else ():
        if part.text is not None and part.text not in names:
            yield unknown(part, part.text, names)


def by_position(third: Expr, names: tuple[str, ...], call: Expr) -> Iterator[Problem]:
    """A list without any of the names, behind the values: ids are meant."""
    texts = [part.text for part in third.parts] if third.kind in ("list", "tuple") else []
    if not texts or None in texts or set(texts) & set(names):
        return
    can_name = len(call.parts) == 3 and not call.keyword("ids")
    yield Problem(
        place=third.place,
        message=f"the third argument of parametrize is indirect, not ids, and '{texts[0]}' is none of {listed(names)}",
        label="taken for indirect",
        consequence=f"pytest stops: indirect fixture '{texts[0]}' doesn't exist",
        help="write ids=[…]",
        fix=Fix("write ids=", (Replace(third.place.replace(end_line=third.place.line, end_column=third.place.column),
                                       "ids="),), safe=True) if can_name else None,
    )  # fmt: skip


def as_text(indirect: Expr, text: str, names: tuple[str, ...]) -> Problem:
    first = next(letter for letter in text if letter not in names)
    quoted = Replace(indirect.place, f'["{text}"]')
    return Problem(
        place=indirect.place,
        message=f"indirect is the text '{text}', which is taken for a list of letters",
        label="not a list",
        consequence=f"pytest stops: indirect fixture '{first}' doesn't exist",
        help=f'write indirect=["{text}"]' if text in names else "write a list of names, or True",
        fix=Fix(f'write ["{text}"]', (quoted,), safe=True) if text in names else None,
    )


def unknown(part: Expr, text: str, names: tuple[str, ...]) -> Problem:
    meant = nearest(text, names) or (names[0] if len(names) == 1 else None)
    place = part.place
    is_plain = place.line == place.end_line and place.end_column - place.column == len(text) + 2
    return Problem(
        place=place,
        message=f"indirect names '{text}', and this parametrize gives values to {listed(names)}",
        label=f"'{meant}' is meant?" if meant else "not one of them",
        consequence=f"pytest stops: indirect fixture '{text}' doesn't exist",
        help=f"write '{meant}'" if meant else "name one of them, or write indirect=True",
        fix=Fix(f"write '{meant}'", (Replace(place, f'"{meant}"'),), safe=True) if meant and is_plain else None,
    )
