"""A Dockerfile or compose file runs pytest without the configuration for containers that lies beside it.

## Why

`pytest-docker.ini` is no name that pytest looks for: it is read where `-c pytest-docker.ini` says so, and only there.
Without it the container runs with the settings of the laptop: its timeouts, its number of workers, no limit of memory.

See https://docs.pytest.org/en/stable/reference/customize.html#configuration-file-formats.

## Instead

`pytest -c pytest-docker.ini` in the container, or `ENV PYTEST_ADDOPTS="-c pytest-docker.ini"`.

## Fix safety

It changes which settings hold in the container, so it is left to you.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.findings import Problem, Severity
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(calls: Calls) -> Iterator[Problem]:
    if not calls.beside:
        return
    for call in calls.calls:
        if call.kind == "docker" and not any(word.text.startswith("-c") for word in call.words):
            yield Problem(
                place=call.place,
                message=f"pytest runs here with the project's usual configuration, and '{calls.beside}' lies beside",
                label="without -c",
                consequence=f"'{calls.beside}' is read only where pytest is told to",
                help=f"write 'pytest -c {calls.beside}'",
            )
