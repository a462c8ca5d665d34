"""Two tests in one module or class have the same name, so the first one never runs.

## Why

A function is an attribute of its module or class, and a name holds one thing: the later definition takes the place of
the earlier one when the file is imported. pytest finds one test where the file shows two, and no word is said. The
same goes for two classes of one name: all tests of the first are lost.

See https://docs.pytest.org/en/stable/explanation/goodpractices.html#conventions-for-python-test-discovery.

## Instead

Give each its own name, or make them one parametrized test. Definitions in exclusive branches (`if`/`else`,
`try`/`except`) are left alone, and so are names that are deleted or used in between.

## Fix safety

The second one gets a number only when asked: the first one begins to run and may fail.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from doctor.model.config import IniValues
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.sources import Class, Function, SourceFile
from doctor.rules.naming import fits, patterns
from doctor.rules.phrases import never_run
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(ini: IniValues, test_file: SourceFile) -> Iterator[Problem]:
    functions, classes = patterns(ini, "python_functions"), patterns(ini, "python_classes")
    names = [each.qualname for each in test_file.classes]
    tests = [each for each in test_file.functions if is_test(each, functions) and names.count(each.class_name) < 2]
    for first, second in redefinitions(tests, test_file):
        yield of_function(first, second).replace(fix=renamed(second, test_file))
    holders = [each for each in test_file.classes if not each.is_nested and holds_tests(each, classes, functions)]
    for one, other in redefinitions(holders, test_file):
        yield of_class(one, other, test_file, functions).replace(fix=renamed(other, test_file))


def is_test(function: Function, names: tuple[str, ...]) -> bool:
    """Would pytest collect it? A decorator that is no mark may register it elsewhere, or make an overload of it."""
    if function.is_nested or not fits(function.name, names):
        return False
    return all(harmless(str(each.value or "")) for each in function.decorators)


def harmless(decorator: str) -> bool:
    return decorator.startswith(("pytest.mark.", "unittest.mock.patch", "unittest.skip")) or decorator in (
        "staticmethod",
        "classmethod",
        "hypothesis.given",
        "hypothesis.settings",
        "hypothesis.example",
    )


def holds_tests(klass: Class, classes: tuple[str, ...], names: tuple[str, ...]) -> bool:
    """Is it a class that pytest collects by its name, or one of unittest's, with tests of its own?"""
    looks = fits(klass.name, classes) or any(str(base.value).endswith("TestCase") for base in klass.bases)
    plain = all(harmless(str(each.value or "")) for each in klass.decorators)
    return looks and plain and any(fits(method, names) for method in klass.methods)


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


def renamed(item: Function | Class, file: SourceFile) -> Fix:
    """The second one under a name that is free."""
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
    return Fix(f"rename the second '{item.name}' to '{name}'", (Replace(item.place, name),))


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
