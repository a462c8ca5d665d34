"""The function that the fixture `live_process` gives."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pytest_guard import workers
from pytest_guard.processes.live import LiveProcess, LiveProcessError
from pytest_guard.processes.ready import Given
from pytest_guard.processes.recipe import Recipe

if TYPE_CHECKING:
    from pytest_guard.processes.plugin import Processes

SCOPES = ("session", "file", "test")
RESPAWNS = ("test", "file", "use", "never")


class Factory:
    """Starts processes for fixtures and tests."""

    def __init__(self, processes: Processes) -> None:
        self._processes = processes

    def __repr__(self) -> str:
        return "<live_process>"

    def __call__(
        self,
        command: str | Sequence[object],
        *,
        name: str,
        ready: Given = None,
        health: Given = None,
        scope: str | None = None,
        respawn: str = "test",
        env: Mapping[str, object] | None = None,
        cwd: str | os.PathLike[str] | None = None,
        port: int | None = None,
        timeout: float = 30.0,
        grace: float = 5.0,
    ) -> LiveProcess:
        """Starts a process and waits until it is ready; it ends with the fixture, or the test, that calls this.

        Args:
            command: the program and its arguments, or a line for the shell. `{port}` is replaced, as in env and URLs.
            name: of letters, digits, `.`, `_` and `-`; for messages and files.
            ready: a URL that answers, `Http(url, status)`, a port that accepts, a pattern (re.compile) in its output,
                or a function that is called with the LiveProcess; the port, if it has one and nothing is said.
            health: the same, asked once before each test; `ready` where that is a URL or port. It has to live anyway.
            scope: "file" or "test": a fresh process for each; "session": one as long as the fixture lives.
            respawn: a dead or unhealthy one is replaced before the next "test", or with the next "file"; a dead one
                when its pid, port or url is "use"d; or "never". Where it is not, tests that need it fail at once.
            env: variables added to those of pytest.
            port: its number; a free one where `{port}` is used and no number is given.
            timeout: seconds until it is ready.
            grace: seconds between SIGTERM and SIGKILL.

        Raises:
            LiveProcessError: it does not start.
            ValueError: an argument is none of what is listed.
        """
        __tracebackhide__ = True
        _check(name, scope, respawn)
        words = command if isinstance(command, str) else [_word(each) for each in command]
        variables = {key: str(value) for key, value in (env or {}).items()}
        reserved = None
        if port is None and _mentions_port(words, variables, ready, health):
            reserved = _free_port(name)
            port = reserved[0]
        folder = os.fspath(cwd) if cwd is not None else os.getcwd()
        recipe = Recipe(name, words, variables, folder, port, ready, health, timeout, grace, respawn)
        return self._processes.start(recipe, scope, reserved)


def _check(name: str, scope: str | None, respawn: str) -> None:
    if not re.fullmatch(r"[\w.-]+", name, re.ASCII):
        raise ValueError(f"name={name!r}: has to be of letters, digits, '.', '_' and '-'")
    if scope is not None and scope not in SCOPES:
        raise ValueError(f"scope={scope!r}: has to be one of {', '.join(SCOPES)}")
    if respawn not in RESPAWNS:
        raise ValueError(f"respawn={respawn!r}: has to be one of {', '.join(RESPAWNS)}")


def _word(given: object) -> str:
    return os.fspath(given) if isinstance(given, os.PathLike) else str(given)


def _mentions_port(words: str | list[str], env: dict[str, str], *conditions: Any) -> bool:
    texts = [words] if isinstance(words, str) else [*words]
    texts += [*env.values(), *(str(getattr(each, "url", each)) for each in conditions)]
    return any("{port}" in each for each in texts)


def _free_port(name: str) -> range:
    try:
        return workers.free_ports()
    except workers.NotAvailableError as error:
        raise LiveProcessError(f"live process '{name}': {error}") from None
