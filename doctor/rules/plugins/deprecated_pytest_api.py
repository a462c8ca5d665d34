"""Something of pytest is used that this version warns about.

## Why

What is deprecated works, with a warning, until a later major version of pytest removes it. Where warnings are errors,
as with `filterwarnings = error`, it stops the test, or the collection of the file, today.

See https://docs.pytest.org/en/stable/deprecations.html.

## Instead

Use the successor that the message names.

## Fix safety

What only has another name is renamed, and what is used up by one look is wrapped in `list(…)`: both are safe. Where the
successor behaves otherwise there is no fix.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from doctor.model.compatibility import Change
from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.environment import Modules
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix
from doctor.model.places import Place
from doctor.model.plugins import Knowledge
from doctor.model.sources import Expr, SourceFile, Sources
from doctor.rules.cures import wrapped
from doctor.rules.filters import error_filter
from doctor.rules.importorskip import skipped_from
from doctor.rules.phrases import uses
from doctor.rules.plugins._changes import argument_uses, attribute_uses, by_use, is_gone, renamed, spelling
from doctor.rules.plugins._loaded import loaded
from doctor.rules.registry import rule

ONCE = ("map", "filter", "zip", "iter", "reversed", "enumerate")  # what they return is used up by one look


Old = tuple[dict[str, Change], dict[tuple[str, str], Change], Change | None]


def uses_any(file: SourceFile, knowledge: Knowledge, config: PytestConfig, modules: Modules) -> bool:
    return any(uses_in(file, knowledge, config, modules))


@rule(severity=Severity.NOTE, since="0.1", suspect=uses_any)
def check(
    suspects: tuple[SourceFile, ...],
    sources: Sources,
    knowledge: Knowledge,
    config: PytestConfig,
    ini: IniValues,
    command_line: CommandLine,
    modules: Modules,
) -> Iterator[Problem]:
    paths = {file.path for file in suspects}
    found: dict[Change, list[Place]] = {}
    for file in loaded(sources, config, surely=True):
        for change, place in uses_in(file, knowledge, config, modules) if file.path in paths else ():
            found.setdefault(change, []).append(place)
    for change, places in found.items():
        yield problem(change, places, config, ini, command_line).replace(fix=mended(change, places, sources))


def uses_in(
    file: SourceFile, knowledge: Knowledge, config: PytestConfig, modules: Modules
) -> Iterator[tuple[Change, Place]]:
    """What the file uses that is deprecated."""
    attributes, arguments, values = old_in(config.pytest_version, knowledge)
    yield from attribute_uses(file, attributes)
    yield from argument_uses(file, arguments)
    places = [*used_up(file)] if values else []
    end = skipped_from(file, modules) if places else 0
    yield from ((values, place) for place in places if values and (not end or place.line < end))


@lru_cache(maxsize=1)
def old_in(version: str, knowledge: Knowledge) -> Old:
    """Attributes and arguments that pytest warns of, and how it warns of values that are used up by one look."""
    old = [
        each
        for each in knowledge.changes
        if each.distribution == "pytest" and each.warned_in(version) and not is_gone(each, version)
    ]
    values = next((each for each in old if each.kind == "behaviour" and each.name == "argvalues"), None)
    return (*by_use(old), values)


def mended(change: Change, places: list[Place], sources: Sources) -> Fix | None:
    """`list(…)` around what is used up by one look; else another name."""
    if change.kind != "behaviour":
        return renamed(change, places, sources)
    wanted = set(places)
    marks = [
        mark for path in {each.file: None for each in places} if (file := sources.get(path)) for mark in file.marks
    ]
    values = [value for mark in marks if (value := mark.expr.argument(1, "argvalues")) and value.place in wanted]
    # The parentheses of a generator are those of the call.
    texts = [("list", "") if value.kind == "comprehension" else ("list(", ")") for value in values]
    changes = [each for value, text in zip(values, texts, strict=True) for each in wrapped(value.place, *text)]
    return Fix("wrap them in list()", tuple(dict.fromkeys(changes)), safe=True)


def used_up(file: SourceFile) -> Iterator[Place]:
    """`parametrize` over what can be looked at only once."""
    for mark in file.marks:
        values = mark.expr.argument(1, "argvalues") if mark.name == "parametrize" else None
        if values and is_once(values, file):
            yield values.place


def is_once(values: Expr, file: SourceFile) -> bool:
    """Also a name that stands for such a thing, and what a generator of the file hands out."""
    name = str(values.value or "")
    if values.kind == "name":
        assigned = file.value(name) if "." not in name else None
        return assigned is not None and assigned.kind != "name" and is_once(assigned, file)
    if values.kind != "call":
        return values.kind == "comprehension" and values.value == "generator"
    own = file.function(name)
    is_generator = own is not None and bool(own.yields) and not own.decorators
    return name in ONCE or name.startswith("itertools.") or name == "pytest_examples.find_examples" or is_generator


def category(change: Change) -> str:
    """The class of the warning."""
    if change.deprecated.startswith("9"):
        return "PytestRemovedIn10Warning"
    return "PytestRemovedIn8Warning" if change.refused.startswith("8") else "PytestDeprecationWarning"


def problem(
    change: Change, places: list[Place], config: PytestConfig, ini: IniValues, command_line: CommandLine
) -> Problem:
    fatal = error_filter(config, ini, command_line, category(change), change.what)
    here = Related(fatal.place, "warnings are errors") if fatal and fatal.place else None
    name = spelling(change)
    return Problem(
        place=places[0],
        message=f"{name} is deprecated since pytest {change.deprecated}"
        + (", and warnings are errors here" if fatal else ""),
        label="deprecated",
        related=((here,) if here else ()) + uses(places[1:], "and here"),
        consequence=f"{'an error: ' if fatal else ''}{category(change)}: {change.what}",
        help=change.cure,
        severity=Severity.ERROR if fatal else Severity.NOTE,
    )
