"""A test is decorated by a function that returns nothing, and is gone.

## Why

`@slow` stands for `test_long = slow(test_long)`. A decorator without a `return` gives None: the module has no test of
that name any more, and pytest finds none, without a word
(https://docs.python.org/3/glossary.html#term-decorator).

## Instead

`return function` at the end of the decorator, or the wrapper that it defines.

## Fix safety

The only function that is defined within is returned, else what was handed in. That is a guess, and not made unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import IniValues
from doctor.model.environment import Modules
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix
from doctor.model.places import Place
from doctor.model.rewrites import AddToEnd
from doctor.model.sources import Expr, Function, SourceFile, Sources
from doctor.rules.classes import World
from doctor.rules.naming import fits, patterns
from doctor.rules.phrases import uses
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile, sources: Sources, modules: Modules, ini: IniValues) -> Iterator[Problem]:
    world, names = World(sources, modules), patterns(ini, "python_functions")
    lost: dict[Place, list[tuple[Function, Expr]]] = {}
    decorators: dict[Place, Function] = {}
    for function in test_file.functions:
        if function.is_nested or not fits(function.name, names):
            continue
        for each in function.decorators:
            found = decorator(each, test_file, world) if each.kind == "name" else None
            if found and returns_nothing(found) and not makes_others(found, world):
                decorators[found.place] = found
                lost.setdefault(found.place, []).append((function, each))
    for place, tests in lost.items():
        yield problem(decorators[place], tests).replace(fix=returned(decorators[place], world))


def decorator(expr: Expr, file: SourceFile, world: World) -> Function | None:
    """The project's function that decorates, if nothing else has its name."""
    module, _, name = str(expr.value).rpartition(".")
    home = world.file_of(module, file.path) if module else file
    if home is None or home.value(name) or sum(each.qualname == name for each in home.functions) != 1:
        return None
    return home.function(name)


def returns_nothing(function: Function) -> bool:
    takes_one = len([param for param in function.params if not param.has_default]) == 1
    is_plain = not function.decorators and not function.is_async and not function.branch
    return is_plain and takes_one and not function.returns and not function.yields and not function.empty


def makes_others(function: Function, world: World) -> bool:
    """May it make tests of its own, in the place of the one that it is given?"""
    home = world.sources.get(function.place.file)
    calls = [call.name for call in home.calls_in(function.qualname)] if home else []
    return any(name in ("exec", "eval", "globals", "setattr") for name in calls)


def returned(function: Function, world: World) -> Fix | None:
    """It returns its wrapper, if it defines one, else what it was given."""
    home = world.sources.get(function.place.file)
    inner = [each.name for each in home.functions if each.qualname == f"{function.name}.{each.name}"] if home else []
    if home is None or len(inner) > 1:
        return None
    name = inner[0] if inner else function.params[0].name
    return Fix(f"let '{function.name}' return '{name}'", (AddToEnd(function.place, f"return {name}"),))


def problem(function: Function, tests: list[tuple[Function, Expr]]) -> Problem:
    first, mark = tests[0]
    return Problem(
        place=mark.place,
        message=f"'{function.name}' returns nothing, so that '{first.name}' is None and no test",
        label="leaves nothing",
        related=(
            Related(function.place, "has no return with a value"),
            *uses([each.place for _, each in tests[1:]], "here too"),
        ),
        consequence="pytest does not find the test, without a word",
        help=f"let '{function.name}' return the function, or the wrapper that it defines",
    )
