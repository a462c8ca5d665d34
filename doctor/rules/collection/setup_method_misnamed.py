"""A test class, or module, has a set-up function under a name that pytest does not call.

## Why

pytest calls `setup_method`, `teardown_method`, `setup_class` and `teardown_class` of a plain test class. The names of
`unittest` (`setUp`, `tearDownClass` …) count in classes derived from `unittest.TestCase` alone, and a misspelt one
nowhere: the tests run without what it prepares, be it their class's own or that of a mixin. At the top of a module
those of classes are functions like any other: there pytest calls `setup_function`, `teardown_function`, `setup_module`
and `teardown_module`.

See https://docs.pytest.org/en/stable/how-to/xunit_setup.html.

## Instead

Rename it to pytest's name, write a fixture, or derive the class from `unittest.TestCase`.

## Fix safety

A method that begins to be called may do more than the tests expect, so it is not renamed unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import IniValues
from doctor.model.environment import Modules
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.sources import Class, Function, SourceFile, Sources
from doctor.rules.classes import PLAIN, Found, World
from doctor.rules.decorators import are_plain
from doctor.rules.naming import fits, patterns
from doctor.rules.registry import rule

NAMES = {
    "setUp": "setup_method",
    "tearDown": "teardown_method",
    "setUpClass": "setup_class",
    "tearDownClass": "teardown_class",
    "setUpMethod": "setup_method",
    "setupMethod": "setup_method",
    "teardownMethod": "teardown_method",
    "tearDownMethod": "teardown_method",
    "setupClass": "setup_class",
    "teardownClass": "teardown_class",
    "setup_methods": "setup_method",
    "set_up_method": "setup_method",
    "tear_down_method": "teardown_method",
    "tear_down": "teardown_method",
    "set_up": "setup_method",
    "set_up_class": "setup_class",
    "tear_down_class": "teardown_class",
}
SLIPS_OF = ("setup_method", "teardown_method", "setup_class", "teardown_class")
ALIKE = 0.93  # "setup_metod", and not "setup_classes"

OF_MODULES = {
    "setup_method": "setup_function",
    "teardown_method": "teardown_function",
    "setup_class": "setup_module",
    "teardown_class": "teardown_module",
}


@rule(severity=Severity.ERROR, since="0.1")
def check(ini: IniValues, test_file: SourceFile, sources: Sources, modules: Modules) -> Iterator[Problem]:
    prefixes, names = patterns(ini, "python_classes"), patterns(ini, "python_functions")
    world = World(sources, modules)
    yield from of_module(test_file, sources)
    for klass in test_file.classes:
        if not fits(klass.name, prefixes):
            continue
        yield from of_bases(Found(test_file, klass), sources, world, names)
        misnamed = [method for method in klass.methods if meant(method) and method not in test_file.referenced]
        if misnamed and is_plain(klass, test_file, world, names):
            for method in misnamed:
                function = test_file.function(f"{klass.qualname}.{method}")
                if function and not function.empty and not called_elsewhere(method, sources):
                    yield from problem(klass, function)


def of_bases(found: Found, sources: Sources, world: World, names: tuple[str, ...]) -> Iterator[Problem]:
    """Methods of a mixin of the project, which no TestCase has among its bases, for classes that pytest runs."""
    if found.klass.has_no_base or not is_plain(found.klass, found.file, world, names):
        return
    every = {method for method, _ in world.methods(found)}
    for method in sorted(each for each in every if meant(each) and meant(each) not in every):
        giver = world.giver(found, method)
        if giver is None or giver.key == found.key or is_plain(giver.klass, giver.file, world, names):
            continue
        function = giver.file.function(f"{giver.klass.qualname}.{method}")
        spoken_of = method in {*found.file.referenced, *giver.file.referenced} or called_elsewhere(method, sources)
        if function is None or function.empty or spoken_of or function.branch or giver.klass.decorators:
            continue
        if not serves_cases(giver, sources, world):
            yield from problem(giver.klass, function, is_base=True)


def serves_cases(giver: Found, sources: Sources, world: World) -> bool:
    """Has some class both this one and one of a library among its bases, be it by way of a class that pytest runs?"""
    for file in sources:
        for klass in file.classes:
            line = list(world.lineage(Found(file, klass))) if len(klass.bases) else []
            keys = {each.key for each in line if isinstance(each, Found)}
            if giver.key in keys and any(isinstance(each, str) and each not in PLAIN for each in line):
                return True
    return False


def meant(method: str) -> str:
    """pytest's name for it, also where a letter is missing or two have changed places; "" where none is meant."""
    if method in NAMES or not method.startswith(("se", "te")) or method.startswith("test"):
        return NAMES.get(method, "")
    import difflib

    swapped = [each for each in SLIPS_OF if sorted(each) == sorted(method)]
    found = swapped or difflib.get_close_matches(method, SLIPS_OF, 1, ALIKE)
    is_other = method in SLIPS_OF or (found and method.startswith(found[0]))  # such as setup_method2
    return found[0] if found and not is_other else ""


def of_module(file: SourceFile, sources: Sources) -> Iterator[Problem]:
    """Functions of a module with tests that have the names of methods."""
    if not any(not test.class_name and not test.file for test in file.tests):
        return
    for function in file.functions:
        if function.name in OF_MODULES and not function.class_name and is_left(function, file, sources):
            yield of_function(function, OF_MODULES[function.name], file)


def is_left(function: Function, file: SourceFile, sources: Sources) -> bool:
    """Is it a plain function of which nothing speaks?"""
    is_own = not (function.is_nested or function.decorators or function.empty or function.branch)
    return is_own and function.name not in file.referenced and not is_imported(function.name, file, sources)


def is_imported(name: str, home: SourceFile, sources: Sources) -> bool:
    """May another file call it by its own name, or as one of its module?"""
    stem = home.path.removesuffix(".py").rpartition("/")[2]
    return any(
        each.name == name or (each.name == "*" and each.module.rpartition(".")[2] == stem)
        for file in sources
        for each in file.imports
    ) or any(call.name.endswith(f"{stem}.{name}") for file in sources for call in file.calls)


def of_function(function: Function, wanted: str, file: SourceFile) -> Problem:
    is_free = file.function(wanted) is None
    fix = Fix(f"rename '{function.name}' to '{wanted}'", (Replace(function.place, wanted),))
    return Problem(
        place=function.place,
        message=f"'{function.name}' of a module is never called: pytest's name for it is {wanted}",
        label="not called",
        consequence="the tests run without it, without a word",
        help=f"rename it to '{wanted}'",
        fix=fix if is_free and not function.params else None,
    )


def is_plain(klass: Class, file: SourceFile, world: World, names: tuple[str, ...]) -> bool:
    """Is it a class that pytest itself runs, with tests, and nobody unknown among its bases?"""
    found = Found(file, klass)
    if klass.is_nested or not are_plain(klass, file) or world.strangers(found) or world.opts_out(found):
        return False
    return any(fits(method, names) for method, _ in world.methods(found))


def called_elsewhere(method: str, sources: Sources) -> bool:
    return any(call.name.endswith(f".{method}") for file in sources for call in file.calls)


def problem(klass: Class, function: Function, is_base: bool = False) -> Iterator[Problem]:
    wanted = meant(function.name)
    harmless = [each for each in function.decorators if each.value not in ("classmethod", "staticmethod")]
    if harmless or wanted in klass.methods:
        return
    yield Problem(
        place=function.place,
        message=f"'{klass.name}.{function.name}' is never called: pytest's name for it is {wanted}",
        label="not called",
        consequence="the tests run without it, without a word",
        fix=Fix(f"rename '{function.name}' to '{wanted}'", (Replace(function.place, wanted),)),
        help=f"rename '{function.name}' to '{wanted}'"
        + (f", or derive '{klass.name}' from unittest.TestCase" if function.name in UNITTEST and not is_base else "")
        + (
            ", or derive the classes with tests from unittest.TestCase" if function.name in UNITTEST and is_base else ""
        ),
    )


UNITTEST = ("setUp", "tearDown", "setUpClass", "tearDownClass")
