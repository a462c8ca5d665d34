"""The last report of a project, for as long as nothing that it rests on has changed.

What it rests on: our own code, the call and its variables, the interpreter and what is installed, the machine, and the
size and times of every watched file. Edits by hand within an installed package are not seen (`--no-cache` sees them).
"""

from __future__ import annotations

import marshal

from doctor.commands.watched import machine, stamps, unwatched
from doctor.facts import cache
from doctor.facts.graph import Facts
from doctor.model.findings import Report
from doctor.model.record import values
from doctor.settings import Settings

KIND = "reports"
VOLATILE = {"_", "SHLVL", "PWD", "OLDPWD", "COLUMNS", "LINES", "TERM_SESSION_ID", "WINDOWID", "GPG_TTY", "SSH_TTY"}


def remembered(facts: Facts, now: str) -> Report | None:
    """The report that was given in the same state of the world."""
    call = facts.get("invocation")
    store = cache.of(KIND) if now else None
    if store is None or store.tag(call.project) != (now,):
        return None
    report = store.get(call.project)
    return report if isinstance(report, Report) else None


def remember(facts: Facts, now: str, report: Report) -> None:
    """Keeps the report, if all that it rests on is watched. `now` is the state before anything was read: what changes
    meanwhile makes another one."""
    if is_lasting(facts, now, report):
        cache.of(KIND).put(facts.get("invocation").project, report, (now,))


def is_lasting(facts: Facts, now: str, report: Report) -> bool:
    """Is all that the report rests on watched?"""
    return bool(now) and not report.defects and not any(unwatched(facts))


def state(facts: Facts, chosen: Settings) -> str:
    """A digest of everything that a report rests on; "" where nothing is to be remembered."""
    from hashlib import sha256

    call, distributions = facts.get("invocation"), facts.get("distributions")
    if not call.use_cache or call.probe:
        return ""
    world = (
        cache.stamp("facts", "knowledge", "model", "commands", "suppress", "rules", "fixes", ""),
        values(chosen),
        (call.project, call.args, call.python, call.pytest_version, call.apart),
        sorted(pair for pair in call.variables.items() if pair[0] not in VOLATILE),
        values(facts.get("interpreter")),
        sorted((item.key, item.version, item.path) for item in distributions),
        [values(each) for each in machine(facts)],
    )
    files = marshal.dumps(stamps(facts), 2)  # a tenth of the time of `repr`, and 2 knows nothing of identities
    return sha256(repr(world).encode(errors="surrogateescape") + files).hexdigest()
