"""An async set-up or tear-down method that nobody awaits.

## Why

pytest calls `setup_method`, `setup_class`, `setup_module` and their tear-downs as plain functions, with every plugin;
unittest calls `setUp` and `tearDown` so, also in an `IsolatedAsyncioTestCase`, and Django's test cases `setUpTestData`,
own ones and those of a base. Where they are async the call makes a
coroutine that is thrown away: nothing is set up, and tests run, or fail, without it. Python only warns
("coroutine … was never awaited").

## Instead

An automatic async fixture (`@pytest_asyncio.fixture(autouse=True)`) in the class; in an `IsolatedAsyncioTestCase`
the methods `asyncSetUp` and `asyncTearDown` (https://docs.python.org/3/library/unittest.html); in Django's cases
`@async_to_sync` above the method (https://docs.djangoproject.com/en/stable/topics/testing/tools/#testing-asynchronous-code).

## Fix safety

`asyncSetUp`, `@async_to_sync`, or a plain function that runs its body with `asyncio.run`, is written only when asked
for: what then runs may fail, and it runs on a loop of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import AddImport, Fix, InsertLine, Replace
from doctor.model.rewrites import RunAsync
from doctor.model.sources import Function, SourceFile, Sources
from doctor.rules.classes import ASYNC_CASES, PLAIN, TESTCASES, Found, World
from doctor.rules.decorators import are_plain
from doctor.rules.registry import rule

OF_MODULES = frozenset({"setup_module", "teardown_module", "setup_function", "teardown_function"})
OF_CLASSES = ("setup_method", "teardown_method", "setup_class", "teardown_class")
OF_CASES = {"setUp": "asyncSetUp", "tearDown": "asyncTearDown", "setUpClass": "", "tearDownClass": ""}
DATA = "setUpTestData"
CALLING = frozenset({"run", "__call__", "_callSetUp", "_callTearDown", "__init_subclass__", "__getattribute__"})
DJANGO = frozenset(
    f"django.test.{module}{name}TestCase" for module in ("", "testcases.") for name in ("", "Simple", "Transaction")
)
WITH_DATA = ("django.test.TestCase", "django.test.testcases.TestCase")


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile, sources: Sources, modules: Modules) -> Iterator[Problem]:
    world = World(sources, modules)
    tested = {test.class_name for test in test_file.tests}
    for home, function, found in candidates(test_file, world, tested):
        if function.is_async and not function.is_nested and is_plain(function):
            for each in told(function, home, found, world):
                yield each if each.fix else each.replace(fix=driven(function, home))


def candidates(file: SourceFile, world: World, tested: set[str]) -> Iterator[tuple[SourceFile, Function, Found | None]]:
    """Functions of the module, and the methods that its classes with tests have themselves or from a base."""
    yield from ((file, function, None) for function in file.functions if not function.class_name)
    for klass in file.classes:
        found = Found(file, klass)
        if klass.qualname not in tested or klass.keywords or not are_plain(klass, file):
            continue
        for name in (*OF_CLASSES, *OF_CASES, DATA):
            giver = found if name in klass.methods else world.giver(found, name) if klass.bases else None
            function = giver.file.function(f"{giver.klass.qualname}.{name}") if giver else None
            if giver and function and (giver is found or is_common(found, world)):
                yield giver.file, function, found


def is_common(found: Found, world: World) -> bool:
    """Is there nothing in the classes above that may call the method in another way?"""
    above = [each for each in world.lineage(found) if isinstance(each, Found)]
    calling = any(not CALLING.isdisjoint(each.klass.methods) for each in above)
    return not calling and all(are_plain(each.klass, each.file) and not each.klass.keywords for each in above)


def is_plain(function: Function) -> bool:
    """Does no decorator run it otherwise?"""
    return not function.branch and all(each.value == "classmethod" for each in function.decorators)


def driven(function: Function, file: SourceFile) -> Fix | None:
    """It runs its own body with `asyncio.run`."""
    if any(each.module.partition(".")[0] in ("trio", "curio") for each in file.imports):
        return None
    changes = (RunAsync(function.place), AddImport(file.path, "import asyncio"))
    return Fix(f"run '{function.name}' with asyncio.run", changes)


def told(function: Function, file: SourceFile, found: Found | None, world: World) -> Iterator[Problem]:
    """`found` is the class with tests that has the method."""
    if found is None:
        if function.name in OF_MODULES and file.tests:
            yield problem(function, "pytest", "write an automatic async fixture instead")
        return
    strangers = set(world.strangers(found))
    if not strangers.isdisjoint(DJANGO) and strangers <= TESTCASES | DJANGO:
        if function.name in OF_CASES or (function.name == DATA and not strangers.isdisjoint(WITH_DATA)):
            yield of_django(function, file)
    elif function.name in OF_CLASSES and not strangers - PLAIN:
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


def of_django(function: Function, file: SourceFile) -> Problem:
    """Its cases wrap test methods alone; asyncio.run would bring the database's calls to another thread."""
    changes = (
        InsertLine(function.place, "@async_to_sync"),
        AddImport(file.path, "from asgiref.sync import async_to_sync"),
    )
    found = problem(function, "unittest", "write @async_to_sync directly above it, or make it a plain method")
    return found.replace(fix=Fix("run it by async_to_sync", changes))


def problem(function: Function, caller: str, help_: str) -> Problem:
    return Problem(
        place=function.place,
        message=f"'{function.qualname}' is async, and {caller} calls it without awaiting it",
        label="runs nothing",
        consequence=f"RuntimeWarning: coroutine '{function.qualname}' was never awaited; the tests run without it",
        help=help_,
    )
