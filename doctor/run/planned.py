"""Asks the project's pytest which tests there are; a file whose collection ends the process is set aside."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable

from doctor.errors import UsageError
from doctor.run.journal import Seen
from doctor.run.process import Call, Ended, run
from doctor.run.state import State

PLAN = 0  # the number of the batch that only collects
MAX_SET_ASIDE = 50


class Found:
    """`seen.items` are the tests; `alone` the files that have to be run by themselves."""

    def __init__(self, seen: Seen, alone: list[str]) -> None:
        self.seen, self.alone = seen, alone


def planned(call: Call, state: State, patience: float, stop: threading.Event, say: Callable[[str], None]) -> Found:
    """Collects until it comes to its end. UsageError when pytest does not even begin, with its own words."""
    alone: list[str] = []
    only = call.replace(args=("--collect-only", "-q", *call.args))
    while True:
        journal = state.journal(PLAN)
        journal.path.unlink(missing_ok=True)
        order = {
            "plan": True,
            "maxfail": 0,
            "files": None,
            "without": alone,
            "only": [],
            "done": [],
            "journal": str(journal.path),
        }
        state.order(PLAN).write_text(json.dumps(order), encoding="utf-8")
        output = state.output(PLAN, len(alone) + 1)
        try:
            ended = run(only, state.order(PLAN), output, journal.path, patience, stop)
        except OSError as fault:
            raise UsageError(f"{call.python} cannot be started: {fault}; name another with --python") from None
        seen = journal.read()
        if ended.is_stopped or seen.code in (0, 1, 2, 5):
            return Found(seen, alone)
        if seen.collecting is None or seen.collecting[1] in alone or len(alone) >= MAX_SET_ASIDE:
            raise UsageError(f"pytest cannot collect the tests: {why(ended)}\n{ended.last_lines}".rstrip())
        alone.append(seen.collecting[1])
        say(f"the collection of {seen.collecting[0]} {why(ended)}; the file is run by itself")


def why(ended: Ended) -> str:
    """How a process ended, in words."""
    if ended.is_late:
        return "hung, and was ended"
    if ended.signal:
        return f"was killed by {signal_name(ended.signal)}"
    return f"ended with exit code {ended.code}"


def signal_name(number: int) -> str:
    import signal

    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
