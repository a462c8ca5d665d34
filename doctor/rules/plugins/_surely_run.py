"""Tests that nothing keeps from running, for all that can be told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doctor.model.collection_marks import CollectionMarks
from doctor.model.config import CommandLine
from doctor.model.environment import Modules
from doctor.model.plugins import Plugins
from doctor.model.sources import Fixtures, SourceFile, Sources, Test
from doctor.rules.classes import PLAIN, TESTCASES, World
from doctor.rules.closure import closure
from doctor.rules.importorskip import is_package_skipped, may_be_left_from
from doctor.rules.plugins._imports import OTHERS, skips_folder

CALM = frozenset(
    {"parametrize", "usefixtures", "filterwarnings", "asyncio", "anyio", "trio", "django_db", "timeout", "unit"}
)
HOOKS = frozenset(
    {
        *("pytest_runtest_setup", "pytest_runtest_call", "pytest_runtest_protocol", "pytest_pyfunc_call"),
        *("pytest_fixture_setup", "pytest_ignore_collect", "pytest_pycollect_makeitem", "pytest_runtestloop"),
    }
)
SELECTING = ("-k", "-m", "--deselect", "--lf", "--last-failed", "--co", "--collect-only", "--setup-only")
MAY_SKIP = re.compile(r"skip|requir|need|ensure|check|import|xfail", re.IGNORECASE)
SET_UPS = re.compile(r"_?(?:async)?set_?up", re.IGNORECASE)


def surely_run(
    sources: Sources,
    modules: Modules,
    fixtures: Fixtures,
    plugins: Plugins,
    collection_marks: CollectionMarks,
    command_line: CommandLine,
) -> Iterator[tuple[SourceFile, Test]]:
    hooks = {function.name for file in sources.reaching_others for function in file.functions}
    is_open = not collection_marks.complete or not hooks.isdisjoint(HOOKS) or bool(command_line.all(*SELECTING))
    if is_open or any(skips_folder(each, modules) or cannot_be_read(each, modules) for each in sources.conftests):
        return
    world = World(sources, modules)
    skipping = {path_and_name for file in sources for path_and_name in may_skip(file)}
    for file in sources.collected:
        if not is_left(file, sources, modules):
            for test in file.tests:
                if is_free(test, file, world, collection_marks) and not any(
                    each in skipping for each in fixtures_of(test, file, fixtures, plugins)
                ):
                    yield file, test


def may_skip(file: SourceFile) -> Iterator[tuple[str, str]]:
    """The functions of a file that call something which may skip, by its name."""
    return ((file.path, call.within) for call in file.calls if call.within and MAY_SKIP.search(call.name))


def is_left(file: SourceFile, sources: Sources, modules: Modules) -> bool:
    """May pytest not come to the file's tests, or something of the file decide for each of them?"""
    own = any(SET_UPS.match(each.name) for each in file.functions if not each.class_name)
    is_left = bool(may_be_left_from(file, modules)) or is_package_skipped(file, sources, modules)
    return own or is_left or cannot_be_read(file, modules)


def cannot_be_read(file: SourceFile, modules: Modules) -> bool:
    """Does an import fail at its top? See import-not-found."""
    plain = [each.module for each in file.imports if not each.guarded and not each.level]
    return any(modules.find(each, file.path) is None for each in plain if each.partition(".")[0] not in OTHERS)


def is_free(test: Test, file: SourceFile, world: World, collection_marks: CollectionMarks) -> bool:
    marks = {mark.name for mark in test.marks}
    if test.open or test.file or file.imported_marks or marks - CALM or marks & collection_marks.skipped:
        return False
    klass = world.find(test.class_name, file) if test.class_name else None
    if klass is None:
        return not test.class_name
    is_set_up = any(SET_UPS.match(name) for name, _ in world.methods(klass))
    return not is_set_up and set(world.strangers(klass)) <= PLAIN | TESTCASES and not klass.klass.decorators


def fixtures_of(test: Test, file: SourceFile, fixtures: Fixtures, plugins: Plugins) -> Iterator[tuple[str, str]]:
    """The project's fixtures that the test comes to, by file and function."""
    visible = fixtures.visible.get(file.path, {})
    for name in closure(file.path, set(test.requests), fixtures, plugins, test.class_name):
        yield from ((each.origin, each.fixture.function) for each in visible.get(name, ()) if each.fixture)
