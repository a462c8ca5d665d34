"""A test class stands within a `unittest.TestCase`, where pytest does not look for classes.

## Why

pytest collects classes within its own test classes, but of a TestCase it takes the methods only; unittest does the
same. The tests of a class within it never run, without a word
(https://docs.pytest.org/en/stable/how-to/unittest.html).

## Instead

Put the class beside the other one, at the top of the module.

## Fix safety

There is no fix.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import IniValues
from doctor.model.environment import Modules
from doctor.model.findings import Problem, Severity
from doctor.model.sources import Class, SourceFile, Sources
from doctor.rules.classes import TESTCASES, Found, World
from doctor.rules.naming import fits, patterns
from doctor.rules.phrases import never_run
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile, ini: IniValues, sources: Sources, modules: Modules) -> Iterator[Problem]:
    inner = [klass for klass in test_file.classes if "." in klass.qualname and not klass.is_nested]
    world = World(sources, modules)
    for klass in inner:
        outer = test_file.class_(klass.qualname.rpartition(".")[0])
        if outer is None or not is_case(outer, test_file, world):
            continue
        is_test = is_case(klass, test_file, world) or (
            fits(klass.name, patterns(ini, "python_classes")) and not klass.bases
        )
        tests = [name for name in klass.methods if name.startswith("test_")]
        if is_test and tests and not is_used(klass, test_file):
            yield problem(klass, outer, len(tests))


def is_case(klass: Class, file: SourceFile, world: World) -> bool:
    return any(each in TESTCASES for each in world.strangers(Found(file, klass)))


def is_used(klass: Class, file: SourceFile) -> bool:
    """Is it named elsewhere: loaded by hand, or derived from?"""
    return klass.name in file.referenced or any(
        klass.name in str(base.value) for each in file.classes for base in each.bases
    )


def problem(klass: Class, outer: Class, tests: int) -> Problem:
    return Problem(
        place=klass.place,
        message=f"'{klass.name}' stands within '{outer.name}', a TestCase: its {never_run(tests)}",
        label="not collected",
        consequence="neither pytest nor unittest looks for classes there, and neither says a word",
        help=f"put '{klass.name}' beside '{outer.name}', at the top of the module",
    )
