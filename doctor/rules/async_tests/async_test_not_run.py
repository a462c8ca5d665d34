"""An async test that nobody runs.

## Why

pytest itself cannot run `async def` tests: it fails them from 8.4 on, and skips them with a warning before. A plugin
has to take them. pytest-asyncio takes those with `@pytest.mark.asyncio`, and all of them with `asyncio_mode = auto`;
anyio those with `@pytest.mark.anyio`, and those that use its fixture `anyio_backend`; pytest-trio those with
`@pytest.mark.trio`, and all of them with `trio_mode = true`.

See https://pytest-asyncio.readthedocs.io/en/stable/concepts.html.

## Instead

Install the plugin that the tests are written for, and mark the tests or set `asyncio_mode = auto`. To register the
mark by hand is no cure: it silences the message about the mark, and the tests still do not run.

## Fix safety

`asyncio_mode = auto` where no mode is set, a mark on each test where one is, `-p no:…` taken out where that keeps the
plugin away. Where no plugin is installed, and the project asks for none, a plain test that runs its body with
`asyncio.run`, unless one asks for fixtures of a plugin that is not there. All of them make tests run that never ran
and may fail, so none is done unasked. No fix where the plugin that the project asks for is not installed.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.collection_marks import CollectionMarks
from doctor.model.config import CommandLine, ConfigFile, GivenOption, IniValues, PytestConfig
from doctor.model.environment import Declared, Modules, Tree
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import AddImport, Change, Fix
from doctor.model.markers import Markers
from doctor.model.places import ENVIRONMENT, Place
from doctor.model.plugins import Plugin, Plugins
from doctor.model.rewrites import RunAsync
from doctor.model.sources import Fixtures, SourceFile, Sources, Test
from doctor.rules.async_tests._runners import Runners, runner_of, runners
from doctor.rules.classes import TESTCASES, World
from doctor.rules.closure import definition
from doctor.rules.config._winner import is_apart
from doctor.rules.cures import key_set, option_removed
from doctor.rules.filters import error_filter
from doctor.rules.fixtures._requests import parametrized
from doctor.rules.naming import folder_of, is_within
from doctor.rules.phrases import install, plural, uses
from doctor.rules.plugins._imports import imports_absent
from doctor.rules.registry import rule
from doctor.rules.spelling import decorated

OVERRIDES = ("override", "environment")  # `-o asyncio_mode=strict`, wherever the words stand
MARKS = {"asyncio": "pytest-asyncio", "anyio": "anyio", "trio": "pytest-trio"}


@rule(severity=Severity.ERROR, since="0.1")
def check(
    sources: Sources,
    plugins: Plugins,
    markers: Markers,
    fixtures: Fixtures,
    modules: Modules,
    config: PytestConfig,
    ini: IniValues,
    command_line: CommandLine,
    declared: Declared,
    collection_marks: CollectionMarks,
    tree: Tree,
) -> Iterator[Problem]:
    candidates = [(file, test) for file, test in sources.tests if test.is_async and not test.unittest]
    if not candidates:
        return
    found = runners(plugins, ini, command_line, sources, collection_marks)
    if found.is_late and found.asyncio == "strict":
        found = found.replace(unknown=False)
    mode = ini.get("asyncio_mode")
    is_told = mode is not None and (mode.value == "auto" or mode.origin in OVERRIDES)
    if found.asyncio == "strict" and meant_auto(config, tree) and not is_told:
        return  # the rules about the configuration say why the mode is not read
    world = World(sources=sources, modules=modules)
    left: dict[str, list[Test]] = {}
    homes: dict[Test, SourceFile] = {}
    for file, test in candidates:
        if is_plain(test, file, sources, world) and not runner_of(test, file, found, fixtures, plugins):
            left.setdefault(meant_for(test), []).append(test)
            homes[test] = file
    is_asked = bool(wanted_mode(config)) and not found.asyncio
    if left and (is_asked or "asyncio" in left) and imports_absent("pytest_asyncio", sources, modules):
        return  # see import-not-found
    if is_asked and "" in left:
        left = {"asyncio": [*left.pop("asyncio", ()), *left.pop("")], **left}
    plugin = asleep(plugins, set(left)) if left else None
    if plugin:
        if not marks_lost(plugin, sources, markers):  # else the rule about marks of blocked plugins says it
            yield kept_out(plugin, [test for tests in left.values() for test in tests], config)
        return
    for mark, tests in left.items():
        option, placed = command_line.last("--asyncio-mode"), [(homes[test], test) for test in tests]
        fix = None if mark else mended(placed, found, sources, config, ini, option)
        if not mark and not found.loaded and not any(declared.get(owner) for owner in MARKS.values()):
            fix = driven(placed, sources, fixtures, plugins)
        told = problem(mark, tests, found, markers, config, ini, option, declared).replace(fix=fix)
        is_unknown = mark and not markers.strict and mark not in markers.registered
        yield unknown_mark(told, mark, config, ini, command_line) if is_unknown else told


def unknown_mark(told: Problem, mark: str, config: PytestConfig, ini: IniValues, command_line: CommandLine) -> Problem:
    """pytest warns of the mark, and stops where that is an error."""
    text = f"Unknown pytest.mark.{mark} - is this a typo?"
    if not error_filter(config, ini, command_line, "PytestUnknownMarkWarning", text):
        return told
    return told.replace(consequence=f"pytest stops: PytestUnknownMarkWarning: {text} (warnings are errors)")


def driven(tests: list[tuple[SourceFile, Test]], sources: Sources, fixtures: Fixtures, plugins: Plugins) -> Fix | None:
    """Each test runs its own body with `asyncio.run`; None where one asks for what only a plugin can give."""
    changes: dict[Change, None] = {}
    for file, test in tests:
        home = sources.get(test.file) if test.file else file
        function = home.function(test.function) if home else None
        seen = [fixtures.of(file.path, name, test.class_name) for name in test.requests]
        if home is None or function is None or any(each and each.is_async for each in seen):
            return None
        absent = [name for name, found in zip(test.requests, seen, strict=True) if not found]
        if any(not plugins.with_fixture(name) for name in absent if name not in parametrized(test)):
            return None  # of the plugin that would run the test
        if any(each.module.partition(".")[0] in ("trio", "curio") for each in home.imports):
            return None
        changes[RunAsync(function.place)] = None
        changes[AddImport(home.path, "import asyncio")] = None
    return Fix(f"run {'it' if len(tests) == 1 else plural(len(tests), 'test')} with asyncio.run", tuple(changes))


def mended(
    tests: list[tuple[SourceFile, Test]],
    found: Runners,
    sources: Sources,
    config: PytestConfig,
    ini: IniValues,
    option: GivenOption | None,
) -> Fix | None:
    """The mode where nothing is said of it, else the mark of the plugin that is loaded on each test."""
    mode = ini.get("asyncio_mode")
    if not found.loaded or found.anyio == "?":
        return None
    if found.asyncio and option is None and (mode is None or mode.origin == "default"):
        return key_set(config, "asyncio_mode", "auto")
    name = found.loaded[0]
    changes: dict[Change, None] = {}
    for file, test in tests:
        home = sources.get(test.file) if test.file else file
        function = home.function(test.function) if home else None
        if home is None or function is None:
            return None
        changes.update(dict.fromkeys(decorated(home, function, f"pytest.mark.{name}")))
    return Fix(f"mark {plural(len(tests), 'test')} with @pytest.mark.{name}", tuple(changes))


def wanted_mode(config: PytestConfig) -> Place | None:
    """Where `asyncio_mode = auto` is set."""
    setting = config.setting("asyncio_mode")
    return setting.place if setting and str(setting.value).strip() == "auto" else None


def meant_auto(config: PytestConfig, tree: Tree) -> bool:
    """Is `asyncio_mode = auto` written where pytest does not read it: misspelt, or in a file that another one hides?"""
    return any(auto_in(file) and not (is_above(file, config) and is_own(config, tree)) for file in config.files)


def is_above(file: ConfigFile, config: PytestConfig) -> bool:
    """Does it lie above the folder of the file that is read?"""
    folder = folder_of(config.configfile.file) if config.configfile else ""
    return folder != folder_of(file.file) and is_within(folder, folder_of(file.file))


def is_own(config: PytestConfig, tree: Tree) -> bool:
    """Is the file that is read one of a part of the project, which config-file-hidden does not warn of?"""
    winner = config.configfile
    return winner is not None and ("test" not in folder_of(winner.file).lower() or is_apart(winner, tree))


def auto_in(file: ConfigFile) -> Place | None:
    """Where it sets the mode, or means to."""
    found = (
        setting.place
        for section in file.sections
        for setting in section.settings
        if str(setting.value).strip() == "auto" and "asyncio" in setting.name and "mode" in setting.name
    )
    return next(found, None)


def is_plain(test: Test, file: SourceFile, sources: Sources, world: World) -> bool:
    """A coroutine that is no generator, is not skipped, and in no class of somebody else's."""
    function = definition(sources, file, test)
    if function is None or function.yields or any(mark.name == "skip" for mark in test.marks):
        return False
    klass = world.find(test.class_name, file) if test.class_name else None
    return not test.class_name or bool(klass and not set(world.strangers(klass)) - TESTCASES)


def meant_for(test: Test) -> str:
    """The plugin's mark that the test bears, "" if none."""
    return next((mark.name for mark in test.marks if mark.name in MARKS), "")


def asleep(plugins: Plugins, marks: set[str]) -> Plugin | None:
    """An installed plugin that would run the tests and is not loaded; first the one whose mark they bear."""
    wanted = [MARKS[mark] for mark in sorted(marks) if mark] or ["pytest-asyncio"]
    return next(
        (plugin for name in wanted for plugin in plugins if plugin.distribution == name and not plugin.active), None
    )


def marks_lost(plugin: Plugin, sources: Sources, markers: Markers) -> bool:
    """Are marks of this plugin used that nobody else registers?"""
    lost = {marker.name for marker in plugin.provided.markers} - set(markers.registered)
    return any(mark.name in lost for _, mark in sources.marks)


def kept_out(plugin: Plugin, tests: list[Test], config: PytestConfig) -> Problem:
    """The plugin is installed: what keeps it out is the place of the fault."""
    return Problem(
        place=plugin.flag.place if plugin.flag else Place(ENVIRONMENT),
        message=f"{plural(len(tests), 'async test')} never {'run' if tests[1:] else 'runs'}: the plugin "
        f"{plugin.distribution} is installed and not loaded ({plugin.reason})",
        label="switched off here",
        related=uses([test.place for test in tests], "nobody awaits this"),
        consequence=consequence("", None, config.version),
        help=f"remove what keeps {plugin.distribution} out, or load it by name: -p {plugin.name}",
        fix=option_removed(plugin.flag) if plugin.flag else None,
    )


def problem(
    mark: str,
    tests: list[Test],
    found: Runners,
    markers: Markers,
    config: PytestConfig,
    ini: IniValues,
    option: GivenOption | None,
    declared: Declared,
) -> Problem:
    places = [test.place for test in tests]
    who = f"async test '{tests[0].name}'" + (f" and {len(tests) - 1} more" if len(tests) > 1 else "")
    if mark and not all(any(each.name == mark for each in test.marks) for test in tests):
        message, cure, related = unmarked(config, declared)
    else:
        message, cure, related = reason(mark, found, config, ini, option, declared)
    return Problem(
        place=places[0],
        message=f"{who} {'is' if len(tests) == 1 else 'are'} never run: {message}",
        label="nobody awaits this",
        related=(*related, *uses(places[1:], "nor this")),
        consequence=consequence(mark, markers, config.version),
        help=cure,
    )


def reason(
    mark: str,
    found: Runners,
    config: PytestConfig,
    ini: IniValues,
    option: GivenOption | None,
    declared: Declared,
) -> tuple[str, str, tuple[Related, ...]]:
    """Why, what to do, and the places that belong to it."""
    where = config.configfile.file if config.configfile else "pytest.ini"
    if mark:
        owner = MARKS[mark]
        return f"the plugin {owner}, whose mark '{mark}' is used, is not installed", install(owner, declared), ()
    if found.asyncio:
        mode = ini.get("asyncio_mode")
        setting = option or mode
        is_overridden = wanted_mode(config) and (option or (mode and mode.origin in OVERRIDES))
        cure = "take out what sets it to strict" if is_overridden else f"set asyncio_mode = auto in {where}"
        place = (Related(setting.place, "the mode is set here"),) if setting and setting.place else ()
        above = (auto_in(each) for each in config.files if is_above(each, config))
        unread = tuple(Related(each, f"{where} is read in its place") for each in above if each)
        return (
            "asyncio_mode is strict, and the mark that a hook adds when tests are collected comes too late"
            if found.is_late
            else "asyncio_mode is strict, and there is no @pytest.mark.asyncio",
            f"{cure}, or mark the tests with @pytest.mark.asyncio",
            (*place, *unread),
        )
    given = ini.get("anyio_mode")
    if found.anyio == "?" and given and given.origin != "default":
        place = (Related(given.place, "the mode is set here"),) if given.place else ()
        return (f"anyio_mode is '{given.value}', which anyio takes for strict", "write anyio_mode = auto", place)
    if found.loaded:
        name = found.loaded[0]
        return (
            f"the only async plugin that is loaded, {MARKS[name]}, takes tests with @pytest.mark.{name}",
            f"mark the tests with @pytest.mark.{name}, or `pip install pytest-asyncio` and set asyncio_mode = auto in "
            f"{where}",
            (),
        )
    return (
        "no plugin that runs async tests is installed",
        f"`pip install pytest-asyncio` and set asyncio_mode = auto in {where}, or `pip install anyio` and mark the "
        "tests with @pytest.mark.anyio",
        (),
    )


def unmarked(config: PytestConfig, declared: Declared) -> tuple[str, str, tuple[Related, ...]]:
    place = wanted_mode(config)
    related = (Related(place, "it is asked for here"),) if place else ()
    message = "the plugin pytest-asyncio, to which asyncio_mode = auto gives them, is not installed"
    return message, install("pytest-asyncio", declared), related


def consequence(mark: str, markers: Markers | None, version: tuple[int, ...]) -> str:
    if mark and markers and markers.strict and mark not in markers.registered:
        return f"pytest stops: '{mark}' not found in `markers` configuration option ({markers.strict_text})"
    if version >= (8, 4):
        return "pytest fails the test: async def functions are not natively supported."
    return "pytest skips the test: async def functions are not natively supported and have been skipped."
