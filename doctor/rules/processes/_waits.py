"""Loops that wait for a process, and do not look whether it lives."""

from __future__ import annotations

from doctor.model.flows import Held, Wait
from doctor.model.sources import SourceFile

TRIES = ("connect", "connect_ex", "create_connection", "urlopen", "get", "head", "request", "ping", "open_connection")
ALIVE = frozenset({"poll", "returncode", "is_alive", "exitcode", "is_running", "status", "exception", "wait"})


def blind(held: Held, file: SourceFile) -> Wait | None:
    """A loop behind the start, in the same function or in one that it calls, that tries and never asks."""
    called = {call.name for call in file.calls_in(held.within) if held.expr.place < call.place}
    handed = {use.what for use in held.uses if use.how == "argument"}
    for wait in file.flows.waits:
        is_here = wait.within == held.within and held.expr.place < wait.place
        if (is_here or wait.within in called - handed) and tries(wait) and not asks(wait, held, file):
            return wait
    return None


def tries(wait: Wait) -> bool:
    return any(call.rpartition(".")[2] in TRIES for call in wait.calls)


def asks(wait: Wait, held: Held, file: SourceFile) -> bool:
    """Does it look at the process, or at something that may tell? So may a function that it is given."""
    function = file.function(wait.within)
    given = {param.name for param in function.params} if function else set()
    return bool(wait.names & ALIVE or given & set(wait.calls)) or bool(held.name and held.name in wait.names)
