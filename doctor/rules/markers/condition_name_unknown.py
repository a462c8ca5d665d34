"""The text of a condition asks for a name that pytest does not know there.

## Why

pytest evaluates a text that is given to `skipif` or `xfail` when the test is set up. What the text may ask for is the
module's own names, those of Python, and `os`, `sys`, `platform` and `config`; what a conftest imports or defines is not
among them. Anything else is a NameError, and a misspelt attribute an AttributeError: the test errors on each machine,
whether it would be skipped there or not.

See https://docs.pytest.org/en/stable/historical-notes.html#conditions-as-strings-instead-of-booleans.

## Instead

Import the name in the test's module, or write the condition as an expression, where an editor sees the slip:
`skipif(sys.platform == "win32", reason="…")`.

Nothing is said where a conftest or plugin has the hook `pytest_markeval_namespace`, which adds names, or sets the name
in the module or in `builtins`.

## Fix safety

The import, or the nearest name, is written only when asked: tests may be skipped then, or run for the first time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import AddImport, Change, Fix, Replace
from doctor.model.global_names import GlobalNames
from doctor.model.places import Place
from doctor.model.plugins import Plugins
from doctor.model.record import Record
from doctor.model.sources import Expr, Mark, SourceFile, Sources, Test
from doctor.rules.classes import World
from doctor.rules.closure import definition
from doctor.rules.decorators import are_harmless
from doctor.rules.markers._text_conditions import BUILTINS, GIVEN, VERSION, Asked, asked, attribute_meant, placed
from doctor.rules.phrases import nearest
from doctor.rules.registry import rule

HOOK = "pytest_markeval_namespace"
NAMES = ("skipif", "xfail")


class Use(Record):
    """A text condition as one test is given it; `file` is where the test's function is defined. `is_first` is whether
    nothing stands before it that may skip the test."""

    mark: Mark
    condition: Expr
    file: SourceFile
    is_first: bool


@rule(severity=Severity.ERROR, since="0.1")
def check(
    test_file: SourceFile, sources: Sources, modules: Modules, plugins: Plugins, global_names: GlobalNames
) -> Iterator[Problem]:
    uses = list(uses_in(test_file, World(sources, modules)))
    told: set[Place] = set()
    for use in uses if uses and not adds_names(sources, plugins) else ():
        if use.condition.place in told:
            continue
        known = known_names(use.file, global_names, modules)
        for found in asked(use.condition.text or "") if known is not None else ():
            meant = wrong(found, use.file, known or frozenset(), global_names)
            if meant is not None and not is_set_from_outside(found.name, (test_file, *sources.reaching_others)):
                told.add(use.condition.place)
                yield problem(use, found, meant, modules)
                break


def uses_in(file: SourceFile, world: World) -> Iterator[Use]:
    """The text conditions that reach the tests of a file, also by their parameters."""
    borrowed = [each for mark in file.imported_marks if (each := imported(mark, file, world))]
    of_params = [each for each in file.marks if each.target == "param" and has_text(each)]
    for test in file.tests:
        given = [each for each in of_params if each.owner == test.function]
        given += [each for each in borrowed if each.owner in ("", test.function, test.class_name)]
        marks = [each for each in test.marks if has_text(each)] + ([] if test.file else given)
        home = world.sources.get(test.file) if test.file else file
        if marks and home and is_plain(test, file, world, borrowed):
            for mark in marks:
                yield from uses_of(mark, test, home)


def has_text(mark: Mark) -> bool:
    return mark.name in NAMES and any(each.text is not None for each in conditions_of(mark))


def conditions_of(mark: Mark) -> list[Expr]:
    call = mark.expr
    return (
        [*call.parts, *(value for name, value in call.keywords if name == "condition")] if call.kind == "call" else []
    )


def imported(mark: Mark, file: SourceFile, world: World) -> Mark | None:
    """A mark that another file of the project has made: `slow = pytest.mark.skipif("not SLOW")`."""
    module, _, name = str(mark.expr.value or "").rpartition(".")
    home = world.file_of(module, file.path) if module else None
    made = home.value(name) if home else None
    kind = str(made.value).rpartition("pytest.mark.")[2] if made and made.kind == "call" else ""
    return mark.replace(name=kind, expr=made) if made and kind in NAMES else None


def uses_of(mark: Mark, test: Test, home: SourceFile) -> Iterator[Use]:
    others = [each for each in test.marks if each.place != mark.place and each.name in ("skip", "skipif")]
    for index, condition in enumerate(conditions_of(mark)):
        is_first = index == 0 and not (others if mark.name == "xfail" else [x for x in others if x.name == "skipif"])
        if condition.text is not None:
            yield Use(mark, condition, home, is_first)


def is_plain(test: Test, file: SourceFile, world: World, borrowed: list[Mark]) -> bool:
    """Are the names that its function sees those of the file in which it is written?"""
    home = world.sources.get(test.file) if test.file else file
    function = definition(world.sources, file, test)
    marks = {each.place for each in borrowed}
    strange = [each for each in function.decorators if each.place not in marks] if function else []
    return function is not None and home is not None and are_harmless(strange, home)


def adds_names(sources: Sources, plugins: Plugins) -> bool:
    """May a hook give conditions more names?"""
    hooks = {impl.specname or impl.name for plugin in plugins.active for impl in plugin.provided.hookimpls}
    computed = any("hooks" in plugin.provided.computed for plugin in plugins.active)
    return (
        HOOK in hooks or computed or not plugins.complete or any(file.knows(HOOK) for file in sources.reaching_others)
    )


def known_names(file: SourceFile, global_names: GlobalNames, modules: Modules) -> frozenset[str] | None:
    """The module's own names; None where they cannot be told."""
    found = global_names.of(file.path)
    for each in file.imports if found is not None else ():
        if each.name == "*" and found is not None:
            module = modules.find(each.module, file.path)
            names = modules.names(module) if module else None
            found = found | names if names is not None else None
    return found


def is_set_from_outside(name: str, files: Iterable[SourceFile]) -> bool:
    """May one of these files give the module or Python the name: `builtins.SLOW = True`, `item.module.SLOW = True`?"""
    endings = (f".{name}", ".__globals__[]", ".__dict__[]")
    return any(
        any(write.name.endswith(endings) for write in file.writes)
        or any(call.name == "setattr" and is_for(call.expr.argument(1, "name"), name) for call in file.calls)
        for file in files
    )


def is_for(given: Expr | None, name: str) -> bool:
    """Is it the name, or one that is worked out?"""
    return given is not None and given.text in (None, name)


def wrong(found: Asked, file: SourceFile, known: frozenset[str], names: GlobalNames) -> str | None:
    """The name or attribute that is meant, "" where it cannot be guessed; None where it is there."""
    first, _, rest = found.name.partition(".")
    if not rest:
        is_there = found.name in known or found.name in GIVEN or found.name in BUILTINS
        return None if is_there else nearest(found.name, known | GIVEN) or ""
    is_own = first in known and not any(each.module == first and not each.name for each in file.imports)
    given = names.given(found.name.rpartition(".")[0])
    return None if is_own or not found.is_sure else attribute_meant(found.name, given) or None


def problem(use: Use, found: Asked, meant: str, modules: Modules) -> Problem:
    mark, name = use.mark, found.name
    place = placed(use.condition, use.condition.text or "", found) or use.condition.place
    holder = name.rpartition(".")[0] or use.file.path
    is_near = mark.place.file == place.file and mark.place.line <= place.line <= mark.place.end_line + 1
    return Problem(
        place=place,
        message=f"the condition of pytest.mark.{mark.name} asks for '{name}', which {holder} does not have",
        label=f"'{meant}' is meant" if meant else "not known here",
        related=() if is_near else (Related(mark.place, "used here"),),
        consequence=f"the test errors: Error evaluating '{mark.name}' condition … {error(name)}",
        help=f"write '{meant}'" if meant else f"import or define '{name}' in {use.file.path}",
        fix=cure(use, found, meant, modules),
        severity=Severity.ERROR if found.is_sure and use.is_first else Severity.WARNING,
    )


def error(name: str) -> str:
    owner, _, attribute = name.rpartition(".")
    if not owner:
        return f"NameError: name '{name}' is not defined"
    holder = f"'{owner}' object" if owner == VERSION else f"module '{owner}'"
    return f"AttributeError: {holder} has no attribute '{attribute}'"


def cure(use: Use, found: Asked, meant: str, modules: Modules) -> Fix | None:
    """The name that is meant, or the import of a module of that name."""
    place = placed(use.condition, use.condition.text or "", found)
    if meant:
        return Fix(f"write '{meant}'", (Replace(place, meant),)) if place else None
    if "." in found.name or modules.find(found.name, use.file.path) is None:
        return None
    change: Change = AddImport(use.file.path, f"import {found.name}")
    return Fix(f"import {found.name}", (change,))
