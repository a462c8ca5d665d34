"""A nose-style `setup` or `teardown` is no longer called since pytest 8.

## Why

pytest ran nose's fixtures until 7: `setup` and `teardown` methods of test classes, functions of these names in a test
module, and `@with_setup`. pytest 8.0 took that out. The methods are plain helpers now: nobody calls them, the tests
run without what they prepare, and what they clean up stays.

See https://docs.pytest.org/en/stable/deprecations.html#support-for-tests-written-for-nose.

## Instead

pytest's own names work in every version: `setup_method` and `teardown_method` in classes, `setup_module` and
`teardown_module` in modules, or fixtures. A `setup` that is a fixture, that does nothing, or that the code calls
itself, is fine.

## Fix safety

The method begins to be called, so it is not renamed unasked. There is no fix for `@with_setup`.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import IniValues, PytestConfig
from doctor.model.environment import Modules
from doctor.model.expressions import Expr
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.sources import Function, SourceFile, Sources
from doctor.rules.classes import Found, World
from doctor.rules.naming import fits, patterns
from doctor.rules.registry import rule

METHODS = {"setup": "setup_method", "teardown": "teardown_method"}
FUNCTIONS = {"setup": "setup_module", "teardown": "teardown_module"}
PARAMETERS = ("setup", "teardown")  # of with_setup
WITH_SETUP = ("nose.with_setup", "nose.tools.with_setup", "nose.tools.nontrivial.with_setup")


@rule(severity=Severity.ERROR, since="0.1")
def check(
    config: PytestConfig, ini: IniValues, test_file: SourceFile, sources: Sources, modules: Modules
) -> Iterator[Problem]:
    if config.version < (8,):
        return  # called, with a deprecation warning that says it all
    world = World(sources, modules)
    found = [*of_classes(test_file, world, ini), *of_module(test_file)]
    called = {each for each in METHODS if calls(each, sources)} if found else set()
    for home, function, *rest in found:
        if function.name not in called and function.name not in {*test_file.referenced, *home.referenced}:
            yield problem(function, *rest)
    yield from decorated(test_file)


def calls(name: str, sources: Sources) -> bool:
    """Does shared code call methods of this name, such as a fixture with `request.instance.setup()`?"""
    return any(call.name.endswith(f".{name}") for file in sources if file.role != "test" for call in file.calls)


Candidate = tuple[SourceFile, Function, str, str, str]  # its file, itself, its name, the name instead, when


def of_classes(file: SourceFile, world: World, ini: IniValues) -> Iterator[Candidate]:
    """Methods of the classes with tests, also inherited ones."""
    prefixes, names = patterns(ini, "python_classes"), patterns(ini, "python_functions")
    for klass in file.classes:
        if klass.is_nested or not fits(klass.name, prefixes) or not (klass.bases or METHODS.keys() & {*klass.methods}):
            continue
        found = Found(file, klass)
        methods = {name for name, _ in world.methods(found)}
        if not METHODS.keys() & methods or not any(fits(name, names) for name in methods) or world.strangers(found):
            continue
        for each in world.lineage(found):
            if isinstance(each, str):
                continue
            for name in METHODS:
                function = each.file.function(f"{each.klass.qualname}.{name}")
                if function and is_plain(function, ("self",)) and METHODS[name] not in methods:
                    yield each.file, function, f"{each.klass.name}.{name}", METHODS[name], f"each test of {klass.name}"


def of_module(file: SourceFile) -> Iterator[Candidate]:
    for name, instead in FUNCTIONS.items():
        function = file.function(name)
        if function and file.tests and is_plain(function, ()) and not file.function(instead):
            yield file, function, name, instead, "the tests of this module"


def is_plain(function: Function, first: tuple[str, ...]) -> bool:
    """Would it do something where nose called it: no decorators, no parameters but `self` and the test or module?"""
    params = [param.name for param in function.params if not param.has_default][len(first) :]
    alone = not params or (len(params) == 1 and params[0] in ("method", "function", "func", "module"))
    return alone and not function.empty and not function.decorators and not function.is_nested and not function.branch


def decorated(file: SourceFile) -> Iterator[Problem]:
    for function in file.functions:
        for decorator in function.decorators:
            given = given_to(decorator) if decorator.value in WITH_SETUP else []
            if given:
                yield undecorated(function, decorator, given[0])


def given_to(decorator: Expr) -> list[str]:
    """Its parameters that are given, and not None."""
    values = [(name, decorator.argument(at, name)) for at, name in enumerate(PARAMETERS)]
    return [name for name, value in values if value and not (value.kind == "constant" and value.value is None)]


def undecorated(function: Function, decorator: Expr, name: str) -> Problem:
    """`name` is "teardown" where there is no setup: `@with_setup(teardown=close)`."""
    make = "a fixture" if name == "setup" else "a fixture that yields first"
    return Problem(
        place=decorator.place,
        message=f"@with_setup on '{function.name}' does nothing since pytest 8: its {name} is never called",
        label="not called",
        related=(Related(function.place, f"runs without its {name}"),),
        consequence="the test runs without what setup prepares" if name == "setup" else "what teardown cleans up stays",
        help=f"make the {name} function {make}, and ask for it with @pytest.mark.usefixtures",
    )


def problem(function: Function, name: str, instead: str, tests: str) -> Problem:
    when = "after" if function.name == "teardown" else "before"
    return Problem(
        place=function.place,
        message=f"'{name}' is never called: pytest 8 took out nose-style {function.name}",
        label="not called",
        consequence=f"pytest 7 called it {when} {tests}; now the tests run without it, without a word",
        help=f"rename '{function.name}' to '{instead}'",
        fix=Fix(f"rename '{name}' to '{instead}'", (Replace(function.place, instead),)),
    )
