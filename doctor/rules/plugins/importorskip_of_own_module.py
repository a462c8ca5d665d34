"""importorskip names a module of the project that is not there.

## Why

`pytest.importorskip` skips when its module is missing. A module of the project itself is never optional: once it is
renamed or moved, the tests are skipped for good, and the run stays green. Nothing is said of a missing part of a
namespace, a package without `__init__.py`: another distribution may bring it.

See https://docs.pytest.org/en/stable/how-to/skipping.html#skipping-on-a-missing-import-dependency.

## Instead

Import the project's own modules plainly, so that a missing one is an error.

## Fix safety

The module with the nearest name, or the only one that the package has, is imported plainly. Its tests run again and
may fail, and the name is a guess, so it is not written unasked. Within functions just the name is mended.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules, Tree
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Change, Fix, Replace
from doctor.model.rewrites import RenameWord
from doctor.model.sources import Call, SourceFile
from doctor.rules.outlined import home_of
from doctor.rules.phrases import listing, nearest
from doctor.rules.plugins._import_cures import project_modules
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(file: SourceFile, modules: Modules, tree: Tree) -> Iterator[Problem]:
    if file.role in ("test", "conftest", "plugin"):
        for call in file.calls_of("pytest.importorskip"):
            argument = call.expr.argument(0, "modname")
            name = argument.text if argument else None
            if name and "." in name and is_lost(name, file, modules):
                yield problem(name, call, file, tree)


def is_lost(name: str, file: SourceFile, modules: Modules) -> bool:
    """Is the innermost package that is there the project's, and the module within it not there?"""
    package, _ = home_of(name, file.path, modules)
    return bool(
        package
        and package.file
        and package.origin not in ("stdlib", "site")
        and modules.find(name, file.path) is None
        and modules.certain(name, file.path)
    )


def problem(name: str, call: Call, file: SourceFile, tree: Tree) -> Problem:
    package = name.partition(".")[0]
    there = [known for known in sorted(set(project_modules(tree))) if known.startswith(f"{package}.")]
    near = nearest(name, [package, *there])
    right = near or (there[0] if len(there) == 1 else None)
    whole = not call.within
    plain = f"write `{statement(right, call, file)}`" if right else f"import what there is ({listing(there)})"
    return Problem(
        place=call.place,
        message=f"importorskip of '{name}', a module of the project that is not there",
        label=f"did you mean '{near}'?" if near else "not there",
        consequence=f"{'the whole of ' + file.path if whole else 'the test'} is skipped: could not import '{name}'",
        help=f"{plain}, without importorskip: a module of the project is never optional",
        fix=Fix(f"import '{right}' in place of '{name}'", (imported(name, right, call, file),)) if right else None,
    )


def imported(name: str, right: str, call: Call, file: SourceFile) -> Change:
    """A plain import where the call is a statement of the module; else just the right name."""
    place, argument = call.place, call.expr.argument(0, "modname")
    bound = bound_to(call, file)
    if not call.within and not call.guarded and (bound or call.is_statement):
        column = 1 if bound else place.column  # `bound = pytest.importorskip(…)`
        return Replace(place.replace(column=column), statement(right, call, file))
    return RenameWord(argument.place if argument else place, name, right)


def statement(right: str, call: Call, file: SourceFile) -> str:
    """The import that binds the name that the call's result has."""
    bound, (package, _, last) = bound_to(call, file), right.rpartition(".")
    if bound is None or not package:
        return f"import {right}" + (f" as {bound}" if bound and bound != right else "")
    return f"from {package} import {last}" + (f" as {bound}" if bound != last else "")


def bound_to(call: Call, file: SourceFile) -> str | None:
    """The name of the module's that gets the result; None where it gets none, or more than one."""
    names = [name for name, value in file.assigned if value.place == call.place]
    return names[0] if len(names) == 1 and call.place.column == len(f"{names[0]} = ") + 1 else None
