"""Asks a container engine whether it is there. Only `preflight` does, and only where the tests want one."""

from __future__ import annotations

import socket as sockets
from socket import socket
from urllib.parse import urlsplit

SECONDS = 3.0
PING = b"GET /_ping HTTP/1.0\r\nHost: engine\r\n\r\n"


def ping(engine: str) -> str:
    """Why the engine does not answer, "" if it does. `engine` is the path of a socket, or a URL of DOCKER_HOST."""
    url = urlsplit(engine)
    try:
        if url.scheme in ("", "unix"):
            with socket(sockets.AF_UNIX, sockets.SOCK_STREAM) as stream:
                stream.settimeout(SECONDS)
                stream.connect(url.path)
                return answer(stream)
        if url.scheme in ("tcp", "http", "https"):
            with sockets.create_connection((url.hostname or "", url.port or 2375), SECONDS) as stream:
                return "" if url.port == 2376 or url.scheme == "https" else answer(stream)  # TLS: that it listens
    except (OSError, ValueError, AttributeError) as fault:
        return str(fault) or type(fault).__name__
    return f"{url.scheme}:// is not asked"


def answer(stream: socket) -> str:
    """What the engine says to a ping."""
    stream.sendall(PING)
    said = stream.recv(64).decode("latin-1")
    first = said.partition("\r\n")[0]
    return "" if " 200" in first else f"it answers {first!r}"
