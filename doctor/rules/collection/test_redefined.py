"""Two tests in one module or class have the same name, so the first one never runs.

## Why

A function is an attribute of its module or class, and a name holds one thing: the later definition takes the place of
the earlier one when the file is imported. pytest finds one test where the file shows two, and no word is said. The
same goes for two classes of one name: all tests of the first are lost. An import below a test, a star import that
brings its name, and an assignment take its place as well.

See https://docs.pytest.org/en/stable/explanation/goodpractices.html#conventions-for-python-test-discovery.

## Instead

Give each its own name, or make them one parametrized test. Definitions in exclusive branches (`if`/`else`,
`try`/`except`) are left alone, and so are names that are deleted, set to None, or used in between.

## Fix safety

The second one, or the test above an import, gets a number only when asked: the first one begins to run and may fail.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from doctor.model.bindings import Binding, Bindings
from doctor.model.config import IniValues
from doctor.model.environment import Modules
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.sources import Class, Expr, Function, SourceFile, Sources
from doctor.rules.classes import World
from doctor.rules.decorators import is_harmless
from doctor.rules.naming import fits, patterns
from doctor.rules.phrases import never_run
from doctor.rules.registry import rule

OTHERS = ("staticmethod", "classmethod", "hypothesis.given", "hypothesis.settings", "hypothesis.example")


@rule(severity=Severity.ERROR, since="0.1")
def check(
    ini: IniValues, test_file: SourceFile, sources: Sources, modules: Modules, bindings: Bindings
) -> Iterator[Problem]:
    names, named = patterns(ini, "python_functions"), patterns(ini, "python_classes")
    tests = [each for each in test_file.functions if is_test(each, names, test_file)]
    for first, second in redefinitions(tests, test_file):
        yield of_function(first, second).replace(fix=renamed(second, test_file))
    holders = [each for each in test_file.classes if holds_tests(each, named, names, test_file)]
    for one, other in redefinitions(holders, test_file):
        yield of_class(one, other, test_file, names).replace(fix=renamed(other, test_file))
    yield from replaced([*tests, *holders], World(sources, modules), test_file, bindings)


def replaced(items: list[Function | Class], world: World, file: SourceFile, bindings: Bindings) -> Iterator[Problem]:
    """Those whose name an import or assignment takes."""
    lost = [each for each in items if is_replaced(each, file)]
    found = bindings.of(file.path) if lost else ()
    for item in lost:
        binding = next((each for each in found if replaces(each, item, file, world)), None)
        if binding:
            yield of_binding(item, binding).replace(fix=renamed(item, file, ""))


def is_test(function: Function, names: tuple[str, ...], file: SourceFile) -> bool:
    """Would pytest collect it? A decorator that is no mark may register it elsewhere, or make an overload of it."""
    if function.is_nested or not fits(function.name, names):
        return False
    is_one = [each.qualname for each in file.classes].count(function.class_name) < 2  # else see there
    return is_one and all(harmless(each, file) for each in function.decorators)


def harmless(decorator: Expr, file: SourceFile) -> bool:
    name = str(decorator.value or "")
    return is_harmless(decorator, file) or name.startswith("unittest.skip") or name in OTHERS


def holds_tests(klass: Class, classes: tuple[str, ...], names: tuple[str, ...], file: SourceFile) -> bool:
    """Is it a class that pytest collects by its name, or one of unittest's, with tests of its own?"""
    looks = fits(klass.name, classes) or any(str(base.value).endswith("TestCase") for base in klass.bases)
    plain = all(harmless(each, file) for each in klass.decorators)
    return looks and plain and not klass.is_nested and any(fits(method, names) for method in klass.methods)


def redefinitions(
    items: Iterable[Function | Class], file: SourceFile
) -> Iterator[tuple[Function | Class, Function | Class]]:
    """Pairs that follow each other under one name in one scope, both always defined."""
    last: dict[str, Function | Class] = {}
    for item in sorted(items, key=lambda each: each.place):
        before = last.get(item.qualname)
        if before and before.branch == item.branch and not is_handled(item, file):
            yield before, item
        last[item.qualname] = item


def is_handled(item: Function | Class, file: SourceFile) -> bool:
    """Is the name used, assigned or deleted somewhere, so that the first definition was not in vain?"""
    klass = file.class_(item.qualname.rpartition(".")[0])
    bound = klass.attributes if klass else file.assigned
    return item.name in file.referenced or any(name == item.name for name, _ in bound)


def is_replaced(item: Function | Class, file: SourceFile) -> bool:
    """May an import or an assignment below it take its place, for all that is known of the file?"""
    scope = item.qualname.rpartition(".")[0]
    klass = file.class_(scope)
    if item.branch or (scope and (klass is None or klass.branch)):
        return False
    bound = klass.attributes if klass else file.assigned
    imported = not scope and any(each.alias in (item.name, "*") and item.place < each.place for each in file.imports)
    is_bound = imported or any(name == item.name and item.place < value.place for name, value in bound)
    return is_bound and item.name not in file.referenced  # for which the file is read once more


def replaces(binding: Binding, item: Function | Class, file: SourceFile, world: World) -> bool:
    if binding.scope != item.qualname.rpartition(".")[0] or not item.place < binding.place or binding.is_off:
        return False
    if binding.name != "*":
        return binding.name == item.name
    star = next((each for each in file.imports if each.name == "*" and each.place.line == binding.place.line), None)
    module = world.modules.find(star.module, file.path) if star else None
    names = world.modules.names(module) if module else None
    if module is None or names is None or item.name not in names:
        return False
    home = world.sources.get(module.file)
    return item.name in home.all if home and home.all is not None else "__all__" not in names


def renamed(item: Function | Class, file: SourceFile, which: str = "the second ") -> Fix:
    """It gets a name that is free, with a number."""
    scope = item.qualname.rpartition(".")[0]
    taken = {each.qualname for each in file.functions} | {each.qualname for each in file.classes}
    taken |= {name for name, _ in file.assigned}
    places = [each.place for each in file.functions if each.qualname == item.qualname]
    places += [each.place for each in file.classes if each.qualname == item.qualname]
    number = 1 + sum(place < item.place for place in places)  # the third one is the third
    link = "_" if isinstance(item, Function) else ""
    while f"{scope}.{item.name}{link}{number}".lstrip(".") in taken:
        number += 1
    name = f"{item.name}{link}{number}"
    return Fix(f"rename {which}'{item.name}' to '{name}'", (Replace(item.place, name),))


def of_function(first: Function | Class, second: Function | Class) -> Problem:
    scope = second.qualname.rpartition(".")[0]
    where = f"class {scope}" if scope else "this module"
    return Problem(
        place=second.place,
        message=f"'{second.name}' is defined twice in {where}; the first one (line {first.place.line}) never runs",
        label="takes the place of the first one",
        related=(Related(first.place, "this test never runs"),),
        consequence="pytest collects one test where the file has two, without a word",
        help=f"rename the second '{second.name}'",
    )


def of_binding(first: Function | Class, second: Binding) -> Problem:
    how = f"the import from '{second.module}'" if second.module else "the assignment"
    noun, lost = ("class", "its tests never run") if isinstance(first, Class) else ("test", "it never runs")
    return Problem(
        place=second.place,
        message=f"{how} takes the place of {noun} '{first.name}' (line {first.place.line}): {lost}",
        label="takes its place",
        related=(Related(first.place, lost),),
        consequence=f"pytest does not see the {noun}, without a word",
        help=f"rename the {noun}, or {'write `import … as …`' if second.module else 'what is assigned'}",
    )


def of_class(first: Function | Class, second: Function | Class, file: SourceFile, names: tuple[str, ...]) -> Problem:
    lost = [
        each
        for each in file.functions
        if each.class_name == first.qualname and first.place < each.place < second.place and fits(each.name, names)
    ]
    tests = never_run(len(lost)) if lost else "the tests never run"
    return Problem(
        place=second.place,
        message=f"class '{second.name}' is defined twice; in the first one (line {first.place.line}) {tests}",
        label="takes the place of the first one",
        related=(Related(first.place, "the tests of this class never run"),),
        consequence="pytest collects the second class only, without a word",
        help=f"rename the second '{second.name}'",
    )
