"""A decorator puts a plain function in the place of an async test, and nobody awaits what that gives.

## Why

`@deco` stands for `test_a = deco(test_a)`. Where `deco` returns a plain `def` that calls the test and hands on the
coroutine, pytest and its plugins see no `async def`: pytest-asyncio takes it in neither mode, nor do anyio and
pytest-trio, and a mark changes nothing. pytest gets a coroutine from the test, and fails it from 8.4 on; before, it is
skipped. Where the `def` drops the coroutine, or the class is one of unittest, the test passes and has checked nothing.
A `@contextmanager` that is used as a decorator does the same up to Python 3.14.

See https://github.com/pytest-dev/pytest-asyncio/issues/290 and
https://docs.python.org/3/library/contextlib.html#contextlib.ContextDecorator.

## Instead

`async def wrapper(*args, **kwargs): return await func(*args, **kwargs)` in the decorator; a context manager is entered
by a `with` within the test.

Nothing is said of a decorator that does anything else with the test than to call it, for it may run it on a loop of its
own, nor where another decorator stands beside it that we do not know.

## Fix safety

The tests run for the first time and may fail, so it is not done unasked, and not at all where the decorator also stands
before plain functions.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.collection_marks import CollectionMarks
from doctor.model.compatibility import satisfies
from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.environment import Interpreter, Modules
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.places import Place
from doctor.model.plugins import Plugins
from doctor.model.sources import Sources, Test
from doctor.model.wrappers import Wrapper, Wrappers
from doctor.rules.async_tests._behind import Behind, Manager, behind, resolved
from doctor.rules.async_tests._runners import Runners, runners
from doctor.rules.classes import World
from doctor.rules.phrases import plural, uses
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(
    sources: Sources,
    modules: Modules,
    wrappers: Wrappers,
    plugins: Plugins,
    ini: IniValues,
    command_line: CommandLine,
    collection_marks: CollectionMarks,
    config: PytestConfig,
    interpreter: Interpreter,
) -> Iterator[Problem]:
    world, python = World(sources, modules), interpreter.version_info
    found = [each for file, test in sources.tests for each in behind(test, file, world, wrappers, python)]
    if not found:
        return
    known = runners(plugins, ini, command_line, sources, collection_marks)
    left: dict[Place, list[Behind]] = {}
    for each in found:
        if each.drops or not is_run(each.test, known, plugins):
            left.setdefault(each.by.place, []).append(each)
    for group in left.values():
        by = group[0].by
        fix = awaiting(by, group, world) if isinstance(by, Wrapper) else None
        yield problem(group, config.version).replace(fix=fix)


def is_run(test: Test, known: Runners, plugins: Plugins) -> bool:
    """May somebody await what a plain test gives? pytest-asyncio did so before 0.23, where it bears the mark."""
    if known.unknown and not known.is_late:
        return True
    if not any(mark.name == "asyncio" for mark in test.marks):
        return False
    return any(
        plugin.distribution == "pytest-asyncio" and not (plugin.version and satisfies(plugin.version, ">=0.23"))
        for plugin in plugins.active
    )


def awaiting(by: Wrapper, group: list[Behind], world: World) -> Fix | None:
    """`async` before the inner function, `await` before its calls, where nothing else is decorated by it."""
    for file in world.sources:
        for function in file.functions:
            for each in function.decorators:
                if not function.is_async and resolved(each, file, world) == group[0].maker:
                    return None
    awaits = tuple(Replace(call.replace(end_line=call.line, end_column=call.column), "await ") for call in by.calls)
    return Fix(f"make '{by.name}' async, and await the test in it", (Replace(by.start, "async "), *awaits))


def problem(group: list[Behind], version: tuple[int, ...]) -> Problem:
    first, by = group[0], group[0].by
    who = f"async test '{first.test.name}'" + (f" and {len(group) - 1} more" if group[1:] else "")
    decorated = uses([each.decorator for each in group], "decorated here")
    if isinstance(by, Manager):
        return Problem(
            place=first.decorator,
            message=f"the context manager '{by.name}' puts a plain function in the place of {who}: nobody awaits it",
            label="no coroutine function any more",
            related=(Related(by.place, "a context manager"), *decorated[1:]),
            consequence=consequence(first, version),
            help=f"write `with {by.name}(…):` within {'it' if not group[1:] else plural(len(group), 'test')}",
        )
    return Problem(
        place=by.inner,
        message=f"'{by.name}' is a plain function and stands in the place of {who}: nobody awaits "
        + ("what it returns" if by.returns else "the coroutine"),
        label="no coroutine function",
        related=(*decorated, Related(by.calls[0], "not awaited")),
        consequence=consequence(first, version),
        help=f"make '{by.name}' an `async def`, and `await` the call in it",
    )


def consequence(found: Behind, version: tuple[int, ...]) -> str:
    if found.drops:
        return f"the test passes; RuntimeWarning: coroutine '{found.test.function}' was never awaited"
    if version >= (8, 4):
        return "pytest fails the test: async def functions are not natively supported."
    return "pytest skips the test: async def functions are not natively supported and have been skipped."
