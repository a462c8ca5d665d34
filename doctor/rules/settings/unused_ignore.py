"""A comment ignores a rule that finds nothing there.

## Why

What it ignored has been mended, or has moved, or its name is misspelt. Left alone, the comment will hide the next fault
of this kind at this place, and tells readers of a fault that is not there.

Nothing is said of rules that were not run (`--select`, `--ignore`, settings), nor of rules about the environment, which
find something on one machine and nothing on another; nor where only a part of the tests is examined, or what is
installed is not known.

An entry of `per-file-ignores` that matches nothing is a note: it may be there as a rule of the house.

See https://docs.astral.sh/ruff/linter/#error-suppression.

## Instead

Take the rule out of the brackets, and the comment when none is left.

## Fix safety

The name is taken out of the comment, and the comment with the last one; a misspelt name is written right. It ignores
nothing, so this is safe. The settings are for their author to mend.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Change, Fix, RemoveIgnore
from doctor.model.ignores import UnusedIgnore
from doctor.model.rewrites import RenameWord
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(unused_ignores: tuple[UnusedIgnore, ...]) -> Iterator[Problem]:
    for unused in unused_ignores:
        if unused.setting:
            words, cure = of_settings(unused)
            yield Problem(unused.place, words, help=cure, severity=Severity.NOTE)
            continue
        if unused.known:
            message = f"'{unused.rule}' is ignored here, and finds nothing"
            cure = f"take '{unused.rule}' out of the comment"
        else:
            message = f"this comment ignores '{unused.rule}', and there is no such rule"
            cure = f"did you mean '{unused.near}'?" if unused.near else "`pytest-doctor rules` lists them"
        yield Problem(unused.place, message, label="ignores nothing", help=cure, fix=mended(unused))


def of_settings(unused: UnusedIgnore) -> tuple[str, str]:
    """What it says, and what to do."""
    name, glob = unused.rule, unused.glob
    if unused.setting == "ignore":
        return f"'{name}' is ignored by the settings, and finds nothing", f"take '{name}' out of ignore"
    if unused.setting == "allow":
        return f"'{glob}' is allowed for '{name}', which speaks of no such name", f"take '{glob}' out of allow.{name}"
    return (
        f"'{name}' is ignored in '{glob}', and finds nothing there",
        f"take '{name}' out of \"{glob}\" of per-file-ignores",
    )


def mended(unused: UnusedIgnore) -> Fix | None:
    """The comment without the name, or with the right one."""
    if unused.near:
        change: Change = RenameWord(unused.place, unused.rule, unused.near)
        return Fix(f"write '{unused.near}' in place of '{unused.rule}'", (change,), safe=True)
    return Fix(f"take '{unused.rule}' out of the comment", (RemoveIgnore(unused.place, unused.rule),), safe=True)
