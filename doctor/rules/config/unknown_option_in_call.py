"""A step of CI, a Makefile, tox, nox or a Dockerfile calls pytest with an option that nobody knows.

## Why

pytest stops at an option that nobody adds: `error: unrecognized arguments`, exit code 4. On the own machine, where
pytest is called by hand, it is never seen.

It is told only where a known option has nearly the same name, for the step may have plugins that are not here.

See https://docs.pytest.org/en/stable/reference/reference.html#command-line-flags.

## Instead

Write the option as `pytest --help` prints it.

## Fix safety

The nearest name is a guess, so it is not written unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls, PytestCall
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.places import Word
from doctor.model.plugins import Knowledge, Plugins
from doctor.model.rewrites import RenameWord
from doctor.rules.phrases import nearest
from doctor.rules.registry import rule

NOT_EDITED = ("nox",)  # a word may be a part of a Python string


@rule(severity=Severity.WARNING, since="0.1")
def check(calls: Calls, plugins: Plugins, knowledge: Knowledge) -> Iterator[Problem]:
    known = {name for plugin in plugins.active for each in plugin.provided.options for name in each.names}
    for call in (*calls.calls, *calls.variables):
        strange = [
            (word, name)
            for word in call.words
            if is_long(name := word.text.partition("=")[0]) and not (name in known or knowledge.with_option(name))
        ]
        found = [(word, name, nearest(name, sorted(filter(is_long, known)))) for word, name in strange]
        if all(near for _, _, near in found):  # else a plugin is there that brings some of them, or all
            yield from (unknown(call, word, name, near) for word, name, near in found if near)


def is_long(name: str) -> bool:
    return name.startswith("--") and len(name) > 4 and " " not in name  # see word-with-space-in-call


def unknown(call: PytestCall, word: Word, name: str, near: str) -> Problem:
    is_whole = word.text == name and call.kind not in NOT_EDITED
    return Problem(
        place=word.place,
        message=f"pytest is called here with '{name}', an option of neither pytest nor any known plugin",
        label=f"did you mean '{near}'?",
        consequence=f"pytest stops: error: unrecognized arguments: {word.text}",
        help=f"write '{near}'",
        fix=Fix(f"write '{near}' in place of '{name}'", (RenameWord(word.place, name, near),)) if is_whole else None,
    )
