"""A test or fixture imports, in its own body, a module that is not there.

## Why

An import within a function fails when the function is called: pytest collects the file, and the test fails, or errors
where it is a fixture, with ModuleNotFoundError
(https://docs.python.org/3/library/exceptions.html#ModuleNotFoundError).

## Instead

Install what brings the module; or skip where it is missing:
`client = pytest.importorskip("fastapi.testclient")`
(https://docs.pytest.org/en/stable/how-to/skipping.html#skipping-on-a-missing-import-dependency).

Nothing is said where something may skip the test, by mark, hook, fixture or call, where the import stands under a
condition, a `try` or a `with`, where a fixture puts a folder on sys.path, where a module that the file or a conftest
imports puts it into `sys.modules`, and of what an extra or a platform of the project brings.

## Fix safety

Environments are changed by their owners: there is no fix.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from doctor.model.collection_marks import CollectionMarks
from doctor.model.config import CommandLine, PytestConfig
from doctor.model.environment import Declared, Modules, Tree, normalized
from doctor.model.findings import Problem, Related, Severity
from doctor.model.local_imports import LocalImport, LocalImports
from doctor.model.plugins import Plugins
from doctor.model.sources import Fixtures, SourceFile, Sources, Test
from doctor.rules.closure import way
from doctor.rules.phrases import install, uses
from doctor.rules.plugins._imports import FOLDERS, OTHERS, Reached, at_home, lost_module
from doctor.rules.plugins._loaded import loaded
from doctor.rules.plugins._surely_run import surely_run
from doctor.rules.registry import rule

Lost = tuple[SourceFile, LocalImport]
Told = tuple[SourceFile, LocalImport, Test]


@rule(severity=Severity.ERROR, since="0.1")
def check(
    sources: Sources,
    modules: Modules,
    config: PytestConfig,
    command_line: CommandLine,
    tree: Tree,
    declared: Declared,
    fixtures: Fixtures,
    plugins: Plugins,
    collection_marks: CollectionMarks,
    local_imports: LocalImports,
) -> Iterator[Problem]:
    lost: dict[str, list[Lost]] = {}
    for file in loaded(sources, config, surely=True, modules=modules):
        if not moves_path(file) and any(
            each.guarded == "function" and is_absent(each.module, file, modules) for each in file.imports
        ):
            for each in local_imports.of(file.path):
                name = lost_name(each, file, modules, tree, declared)
                if name:
                    lost.setdefault(name, []).append((file, each))
    if not lost or any(moves_path(file) or local_imports.makes(file.path) for file in sources.reaching_others):
        return
    tests = list(surely_run(sources, modules, fixtures, plugins, collection_marks, command_line))
    for name, found in lost.items():
        told = [(*each, by) for each in found if (by := user_of(*each, tests, fixtures, plugins))]
        if told and not is_at_top(name, sources) and not is_made(name, told, sources, modules, local_imports):
            yield problem(name, told, modules, declared)


def moves_path(file: SourceFile) -> bool:
    """Does a fixture or test, by itself or by a helper, put a folder on sys.path, in which the module may lie?"""
    return any(touch.state == "sys.path" and touch.within for touch in file.touches)


def is_absent(module: str, file: SourceFile, modules: Modules) -> bool:
    return modules.find(module, file.path) is None


def lost_name(each: LocalImport, file: SourceFile, modules: Modules, tree: Tree, declared: Declared) -> str:
    """The distribution's module that is not there; "" for the project's own, for optional ones and those of Python."""
    top = each.module.partition(".")[0]
    if top in (*OTHERS, *FOLDERS) or top in sys.stdlib_module_names or at_home(top, tree, file.path):
        return ""
    lost = lost_module(Reached(each.module, (), each.place, file.path, file), modules)
    return top if lost == top and not is_optional(top, modules, declared) else ""


def is_optional(top: str, modules: Modules, declared: Declared) -> bool:
    """Does an extra of the project bring it, or is it declared for some platform or Python?"""
    names = {normalized(name) for name in (top, *modules.distributions_for(top))}
    return any(
        each.group.startswith("extra:") or each.is_conditional for each in declared.requirements if each.key in names
    )


def is_at_top(name: str, sources: Sources) -> bool:
    """Do test files or conftests import it when they are read, too? See import-not-found, or they know that it may be
    missing."""
    imports = (each for file in sources for each in file.imports if each.guarded != "function")
    return any(each.module.partition(".")[0] == name for each in imports)


def is_made(name: str, told: list[Told], sources: Sources, modules: Modules, local_imports: LocalImports) -> bool:
    """Does a module that these files or a conftest import put it into `sys.modules`, by its name?"""
    files = {file.path: file for file in (*(file for file, _, _ in told), *sources.conftests)}
    asked = {
        found.file
        for file in files.values()
        for each in file.imports
        for module in ((each.module, f"{each.module}.{each.name}") if each.name else (each.module,))
        if (found := modules.find(module, file.path)) and found.file.endswith(".py")
    }
    return any(local_imports.makes(path, name) for path in sorted(asked))


def user_of(
    file: SourceFile, each: LocalImport, tests: list[tuple[SourceFile, Test]], fixtures: Fixtures, plugins: Plugins
) -> Test | None:
    """A test that surely comes to the import: it is its own, or that of a fixture that it uses."""
    for home, test in tests:
        if home is file and test.function == each.within:
            return test
    made = next((fixture for fixture in file.fixtures if fixture.function == each.within), None)
    for home, test in tests if made else ():
        found = way(made.name, home.path, test.requests, fixtures, plugins, test.class_name) if made else None
        if made and found and found[-1].place == made.place:
            return test
    return None


def problem(name: str, told: list[Told], modules: Modules, declared: Declared) -> Problem:
    _, first, test = told[0]
    known = modules.distributions_for(name)
    chosen = next((each for each in known if declared.get(normalized(each))), known[0] if known else name)
    is_own = test.function == first.within
    return Problem(
        place=first.place,
        message=f"'{first.within}' imports '{first.module}', which is not installed",
        label=f"no module named '{name}'",
        related=(
            *(() if is_own else (Related(test.place, f"comes to use '{first.within}'"),)),
            *uses([each.place for _, each, _ in told[1:]], "imported here too"),
        ),
        consequence=f"'{test.name}' {'fails' if is_own else 'errors'}: ModuleNotFoundError: No module named '{name}'",
        help=f'{install(chosen, declared)}, or skip what needs it: pytest.importorskip("{first.module}")',
    )
