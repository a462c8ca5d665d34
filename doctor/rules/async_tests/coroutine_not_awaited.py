"""A test calls an async function and does not await it.

## Why

The call makes a coroutine and runs nothing of it. What the test means to do, or to check, does not happen; Python only
warns, once the coroutine is thrown away ("coroutine … was never awaited").

See https://github.com/pytest-dev/pytest-asyncio/issues/67.

## Instead

Put `await` before the call; in a test that is not async, `asyncio.run(…)` around it.

The finding is made for calls that stand alone as a statement, of `asyncio.sleep` and of async functions that the same
file, or a module of the project, defines once and without decorators; and for `assert service.is_ready()`, which is
always true where `is_ready` is an async method of a class of the project, as a coroutine is
(https://github.com/NVIDIA/NeMo-Agent-Toolkit/issues/308).

## Fix safety

`await` in an async test, `asyncio.run(…)` in another one are not written unasked: what then runs may fail.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.places import Place
from doctor.model.sources import Call, Fixtures, SourceFile, Sources
from doctor.rules.classes import PLAIN, World
from doctor.rules.cures import wrapped
from doctor.rules.fixtures._made import made_by_fixture
from doctor.rules.registry import rule
from doctor.rules.spelling import spelled


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile, sources: Sources, modules: Modules, fixtures: Fixtures) -> Iterator[Problem]:
    yield from true_coroutines(test_file, sources, modules, fixtures)
    lost = [call for call in test_file.calls if call.is_statement and not call.awaited and call.within]
    if lost:
        own = async_functions(test_file)
        inner = {function.qualname: function.is_async for function in test_file.functions}
        for call in lost:
            if call.within not in inner or (not inner[call.within] and may_fail(call)):
                continue
            scope = (test_file, sources, modules)
            if is_coroutine(call.name, own, *scope) or is_own_method(call, *scope):
                found = problem(call, inner[call.within])
                yield found if found.fix else found.replace(fix=run(call, test_file))


def run(call: Call, file: SourceFile) -> Fix | None:
    """A loop for this call alone."""
    if call.name.startswith("asyncio.") or runs_loop(file):
        return None
    text, imports = spelled(file, "asyncio.run")
    return Fix(f"write {text}({call.name.rpartition('.')[2]}(…))", (*wrapped(call.place, f"{text}(", ")"), *imports))


def runs_loop(file: SourceFile) -> bool:
    """Does it bring another library that runs coroutines?"""
    return any(each.module.partition(".")[0] in ("trio", "curio", "anyio") for each in file.imports)


def may_fail(call: Call) -> bool:
    """Is the call itself to fail, as with wrong arguments, in `with pytest.raises(TypeError)`?"""
    return "." in call.name and bool(call.branch or call.guarded)


def true_coroutines(file: SourceFile, sources: Sources, modules: Modules, fixtures: Fixtures) -> Iterator[Problem]:
    """Assertions of a coroutine, which is true whatever it would give."""
    world = World(sources, modules)
    for each in file.flows.unawaited:
        name = each.method or each.of.rpartition(".")[2]
        of, home = made_by_fixture(each.of, file, sources, fixtures)
        if (
            is_async_method(of, each.method, home, world)
            if each.method
            else is_coroutine(each.of, set(), file, sources, modules)
        ):
            start = Replace(start_of(each.place), "await ")
            yield Problem(
                place=each.place,
                message=f"'{name}' is async, and the assertion takes its coroutine for true without awaiting it",
                label="always true",
                consequence="the test passes whatever the answer is; RuntimeWarning: coroutine was never awaited",
                help="put await before it" if each.in_async else "make the test async, and put await before it",
                fix=Fix(f"await {name}(…)", (start,)) if each.in_async else None,
            )


def is_async_method(of: str, method: str, file: SourceFile, world: World) -> bool:
    """Is the method that the class, or the nearest of its bases, defines async?"""
    found = world.find(of, file)
    for klass in world.lineage(found) if found else ():
        if isinstance(klass, str):
            if klass not in PLAIN:
                return False  # a stranger may define it
            continue
        if any(name == method for name, _ in klass.klass.attributes):
            return False
        if method in klass.klass.methods:
            function = klass.file.function(f"{klass.klass.qualname}.{method}")
            return bool(
                function and function.is_async and not (function.decorators or function.yields or function.branch)
            )
    return False


def is_own_method(call: Call, file: SourceFile, sources: Sources, modules: Modules) -> bool:
    """Is it an async method of the class that the calling one belongs to: `self.check(rows)`?"""
    owner, _, method = call.name.partition(".")
    function = file.function(call.within)
    if owner != "self" or "." in method or function is None or not function.class_name:
        return False
    return is_async_method(function.class_name, method, file, World(sources, modules))


def is_coroutine(name: str, own: set[str], file: SourceFile, sources: Sources, modules: Modules) -> bool:
    """Does this name stand for an async function, here or in a module of the project?"""
    module, _, last = name.rpartition(".")
    if not module or name == "asyncio.sleep":
        return name in own or name == "asyncio.sleep"
    if "(" in module or "[" in module:
        return False
    found = modules.find(module, file.path)
    home = sources.get(found.file) if found else None
    return bool(home and last in async_functions(home))


def async_functions(file: SourceFile) -> set[str]:
    """Module-level coroutine functions that nothing else of their name could stand for."""
    names = [function.name for function in file.functions if not function.class_name]
    taken = {param.name for function in file.functions for param in function.params} | {key for key, _ in file.assigned}
    return {
        function.name
        for function in file.functions
        if function.is_async
        and not (function.class_name or function.is_nested or function.decorators or function.yields or function.branch)
        and names.count(function.name) == 1
        and function.name not in taken
    }


def start_of(place: Place) -> Place:
    return place.replace(end_line=place.line, end_column=place.column)


def problem(call: Call, in_async: bool) -> Problem:
    name = call.name if call.name.startswith("asyncio.") else call.name.rpartition(".")[2]
    return Problem(
        place=call.place,
        message=f"'{name}' is async, and this call is not awaited",
        label="runs nothing",
        consequence=f"RuntimeWarning: coroutine '{name.rpartition('.')[2]}' was never awaited; the test goes on",
        fix=Fix(f"await {name}(…)", (Replace(start_of(call.place), "await "),)) if in_async else None,
        help="put await before it" if in_async else f"write asyncio.run({name}(…)), or make the test async",
    )
