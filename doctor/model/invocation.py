"""The call that is examined: who would call pytest, where, and with what."""

from __future__ import annotations

from collections.abc import Mapping

from doctor.model.record import Record


class Invocation(Record):
    """The imagined call `cd project && pytest *args`.

    `project` is absolute, with the separators of the system. `variables` is the whole environment of that call.
    `python` and `pytest_version` are what the user named; None leaves the choice to the ladder of `Interpreter`.
    `apart` are folders of the project, relative to it, that are not examined, for they are projects of their own.
    """

    project: str
    args: tuple[str, ...] = ()
    variables: Mapping[str, str] = {}
    python: str | None = None
    pytest_version: str | None = None
    probe: bool = False
    jobs: int = 0
    use_cache: bool = True
    apart: tuple[str, ...] = ()
