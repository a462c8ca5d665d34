"""A patch is given a mock where it takes a class, or a maker where it takes a mock.

## Why

`new_callable` is called to make what is put in place: of `new_callable=PropertyMock()` a patch gets what that mock
returns, another mock, and of `MagicMock(return_value=2)` the 2, which cannot be called.
`patch("builtins.open", mock_open)` puts in place the function that makes stand-ins for `open`, and the first argument
of `open` becomes its mock
(https://docs.python.org/3/library/unittest.mock.html#unittest.mock.patch).

## Instead

`new_callable=PropertyMock`, with what it is to be made with behind it: `return_value=2`. `mock_open()`, with the data
to read: `mock_open(read_data="…")`.

## Fix safety

Parentheses go or come when asked for, and keywords in them become those of the patch: the test then meets another
mock.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.expressions import Expr
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.sources import SourceFile, Sources
from doctor.rules.classes import World
from doctor.rules.mocks._decorators import called, is_patch
from doctor.rules.mocks._targets import definition, target_of
from doctor.rules.registry import rule

HOMES = ("unittest.mock", "mock", "mock.mock")
MOCKS = {f"{home}.{name}" for home in HOMES for name in ("Mock", "MagicMock", "AsyncMock", "PropertyMock")}
PLAIN = ("constant", "list", "tuple", "dict", "set", "fstring")  # nothing that could be called
PROPERTIES = ("property", "functools.cached_property")
OPENERS = {f"{home}.mock_open" for home in HOMES}


@rule(severity=Severity.ERROR, since="0.1")
def check(file: SourceFile, sources: Sources, modules: Modules) -> Iterator[Problem]:
    if file.collected or file.role in ("conftest", "plugin"):
        world = World(sources, modules)
        for call in filter(is_patch, called(file)):
            made = call.keyword("new_callable")
            if made and made.kind == "call" and made.value in MOCKS and is_wrong(made, call, file, world):
                yield of_callable(made, call)
            if found := of_opener(call):
                yield found


def is_wrong(made: Expr, call: Expr, file: SourceFile, world: World) -> bool:
    """Is what the mock returns no good there? It may be the very value that an attribute or property is to have."""
    result = made.keyword("return_value")
    if str(made.value).endswith("AsyncMock") or not (made.parts or made.keywords):
        return True
    found = definition(target_of(call), file, world) if result is not None and result.kind in PLAIN else None
    return found is not None and not any(str(each.value) in PROPERTIES for each in found[1].decorators)


def of_callable(made: Expr, call: Expr) -> Problem:
    name, place = str(made.value).rpartition(".")[2], made.place
    is_alike = not (made.parts or made.keywords) and name in ("Mock", "MagicMock")  # another one does as well
    return Problem(
        place=place,
        message=f"new_callable is given a {name} that is made already, and takes the class",
        label="called to make the mock",
        consequence=f"what is put in place is what this {name} returns, not itself",
        help=f"write `new_callable={name}`, and what it is made with behind it, as arguments of the patch",
        fix=unmade(made, call, name),
        severity=Severity.NOTE if is_alike else None,
    )


def unmade(made: Expr, call: Expr, name: str) -> Fix | None:
    """The class alone, with the keywords that it is made with behind it: the patch hands them on."""
    place, title = made.place, f"write new_callable={name}"
    is_twice = any(call.keyword(key) for key, _ in made.keywords)
    if made.parts or is_twice or place.line != place.end_line:
        return None
    if not made.keywords:
        return Fix(title, (Replace(place.replace(column=place.end_column - len("()")), ""),))
    key, value = made.keywords[0]
    start = value.place.column - len(f"{key}=")
    opening = place.replace(column=start - len("("), end_column=start)
    return Fix(title, (Replace(opening, ", "), Replace(place.replace(column=place.end_column - len(")")), "")))


def of_opener(call: Expr) -> Problem | None:
    new = call.argument(2 if str(call.value).endswith(".object") else 1, "new")
    if new is None or new.kind != "name" or new.value not in OPENERS:
        return None
    end = new.place.replace(line=new.place.end_line, column=new.place.end_column)
    return Problem(
        place=new.place,
        message="the patch is given mock_open itself, and takes what it makes",
        label="not called",
        consequence="what is opened is made of the name of the file: AttributeError: 'str' object has no attribute",
        help="write `mock_open()`, or `mock_open(read_data=…)`",
        fix=Fix("call mock_open", (Replace(end, "()"),)),
    )
