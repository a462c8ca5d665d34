"""A test asks for the current event loop behind one that has taken it away.

## Why

`asyncio.run()`, and the runner of `unittest.IsolatedAsyncioTestCase`, leave the main thread without an event loop. In
each test that comes later `asyncio.get_event_loop()` raises "There is no current event loop in thread 'MainThread'",
where it would have made one (https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.get_event_loop). The test
passes alone, and fails in the suite (https://github.com/aio-libs/aiohttp/issues/6757). Since Python 3.14 it never makes
one (https://github.com/mtdcr/pysml/pull/25).

## Instead

`asyncio.run(main())`; or `loop = asyncio.new_event_loop()`, and `loop.close()` at the end.

Nothing is said where tests, or modules of the project that they import, set a loop, nor of tests behind others that a
plugin runs in one.

## Fix safety

The test makes a loop of its own only when asked, for it does not close that.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Distributions, Interpreter, Modules
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.outlines import Outlines
from doctor.model.plugins import Plugins
from doctor.model.reached import reached
from doctor.model.record import Record
from doctor.model.sources import Call, Fixtures, SourceFile, Sources, Test
from doctor.rules.async_tests._runners import OTHERS
from doctor.rules.closure import closure
from doctor.rules.excused import excused_tests
from doctor.rules.naming import folder_of
from doctor.rules.registry import rule

ASKS = "asyncio.get_event_loop"
RUNS = "asyncio.run"
SETTING = ("set_event_loop", "nest_asyncio", "uvloop")
WAITING = ("pytest.raises", "pytest.warns", "pytest.deprecated_call", "contextlib.suppress", "unittest.mock.patch")
SETUPS = ("setUp", "setup_method")
POLICY = "event_loop_policy"
CASE = "unittest.IsolatedAsyncioTestCase"
Gone = tuple[Test, Call | None]


class Step(Record):
    """A test in its turn: where it, or the set-up of its class, `asks` for the loop and where it `runs` one, whatever
    happens. `is_excused` is whether it may be passed over."""

    file: SourceFile
    test: Test
    asks: Call | None
    runs: Call | None
    is_excused: bool


@rule(severity=Severity.WARNING, since="0.1")
def check(
    sources: Sources,
    fixtures: Fixtures,
    plugins: Plugins,
    distributions: Distributions,
    interpreter: Interpreter,
    modules: Modules,
    outlines: Outlines,
) -> Iterator[Problem]:
    asking = {file.path for file in sources.collected if next(file.calls_of(ASKS), None)}
    others = {plugin.distribution for plugin in plugins.active} & OTHERS
    if not asking or others or distributions.version("nest-asyncio") or any(map(sets_loop, sources)):
        return
    is_never = (interpreter.version_info or ()) >= (3, 14) and not any(test.is_async for _, test in sources.tests)
    for steps in folders(sources, asking):
        found = list(without_loop(steps, is_never, fixtures, plugins))
        files = {step.file.path: step.file for step in steps}.values() if found else ()
        if not any(uses_setter(file, modules, outlines) for file in files):
            yield from found


def without_loop(steps: list[Step], is_never: bool, fixtures: Fixtures, plugins: Plugins) -> Iterator[Problem]:
    """The tests of a folder for which there is no loop: each call once."""
    told = set()
    gone: Gone | None = None
    for step in steps:
        call = step.asks if gone or is_never else None
        if call and call.place not in told and not may_have_loop(step, fixtures, plugins):
            told.add(call.place)
            yield problem(call, step.test, gone)
        gone = after(step, gone, fixtures, plugins)


def sets_loop(file: SourceFile) -> bool:
    """Does it set a loop, or use something that changes how loops are made?"""
    return any(word in call.name for call in file.calls for word in SETTING) or any(
        each.module.partition(".")[0] in SETTING for each in file.imports
    )


def uses_setter(file: SourceFile, modules: Modules, outlines: Outlines) -> bool:
    """Does it import a module of the project that may set a loop?"""
    names = [name for each in file.imports for name in (each.module, each.dotted)]
    found = (outlines.of(each) for each in reached(names, file.path, modules))
    return any(outline is None or outline.sets_loop for outline in found)


def folders(sources: Sources, asking: set[str]) -> Iterator[list[Step]]:
    """The tests of each folder in which one asks, in pytest's order."""
    for folder in sorted({folder_of(path) for path in asking}):
        files = [file for file in sources.collected if folder_of(file.path) == folder]
        yield [step for file in sorted(files, key=lambda each: each.path) for step in steps_of(file)]


def steps_of(file: SourceFile) -> Iterator[Step]:
    passed_over = excused_tests(file)
    asks = {call.within: call for call in reversed(list(certain_calls(ASKS, file))) if is_plain(call.within, file)}
    runs = {call.within: call for call in reversed(list(certain_calls(RUNS, file)))}
    for test in sorted(file.tests, key=lambda test: order(test, file)):
        is_excused = test.function in passed_over
        if test.file or test.is_async:
            yield Step(file, test, None, None, is_excused)
            continue
        homes = [*(f"{test.class_name}.{name}" for name in SETUPS if test.class_name), test.function]
        asked = None if test.open or is_excused else next((asks[name] for name in homes if name in asks), None)
        yield Step(file, test, asked, runs.get(test.function), is_excused)


def order(test: Test, file: SourceFile) -> tuple[int, str]:
    """unittest sorts the methods of a class by their names."""
    klass = file.class_(test.class_name) if test.unittest else None
    return (klass.place.line, test.name) if klass else (test.place.line, "")


def certain_calls(name: str, file: SourceFile) -> Iterator[Call]:
    return (call for call in file.calls_of(name) if not call.guarded and not call.branch)


def is_plain(name: str, file: SourceFile) -> bool:
    """Does nothing of the function wait for an exception, or stand in for the loop?"""
    function = file.function(name)
    if function is None or function.is_async:
        return False
    is_marked = all(str(each.value).startswith("pytest.mark.") for each in function.decorators)
    return is_marked and not any(call.name.startswith(WAITING) for call in file.calls_in(name))


def after(step: Step, gone: Gone | None, fixtures: Fixtures, plugins: Plugins) -> Gone | None:
    """Who has taken the loop away, once the test has run; None where there may be one."""
    test, file = step.test, step.file
    if test.file or step.is_excused:
        return None if test.is_async else gone
    if test.is_async:
        klass = file.class_(test.class_name) if test.unittest else None
        return (test, None) if klass and any(base.value == CASE for base in klass.bases) else None
    if not (gone or step.runs) or may_have_loop(step, fixtures, plugins):
        return None
    function = file.function(test.function)
    return (test, step.runs) if step.runs and function and not function.decorators else gone


def may_have_loop(step: Step, fixtures: Fixtures, plugins: Plugins) -> bool:
    """Does it use an async fixture, or one that has to do with loops, so that there may be one?"""
    visible = fixtures.visible.get(step.file.path, {})
    names = closure(step.file.path, set(step.test.requests), fixtures, plugins, step.test.class_name)
    if all(each.fixture is None for each in visible.get(POLICY, ())):
        names.discard(POLICY)  # pytest-asyncio's own, which sets nothing for tests that are not async
    return any("loop" in name or any(each.is_async for each in visible.get(name, ())) for name in names)


def problem(call: Call, test: Test, gone: Gone | None) -> Problem:
    place = call.place
    is_plain = place.line == place.end_line and place.end_column - place.column == len(f"{ASKS}()")
    changes = (Replace(place, "asyncio.new_event_loop()"),)
    before, run = gone or (None, None)
    by = f", which '{before.name}' has taken away before" if before else ", and Python 3.14 makes none"
    return Problem(
        place=place,
        message=f"'{test.name}' asks for the current event loop{by}",
        label="there is none",
        related=(Related(run.place if run else before.place, "leaves none"),) if before else (),
        consequence="RuntimeError: There is no current event loop in thread 'MainThread'"
        + ("; it passes alone" if before else ""),
        help="write `asyncio.run(…)`, or make a loop with asyncio.new_event_loop() and close it",
        fix=Fix("make a loop of its own", changes) if is_plain else None,
    )
