"""importorskip names a module of the project that is not there.

## Why

`pytest.importorskip` skips when its module is missing. A module of the project itself is never optional: once it is
renamed or moved, the tests are skipped for good, and the run stays green.

## Instead

Import the project's own modules plainly, so that a missing one is an error.

## Fix safety

There is none: the nearest name is a guess.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules, Tree
from doctor.model.findings import Problem, Severity
from doctor.model.sources import Call, SourceFile, Sources
from doctor.rules.phrases import listing, nearest
from doctor.rules.plugins.import_not_found import project_modules
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(sources: Sources, modules: Modules, tree: Tree) -> Iterator[Problem]:
    for file in sources:
        if file.role in ("test", "conftest", "plugin"):
            for call in file.calls_of("pytest.importorskip"):
                argument = call.expr.argument(0, "modname")
                name = argument.text if argument else None
                if name and "." in name and is_lost(name, file, modules):
                    yield problem(name, call, file, tree)


def is_lost(name: str, file: SourceFile, modules: Modules) -> bool:
    """Is the package the project's, and the module within it not there?"""
    package = modules.find(name.partition(".")[0], file.path)
    return bool(
        package
        and package.origin not in ("stdlib", "site")
        and modules.find(name, file.path) is None
        and modules.certain(name, file.path)
    )


def problem(name: str, call: Call, file: SourceFile, tree: Tree) -> Problem:
    package = name.partition(".")[0]
    near = nearest(name, [known for known in project_modules(tree) if known.partition(".")[0] == package])
    whole = not call.within
    there = [known for known in sorted(set(project_modules(tree))) if known.startswith(f"{package}.")]
    plain = f"write `import {near}`" if near else f"import what there is ({listing(there)})"
    return Problem(
        place=call.place,
        message=f"importorskip of '{name}', a module of the project that is not there",
        label=f"did you mean '{near}'?" if near else "not there",
        consequence=f"{'the whole of ' + file.path if whole else 'the test'} is skipped: could not import '{name}'",
        help=f"{plain}, without importorskip: a module of the project is never optional",
    )
