"""Whether a plugin can open the sockets that it needs: measured with sockets of the same kind."""

from __future__ import annotations

import pytest

from pytest_guard.sandbox import source
from pytest_guard.sandbox.known import KNOWN, Known
from pytest_guard.sandbox.plugins import Plugin

LOCAL = frozenset({"127.0.0.1"})
SECONDS = 2.0


def refused(config: pytest.Config, plugin: Plugin) -> tuple[str, str]:
    """Why it cannot work here, or else why it can: one of the two is ""."""
    known = KNOWN.get(plugin.entry, Known("", ""))
    workers = _workers(config)
    if plugin.version and known.beside and not config.pluginmanager.has_plugin(known.beside):
        return "", f"it opens no socket without the plugin {known.beside}"
    if plugin.version and known.workers and not workers:
        return "", "it opens no socket without workers"
    needs = source.read(plugin.module)
    connected = workers or not needs.binds  # of a plugin that says nothing the most is asked
    failure = _failure(needs.binds or LOCAL, (needs.connects or LOCAL) if connected else frozenset())
    return failure, "" if failure else "the sockets it needs can be opened here"


def _workers(config: pytest.Config) -> bool:
    """Whether pytest-xdist is going to start workers, or this is one."""
    given = config.known_args_namespace
    return bool(getattr(given, "numprocesses", None) or getattr(given, "tx", None))


def _failure(binds: frozenset[str], connects: frozenset[str]) -> str:
    """What the system says where a socket cannot be made, bound, or reached."""
    import socket

    step = "no socket can be made"
    try:
        for host in sorted(binds | connects):
            with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as server:
                step = f"no socket can be bound to {host or 'all interfaces'}"
                server.bind((host if host in binds else "", 0))
                if host in connects:
                    step = f"no socket can be connected to {host}"
                    server.listen()
                    with socket.create_connection((host, server.getsockname()[1]), SECONDS):
                        pass
    except OSError as error:
        return f"{step} here ({error})"
    return ""
