"""`generate --with KIND`: the files beside a configuration."""

from __future__ import annotations

import sys

from doctor.commands.call import write as answer
from doctor.errors import UsageError
from doctor.facts.graph import Facts
from doctor.facts.providers import facts_of
from doctor.fixes.diff import unified
from doctor.fixes.write import write
from doctor.generate.beside import Placed, beside
from doctor.generate.plan import assignment
from doctor.generate.story import Request
from doctor.model.invocation import Invocation


def beside_command(invocation: Invocation, kinds: list[str], request: Request, check: bool, dry_run: bool) -> int:
    """Shows the difference and writes; never a file that is the user's."""
    facts = facts_of(invocation)
    files = beside(facts, kinds, shards(facts, request))
    if check:
        return checked(files)
    if dry_run:
        answer("".join(f"# --- {each.file}\n{each.text}" for each in files), None)
        return 0
    changes = [each.change for each in files if each.change]
    sys.stderr.write(unified(changes))
    write(invocation.project, changes)
    for each in files:
        tell(each)
    return 0


def shards(facts: Facts, request: Request) -> int:
    """Into how many jobs the profile splits the suite; 0 if it does not."""
    numbers = facts.get("profiles").get(request.profile).numbers
    given = dict(assignment(each) for each in request.settings)
    count = str(given.get("shards", numbers.get("shards", 0)))
    if not count.isdecimal() or int(count) > 256:
        raise UsageError(f"shards = {count}, but must be a number up to 256")
    return int(count)


def checked(files: tuple[Placed, ...]) -> int:
    """1 if a file is missing, edited, or would be written otherwise by now."""
    drifted = [each for each in files if each.drifted]
    for each in drifted:
        state = each.reason or ("out of step" if each.change and each.change.before is not None else "missing")
        print(f"{each.file}: {state}; run: pytest-doctor generate --with {each.kind}", file=sys.stderr)
    return int(bool(drifted))


def tell(placed: Placed) -> None:
    """What became of the file, and how to use it. What may not be written is printed, to be taken over by hand."""
    if placed.change or placed.reason == "in sync":
        print(f"{placed.file}: {placed.reason or 'written'}; {placed.use}", file=sys.stderr)
        return
    print(f"{placed.file} is {placed.reason} and stays as it is; what it could hold:", file=sys.stderr)
    answer(placed.text, None)
