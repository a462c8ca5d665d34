"""When a live process is ready, and whether it is healthy: conditions that say why they are not fulfilled yet."""

from __future__ import annotations

import errno
import re
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol, Union
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from pytest_guard.processes.live import LiveProcess

ATTEMPT_SECONDS = 5.0
HOPELESS = (errno.EPERM, errno.EACCES, errno.ENETUNREACH)

Given = Union[None, int, str, "re.Pattern[str]", "Http", "Callable[[LiveProcess], Any]"]
"""What `ready=` and `health=` take; `condition` says what each means."""


class Condition(Protocol):
    """Says "" when it is fulfilled, else why it is not; called again and again."""

    def __call__(self, live: LiveProcess) -> str: ...


class HopelessError(Exception):
    """The system refuses what is asked, however often: sockets, or a network without loopback."""


class Port:
    """Something accepts connections there."""

    def __init__(self, port: int) -> None:
        self.port = port

    def __call__(self, live: LiveProcess) -> str:
        try:
            socket.create_connection((live.host, self.port), ATTEMPT_SECONDS).close()
        except OSError as error:
            return _why_not(error, f"port {self.port}: {error.strerror or error}")
        return ""


class Http:
    """A GET of a URL is answered: with this status, or with any from 200 to 399. Proxies are not asked."""

    def __init__(self, url: str, status: int | None = None) -> None:
        self.url = url
        self.status = status

    def __call__(self, live: LiveProcess) -> str:
        from http.client import HTTPConnection, HTTPException, HTTPSConnection

        url = urlsplit(live.filled(self.url))
        kind = HTTPSConnection if url.scheme == "https" else HTTPConnection
        connection = kind(url.hostname or "", url.port, timeout=ATTEMPT_SECONDS)
        try:
            connection.request("GET", (url.path or "/") + (f"?{url.query}" if url.query else ""))
            status = connection.getresponse().status
        except (OSError, HTTPException) as error:
            return _why_not(error, f"{url.geturl()}: {error or type(error).__name__}")
        finally:
            connection.close()
        fulfilled = 200 <= status < 400 if self.status is None else status == self.status
        return "" if fulfilled else f"{url.geturl()} answered {status}"


class Log:
    """A line of its output has this; the match is `live.match`."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern = pattern

    def __call__(self, live: LiveProcess) -> str:
        live.match = self.pattern.search(live.output())
        return "" if live.match else f"no output with {self.pattern.pattern!r}"


class Asked:
    """A function of the user's gives something true."""

    def __init__(self, function: Callable[[LiveProcess], Any]) -> None:
        self.function = function

    def __call__(self, live: LiveProcess) -> str:
        name = getattr(self.function, "__name__", repr(self.function))
        answer = self.function(live)
        return "" if answer else f"{name} gave {answer!r}"


def _why_not(error: Exception, text: str) -> str:
    if isinstance(error, OSError) and error.errno in HOPELESS:
        raise HopelessError(text) from error
    return text


def alive(live: LiveProcess) -> str:
    """It lives, which is looked at anyway."""
    return ""


def condition(given: Given, live: LiveProcess) -> Condition:
    """A URL, a port, a compiled pattern for the output, a function, `Http(url, status)`; nothing: its port, if any.

    Raises:
        ValueError: it is none of these.
    """
    if given is None:
        return Port(live.port) if live.port else alive
    if isinstance(given, str) and given.startswith(("http://", "https://")):
        return Http(given)
    if isinstance(given, int) and not isinstance(given, bool):
        return Port(given)
    if isinstance(given, re.Pattern):
        return Log(given)
    if isinstance(given, Http):
        return given
    if callable(given):
        return Asked(given)
    raise ValueError(f"{given!r} has to be a URL, a port, a pattern of re.compile, a function, or Http(url, status)")


def health_of(ready: Condition) -> Condition:
    """What is asked before each test where nothing else is said: the same, if that is a matter of milliseconds."""
    return ready if isinstance(ready, (Port, Http)) else alive
