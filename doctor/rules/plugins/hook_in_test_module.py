"""A test module has a hook, which pytest looks for in conftest files and plugins only.

## Why

pytest imports a test module to collect its tests, and does not register it as a plugin.
`pytest_collection_modifyitems`, `pytest_runtest_setup` or `pytest_addoption` in it are functions like any other:
nothing is skipped, marked or added, and pytest says no word. So it is in an `__init__.py` beside the tests.
`pytest_generate_tests` alone is looked for in modules,
too.

See https://docs.pytest.org/en/stable/how-to/writing_plugins.html#local-conftest-plugins and
https://docs.pytest.org/en/stable/how-to/parametrize.html#basic-pytest-generate-tests-example.

## Instead

Move the hook into the conftest.py beside the module. There it may see the tests of all modules: ask for what it is
meant for.

## Fix safety

The hook begins to be called, so it is not moved unasked. Hooks that pytest calls before it collects are left to you.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, MoveFunction
from doctor.model.plugins import Plugins
from doctor.model.sources import Function, SourceFile, Sources
from doctor.rules.naming import folder_of
from doctor.rules.registry import rule

IN_MODULES = ("pytest_generate_tests",)
LATE = (
    "pytest_collection_",
    "pytest_runtest_",
    "pytest_itemcollected",
    "pytest_make_parametrize_id",
    "pytest_fixture_",
)


def has_hooks(file: SourceFile) -> bool:
    return any(hooks(file))


@rule(severity=Severity.WARNING, since="0.1", suspect=has_hooks)
def check(suspects: tuple[SourceFile, ...], sources: Sources, plugins: Plugins) -> Iterator[Problem]:
    homes = {folder_of(file.path) for file in sources.collected}
    found = [(file, function) for file in suspects if is_of_tests(file, homes) for function in hooks(file)]
    if not found:
        return
    specs = {spec.name for plugin in plugins.active for spec in plugin.provided.hookspecs}
    imported = {each.module.rpartition(".")[2] for file in sources for each in file.imports}
    imported |= {each.name for file in sources for each in file.imports}
    loaded = {name.rpartition(".")[2] for plugin in plugins for name in (plugin.module, plugin.name)}
    for file, function in found:
        stem = file.path.removesuffix("/__init__.py").rpartition("/")[2].removesuffix(".py")
        if function.name in specs and stem not in imported | loaded and not registers(file):
            yield problem(file, function, sources)


def is_of_tests(file: SourceFile, homes: Set[str]) -> bool:
    """Is it a test module, or the `__init__.py` beside some?"""
    is_package = file.role == "module" and file.path.endswith("/__init__.py") and folder_of(file.path) in homes
    return is_package or (file.collected and file.role == "test")


def hooks(file: SourceFile) -> Iterator[Function]:
    """The functions of a test module that are there for pytest alone."""
    for function in file.functions:
        is_own = not (function.class_name or function.is_nested or function.empty or function.branch)
        is_hook = function.name.startswith("pytest_") and function.name not in (*IN_MODULES, *file.referenced)
        if is_own and is_hook and all("hookimpl" in str(each.value) for each in function.decorators):
            yield function


def registers(file: SourceFile) -> bool:
    """May the file hand itself to pytest: `pytest.main(plugins=…)`, `pluginmanager.register(…)`?"""
    return any(
        call.name.endswith(".register") or (call.name.startswith("pytest.") and call.expr.argument(1, "plugins"))
        for call in file.calls
    )


def problem(file: SourceFile, function: Function, sources: Sources) -> Problem:
    name = function.name
    where = "__init__.py" if file.path.endswith("/__init__.py") else "test modules"
    home = f"{folder_of(file.path)}/conftest.py".lstrip("/")
    there = sources.get(home)
    is_free = there is None or not (there.fault or there.function(name))
    can_move = name.startswith(LATE) and is_free
    return Problem(
        place=function.place,
        message=f"pytest does not look for '{name}' in {where}, but in conftest.py and plugins",
        label="never called",
        consequence=f"what stands in '{name}' of {file.path} is never run, and pytest says nothing",
        help=f"move it to {home}" if name.startswith(LATE) else "move it to the conftest.py at rootdir",
        fix=Fix(f"move {name} to {home}", (MoveFunction(function.place, home),)) if can_move else None,
    )
