"""A call of pytest is written for a shell, and what starts it uses none.

## Why

tox, nox, pdm and the `command:` of a compose file start the command themselves, and so does a Dockerfile whose CMD is a
list. `&&`, `|`, `;` and what stands behind them are words like any other: pytest takes them for paths, and stops at the
first one.

See https://tox.wiki/en/stable/config.html#commands and
https://docs.docker.com/reference/compose-file/services/#command.

## Instead

One command on each line of `commands` in tox, and one call of `session.run` in nox. `bash -c "…"` where it has to be a
shell; with bash in `allowlist_externals` of tox.

## Fix safety

There is none: what a line of a shell means cannot always be written without one.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.findings import Problem, Severity
from doctor.rules.registry import rule

SIGNS = ("&&", "||", "|", ";", "&")
TOOLS = {  # what starts the commands of a kind of file, and what to write instead
    "tox": ("tox", "write one command a line, or bash -c '…' with bash in allowlist_externals"),
    "nox": ("nox", "write one session.run for each command"),
    "docker": ("docker", "write sh -c '…' around the command"),
    "container": ("docker", "write sh -c '…' around the command"),
    "script": ("pdm", "write shell = '…' in place of cmd"),
}


@rule(severity=Severity.WARNING, since="0.1")
def check(calls: Calls) -> Iterator[Problem]:
    for call in calls.calls:
        sign = next((word for word in call.words if word.text in SIGNS), None)
        if sign and call.kind in TOOLS:
            tool, cure = TOOLS[call.kind]
            yield Problem(
                place=sign.place,
                message=f"{tool} starts this command without a shell: pytest gets '{sign.text}' and all behind it",
                label="a word for pytest",
                consequence=f"pytest stops: ERROR: file or directory not found: {sign.text}",
                help=cure,
            )
