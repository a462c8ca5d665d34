"""A `pytest_ignore_collect` returns False where it should return None, which undoes `--ignore` and `norecursedirs`.

## Why

pytest asks the implementations of this hook one after another and takes the first answer that is not None; that of a
conftest comes before pytest's own. True means "ignore", False means "collect it, ask nobody else": the options
`--ignore` and `--ignore-glob`, `collect_ignore`, `norecursedirs` and the check for virtual environments are never
asked.

See https://github.com/pytransitions/transitions/pull/673 and
https://docs.pytest.org/en/stable/reference/reference.html#std-hook-pytest_ignore_collect.

## Instead

Return True to ignore a path and None (or nothing) to say nothing about it: `return True if … else None`.

## Fix safety

None in place of False: what was to be ignored is ignored then, so that other tests are collected, and it is not done
unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues
from doctor.model.environment import Tree
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Change, Fix, Replace
from doctor.model.places import Place
from doctor.model.sources import Expr, Function, SourceFile, Sources
from doctor.rules.cures import wrapped
from doctor.rules.naming import folder_of, is_within
from doctor.rules.registry import rule

TRUTHS = ("startswith", "endswith", "exists", "is_file", "is_dir", "match", "isinstance", "bool", "any", "all")


@rule(severity=Severity.WARNING, since="0.1")
def check(
    command_line: CommandLine, ini: IniValues, file: SourceFile, sources: Sources, tree: Tree
) -> Iterator[Problem]:
    function = file.function("pytest_ignore_collect") if file.role in ("conftest", "plugin") else None
    if function and not is_wrapper(function):
        false = [value for value in function.returned if is_false(value)]
        if false:
            yield problem(file, false, undone(file, command_line, ini, sources, tree))


def is_wrapper(function: Function) -> bool:
    return any(each.keyword("hookwrapper") or each.keyword("wrapper") for each in function.decorators)


def is_false(value: Expr) -> bool:
    """Is it False, or a truth value that may be?"""
    return value.value is False if value.kind == "constant" else is_truth(value)


def is_truth(value: Expr) -> bool:
    """Is it True or False, and nothing else? Of `and`, `or` and `… if … else …` all parts must be."""
    if value.kind == "constant":
        return isinstance(value.value, bool)
    if value.kind == "call":
        return str(value.value or "").rpartition(".")[2] in TRUTHS
    return value.kind == "comparison" or (
        value.kind == "other" and len(value.parts) > 1 and all(map(is_truth, value.parts))
    )


def undone(
    file: SourceFile, command_line: CommandLine, ini: IniValues, sources: Sources, tree: Tree
) -> list[tuple[str, Place | None]]:
    """What is written to be ignored, and will not be."""
    found: list[tuple[str, Place | None]] = [
        (option.text(), option.place) for option in command_line.all("--ignore", "--ignore-glob")
    ]
    folders = ini.get("norecursedirs")
    if folders and folders.origin != "default":
        found.append(("norecursedirs", folders.place))
    for other in sources.conftests:
        for name in ("collect_ignore", "collect_ignore_glob"):
            value = other.value(name)
            if value:
                found.append((name, value.place))
    here = folder_of(file.path)
    for folder, why in tree.pruned.items():
        if why == "virtual environment" and is_within(folder, here):
            found.append((f"the check for virtual environments ({folder})", None))
    return found


def changed(value: Expr) -> tuple[Change, ...]:
    """None in place of False, also of a value that may be."""
    if value.kind == "constant":
        return (Replace(value.place, "None"),)
    return wrapped(
        value.place, "(" if value.kind == "other" else "", ") or None" if value.kind == "other" else " or None"
    )


def problem(file: SourceFile, false: list[Expr], lost: list[tuple[str, Place | None]]) -> Problem:
    what = ", ".join(dict.fromkeys(text for text, _ in lost))
    return Problem(
        place=false[0].place,
        message=f"pytest_ignore_collect in {file.path} returns False, so pytest's own checks are never asked",
        label="should be None",
        related=tuple(Related(place, "has no effect") for _, place in lost if place),
        consequence=f"no effect for what this conftest is asked about: {what or '--ignore, norecursedirs'}",
        help="return True to ignore a path, else None",
        fix=Fix("return None in place of False", tuple(each for one in false for each in changed(one))),
        severity=Severity.WARNING if lost else Severity.NOTE,
    )
