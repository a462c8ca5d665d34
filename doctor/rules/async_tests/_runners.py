"""Who runs the async tests and async fixtures of this call."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.collection_marks import CollectionMarks
from doctor.model.compatibility import satisfies
from doctor.model.config import CommandLine, IniValues
from doctor.model.plugins import Kind, Plugin, Plugins
from doctor.model.record import Record
from doctor.model.sources import Expr, Fixture, Fixtures, SourceFile, Sources, Test
from doctor.rules.closure import closure

# Plugins that take async tests in ways of their own. anyio, pytest-asyncio and pytest-trio are looked at in detail.
OTHERS = frozenset(
    {
        *("pytest-twisted", "pytest-tornado", "pytest-tornasync", "pytest-aiohttp", "pytest-asyncio-cooperative"),
        *("alt-pytest-asyncio", "pytest-curio", "pytest-sanic", "pytest-asyncio-concurrent", "pytest-uvloop"),
        *("pytest-async", "pytest-asyncio-network-simulator", "pytest-asyncio-plus", "pytest-quart", "pytest-gevent"),
    }
)
NO_RUNNERS = frozenset({"logfire", "pytest-memray", "pytest-monitor"})  # they wrap the call of any test
DETAILED = {"pytest-asyncio": "asyncio", "anyio": "anyio", "pytest-trio": "trio"}
CALL_HOOKS = frozenset({"pytest_pyfunc_call", "pytest_pycollect_makeitem", "pytest_runtest_call"})


class Runners(Record):
    """How each plugin takes async tests: "auto", "strict" (those with its mark), or "" when it is not loaded.

    `unknown` is whether something else may run them, or the marks are given at run time. `is_late` is whether it is
    unknown for one reason alone: a hook marks tests for pytest-asyncio after they were collected, which from 0.23 on
    says no more than on which loop they run. `skipped` are marks whose tests the project skips.
    """

    asyncio: str = ""
    anyio: str = ""
    trio: str = ""
    unknown: bool = False
    is_late: bool = False
    skipped: frozenset[str] = frozenset()

    @property
    def loaded(self) -> tuple[str, ...]:
        return tuple(name for name in ("asyncio", "anyio", "trio") if getattr(self, name))


def runners(
    plugins: Plugins,
    ini: IniValues,
    command_line: CommandLine,
    sources: Sources,
    collection_marks: CollectionMarks,
) -> Runners:
    active = {plugin.distribution or plugin.name: plugin for plugin in plugins.active}
    asyncio = asyncio_mode(ini, command_line) if is_loaded(plugins, "pytest-asyncio") else ""
    found = Runners(
        asyncio=asyncio,
        anyio=anyio_mode(ini, command_line) if is_loaded(plugins, "anyio") else "",
        trio=("auto" if ini["trio_mode"] is True else "strict") if is_loaded(plugins, "pytest-trio") else "",
        skipped=collection_marks.skipped,
    )
    given = collection_marks.names.intersection((*found.loaded, "usefixtures"))
    unknown = (
        not (plugins.complete and collection_marks.complete)
        or asyncio == "?"
        or not OTHERS.isdisjoint(active)
        or any(may_run(plugin) for plugin in active.values())
        or any(takes_calls(file) for file in sources if file.role in ("conftest", "plugin"))
    )
    plugin = active.get("pytest-asyncio")
    is_late = given == {"asyncio"} and plugin is not None and satisfies(plugin.version, ">=0.23")
    return found.replace(unknown=unknown or bool(given), is_late=is_late and not unknown)


def is_loaded(plugins: Plugins, distribution: str) -> bool:
    return any(plugin.distribution == distribution for plugin in plugins.active)


def asyncio_mode(ini: IniValues, command_line: CommandLine) -> str:
    """The mode of pytest-asyncio, "?" for a value that it refuses."""
    return mode(ini, command_line, "asyncio_mode")


def anyio_mode(ini: IniValues, command_line: CommandLine) -> str:
    """The mode of anyio, "?" for a value that it takes for strict; `--anyio-mode=strict` does not undo the key."""
    return "auto" if ini["anyio_mode"] == "auto" else mode(ini, command_line, "anyio_mode")


def mode(ini: IniValues, command_line: CommandLine, key: str) -> str:
    option = command_line.last(f"--{key.replace('_', '-')}")
    value = option.value if option else ini[key]
    if value in (None, ""):
        return "strict"
    return str(value) if value in ("auto", "strict") else "?"


def may_run(plugin: Plugin) -> bool:
    """Does a plugin that we know nothing else of have a hook with which it could run coroutines?"""
    if plugin.kind is Kind.BUILTIN or plugin.distribution in DETAILED or plugin.distribution in NO_RUNNERS:
        return False
    hooks = {impl.specname or impl.name for impl in plugin.provided.hookimpls}
    return "hooks" in plugin.provided.computed or not CALL_HOOKS.isdisjoint(
        hooks if plugin.kind is not Kind.INSTALLED else hooks - {"pytest_runtest_call"}
    )


def takes_calls(file: SourceFile) -> bool:
    """Does a conftest run tests itself?"""
    return any(function.name in CALL_HOOKS for function in file.functions)


def runner_of(test: Test, file: SourceFile, found: Runners, fixtures: Fixtures, plugins: Plugins) -> str:
    """Who runs this async test: "asyncio", "anyio", "trio", "?" where it cannot be told, "" for nobody."""
    marks = {mark.name for mark in test.marks}
    strange = [mark for mark in file.imported_marks if mark.target != "function" or mark.owner == test.function]
    if found.unknown or test.open or strange or marks & found.skipped:
        return "?"
    for name in found.loaded:
        if getattr(found, name) == "auto" or name in marks:
            return name
    if any(brings_marks(each.expr) for each in used(test, file, fixtures, plugins) if each.expr):
        return "?"
    if found.anyio and uses_anyio(test, file, fixtures, plugins):
        return "anyio"
    return ""


def used(test: Test, file: SourceFile, fixtures: Fixtures, plugins: Plugins) -> Iterator[Fixture]:
    """The project's fixtures that it comes to use."""
    visible = fixtures.visible.get(file.path, {})
    for name in closure(file.path, set(test.requests), fixtures, plugins, test.class_name):
        yield from (each.fixture for each in visible.get(name, ()) if each.fixture)


def brings_marks(decorator: Expr) -> bool:
    """Do parameters of the fixture bear marks, which then hold for the tests: `pytest.param("trio", marks=…)`?"""
    params = decorator.keyword("params")
    return params is not None and any(each.keyword("marks") for each in params.parts)


def uses_anyio(test: Test, file: SourceFile, fixtures: Fixtures, plugins: Plugins) -> bool:
    """Does it come to use `anyio_backend`, which makes anyio run it?"""
    return "anyio_backend" in closure(file.path, set(test.requests), fixtures, plugins, test.class_name)
