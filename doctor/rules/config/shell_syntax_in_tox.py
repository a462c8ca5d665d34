"""A command of tox is written for a shell, and tox has none.

## Why

tox starts the command itself. `&&`, `|`, `;` and what stands behind them are words like any other: pytest takes them
for paths, and stops at the first one.

See https://tox.wiki/en/stable/config.html#commands.

## Instead

One command on each line of `commands`: tox ends with the first one that fails. `bash -c "…"` where it has to be a
shell, with bash in `allowlist_externals`.

## Fix safety

There is none: what a line of a shell means cannot always be written in lines of tox.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.findings import Problem, Severity
from doctor.rules.registry import rule

SIGNS = ("&&", "||", "|", ";", "&")


@rule(severity=Severity.WARNING, since="0.1")
def check(calls: Calls) -> Iterator[Problem]:
    for call in calls.calls:
        sign = next((word for word in call.words if word.text in SIGNS), None) if call.kind == "tox" else None
        if sign:
            yield Problem(
                place=sign.place,
                message=f"tox starts this command without a shell: pytest gets '{sign.text}' and all behind it",
                label="a word for pytest",
                consequence=f"pytest stops: ERROR: file or directory not found: {sign.text}",
                help="write one command a line, or bash -c '…' with bash in allowlist_externals",
            )
