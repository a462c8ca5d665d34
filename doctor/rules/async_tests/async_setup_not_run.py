"""An async set-up or tear-down method that nobody awaits.

## Why

pytest calls `setup_method`, `setup_class`, `setup_module` and their tear-downs as plain functions, with every plugin;
unittest calls `setUp` and `tearDown` so, also in an `IsolatedAsyncioTestCase`. Where they are async the call makes a
coroutine that is thrown away: nothing is set up, and tests run, or fail, without it. Python only warns
("coroutine … was never awaited").

## Instead

An automatic async fixture (`@pytest_asyncio.fixture(autouse=True)`) in the class; in an `IsolatedAsyncioTestCase`
the methods `asyncSetUp` and `asyncTearDown` (https://docs.python.org/3/library/unittest.html).

## Fix safety

`asyncSetUp`, or a plain function that runs its body with `asyncio.run`, is written only when asked for: what then runs
may fail, and it runs on a loop of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import AddImport, Fix, Replace
from doctor.model.rewrites import RunAsync
from doctor.model.sources import Function, SourceFile, Sources
from doctor.rules.classes import ASYNC_CASES, PLAIN, TESTCASES, Found, World
from doctor.rules.decorators import are_plain
from doctor.rules.registry import rule

OF_MODULES = frozenset({"setup_module", "teardown_module", "setup_function", "teardown_function"})
OF_CLASSES = frozenset({"setup_method", "teardown_method", "setup_class", "teardown_class"})
OF_CASES = {"setUp": "asyncSetUp", "tearDown": "asyncTearDown", "setUpClass": "", "tearDownClass": ""}


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile, sources: Sources, modules: Modules) -> Iterator[Problem]:
    world = World(sources, modules)
    tested = {test.class_name for test in test_file.tests}
    for function in test_file.functions:
        if function.is_async and not function.is_nested and is_plain(function):
            for each in told(function, test_file, world, tested):
                yield each if each.fix else each.replace(fix=driven(function, test_file))


def is_plain(function: Function) -> bool:
    """Does no decorator run it otherwise?"""
    return not function.branch and all(each.value == "classmethod" for each in function.decorators)


def driven(function: Function, file: SourceFile) -> Fix | None:
    """It runs its own body with `asyncio.run`."""
    if any(each.module.partition(".")[0] in ("trio", "curio") for each in file.imports):
        return None
    changes = (RunAsync(function.place), AddImport(file.path, "import asyncio"))
    return Fix(f"run '{function.name}' with asyncio.run", changes)


def told(function: Function, file: SourceFile, world: World, tested: set[str]) -> Iterator[Problem]:
    if not function.class_name:
        if function.name in OF_MODULES and file.tests:
            yield problem(function, "pytest", "write an automatic async fixture instead")
        return
    klass = file.class_(function.class_name)
    if klass is None or not are_plain(klass, file) or klass.keywords or function.class_name not in tested:
        return
    strangers = set(world.strangers(Found(file, klass)))
    if function.name in OF_CLASSES and not strangers - PLAIN:
        yield problem(function, "pytest", "write an async fixture with `autouse=True` in the class instead")
    elif function.name in OF_CASES and strangers and strangers <= TESTCASES:
        right = OF_CASES[function.name] if strangers & ASYNC_CASES else ""
        if right:
            fix = Fix(f"rename it {right}", (Replace(function.place, right),))
            yield problem(function, "unittest", f"name it `{right}`").replace(fix=fix)
        else:
            base = "derive the class from unittest.IsolatedAsyncioTestCase"
            better = OF_CASES[function.name]
            yield problem(
                function, "unittest", f"{base}, and name it `{better}`" if better else "make it a plain method"
            )


def problem(function: Function, caller: str, help_: str) -> Problem:
    return Problem(
        place=function.place,
        message=f"'{function.qualname}' is async, and {caller} calls it without awaiting it",
        label="runs nothing",
        consequence=f"RuntimeWarning: coroutine '{function.qualname}' was never awaited; the tests run without it",
        help=help_,
    )
