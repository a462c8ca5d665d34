"""`pytest-doctor generate`: the configuration of a profile, proven by the project's pytest before it is written."""

from __future__ import annotations

import sys

from doctor.commands.call import write as answer
from doctor.errors import UsageError
from doctor.facts.graph import Facts
from doctor.facts.providers import facts_of
from doctor.generate.story import Request, prepare, proof, write
from doctor.model.generated import Generated
from doctor.model.invocation import Invocation


def generate_command(invocation: Invocation, request: Request, check: bool, dry_run: bool, verify: bool) -> int:
    """Prepares the file, shows the difference, proves it, writes it."""
    facts = facts_of(invocation)
    made = prepare(facts, request)
    show(made)
    if check:
        return checked(made)
    if dry_run:
        answer(made.after.decode(), None)
        return 0
    if made.changed:
        prove(facts, made, verify)
        write(invocation.project, made)
    return 0


def checked(made: Generated) -> int:
    """1 if the file is not in step, and why."""
    for reason in made.drift:
        say(f"{made.file}: {reason}")
    if made.drift:
        say(f"run: pytest-doctor generate --profile {made.plan.profile.name}")
    return int(bool(made.drift))


def show(made: Generated) -> None:
    """The difference, and what a user should know of it."""
    from doctor.fixes.diff import unified
    from doctor.generate.story import change

    sys.stderr.write(unified([change(made)]) if made.changed else "")
    for word in made.words:
        say(word)
    say(f"{made.file}: {'written' if made.changed else 'nothing to change'}" if not made.changed else made.file)


def prove(facts: Facts, made: Generated, verify: bool) -> None:
    """UsageError with pytest's words where its collection fails or loses tests."""
    if not verify or not facts.get("interpreter").executable:
        say(f"{made.file} is unproven: {'--no-verify' if not verify else 'no interpreter of the project is known'}")
        return
    faults = proof(facts, made)
    if faults:
        raise UsageError(f"{made.file} is not written, for the project's pytest refuses it: {'; '.join(faults)}")


def say(text: str) -> None:
    print(text, file=sys.stderr)
