"""The first run of the tests: green, or what is red and how to go on."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from doctor.commands.own_environment import is_missing
from doctor.facts.graph import Facts

if TYPE_CHECKING:
    from doctor.fixes.trial import Trial

SHOWN = 5


def first_run(facts: Facts) -> int:
    """Runs the project's tests with its interpreter; 1 if something is red."""
    from doctor.fixes.trial import collect

    call, python = facts.get("invocation"), facts.get("interpreter").executable
    if python is None:
        say("the tests were not run, for no interpreter is known: make the environment as told above, then: pytest")
        return 0
    say(f"$ pytest   # {python}")
    done = collect(call.project, python, call.args, call.variables, run=True)
    say("\n".join(words(done)))
    if done.exit_code not in (0, 5) and is_missing(facts):
        say("this was not an environment of the project's own: make one as told above, then: pytest")
    return int(done.exit_code not in (0, 5))


def words(done: Trial) -> list[str]:
    """How the run ended, and what to do next."""
    counts = [f"{done.count(word)} {word}" for word in ("failed", "error", "passed", "skipped") if done.count(word)]
    if done.exit_code == 5:
        return ["there are no tests yet: write tests/test_first.py with a function test_…, then: pytest"]
    if done.exit_code == 0:
        return [f"green: {', '.join(counts)} in {done.seconds:.1f} s"]
    red = [name for name, outcome in done.outcomes.items() if outcome in ("failed", "error")]
    lines = [*(str(error) for error in done.errors), *red]
    more = [f"  … and {len(lines) - SHOWN} more"] if len(lines) > SHOWN else []
    return [
        f"red: {', '.join(counts) or f'pytest ended with {done.exit_code}'}",
        *(f"  {line}" for line in lines[:SHOWN]),
        *more,
        f"go on with: pytest {red[0]}" if red else "go on with: pytest-doctor diagnose",
    ]


def say(text: str) -> None:
    print(text, file=sys.stderr)
