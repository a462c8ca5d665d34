"""A test file imports test functions or classes of another test file, so they run in both.

## Why

pytest collects what stands in a module under a name that matches, whoever defined it. A test class imported as a base,
or everything through `from test_base import *`, is collected once more with the importing file.

See https://docs.pytest.org/en/stable/reference/reference.html#confval-collect_imported_tests.

## Instead

Import the module instead of the class (`import test_base`, then `test_base.TestShared`), keep shared base classes in a
file that is not collected, or set `collect_imported_tests = false` (pytest 8.4 and newer).

## Fix safety

There is no fix: running the tests twice may be what is meant, with other fixtures.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import IniValues
from doctor.model.environment import Modules
from doctor.model.findings import Problem, Related, Severity
from doctor.model.sources import Import, SourceFile, Sources
from doctor.rules.classes import World
from doctor.rules.naming import fits, patterns
from doctor.rules.phrases import listing
from doctor.rules.registry import rule


@rule(severity=Severity.NOTE, since="0.1")
def check(ini: IniValues, sources: Sources, modules: Modules) -> Iterator[Problem]:
    if ini["collect_imported_tests"] is False:
        return
    world = World(sources, modules)
    names = patterns(ini, "python_functions"), patterns(ini, "python_classes")
    for file in sources.collected:
        for each in file.imports:
            if each.name and each.guarded in ("", "try", "skip"):
                other = world.file_of(each.module, file.path)
                if other and other.collected and other is not file:
                    yield from problem(file, each, other, names)


def problem(
    file: SourceFile, each: Import, other: SourceFile, names: tuple[tuple[str, ...], tuple[str, ...]]
) -> Iterator[Problem]:
    found = tests_behind(each, other, names)
    if found:
        yield Problem(
            place=each.place,
            message=f"{listing(found)} of {other.path} imported: pytest runs these tests here once more",
            label="collected here too",
            related=(Related(other.tests[0].place, "collected here"),) if other.tests else (),
            help="import the module instead of its tests, or set collect_imported_tests = false (pytest 8.4)",
        )


def tests_behind(each: Import, other: SourceFile, names: tuple[tuple[str, ...], tuple[str, ...]]) -> list[str]:
    """The names that bring tests with them."""
    functions, classes = names
    tops = [
        item.name
        for item in other.functions
        if not item.class_name and not item.is_nested and fits(item.name, functions)
    ]
    tops += {test.class_name.partition(".")[0] for test in other.tests if test.class_name}
    if each.name == "*":
        return [name for name in tops if other.all is None or name in other.all]
    fitting = fits(each.alias, functions) or fits(each.alias, classes)
    return [each.name] if each.name in tops and fitting else []
