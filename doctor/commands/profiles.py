"""`pytest-doctor profiles`: what each profile would set, and why."""

from __future__ import annotations

import json
from typing import Any

from doctor.commands.call import write
from doctor.errors import UsageError
from doctor.facts.providers import facts_of
from doctor.model.invocation import Invocation
from doctor.model.profiles import Profile


def profiles_command(invocation: Invocation, form: str, output: str | None) -> int:
    """Lists the profiles."""
    if form not in ("text", "json"):
        raise UsageError(f"--format is {form!r}, but must be one of text, json")
    known = facts_of(invocation).get("profiles")
    rows = [row(known.get(name)) for name in known.names]
    write(json.dumps({"schema": 1, "profiles": rows}, indent=2) + "\n" if form == "json" else text(rows), output)
    return 0


def row(profile: Profile) -> dict[str, Any]:
    sets = [
        {"name": v.name, "value": v.value, "when": v.when, "needs": v.needs, "reason": v.reason} for v in profile.values
    ]
    blocks = [{"name": b.name, "when": b.when, "reason": b.reason} for b in profile.blocks]
    file = "" if profile.name == "default" else profile.file
    return {
        "name": profile.name,
        "title": profile.title,
        "file": file,
        "source": profile.source,
        "numbers": dict(profile.numbers),
        "sets": sets,
        "blocks": blocks,
    }


def text(rows: list[dict[str, Any]]) -> str:
    out = []
    for each in rows:
        out.append(f"{each['name']}: {each['title']} ({each['file'] or 'the project`s configuration'})")
        out += [f"  {s['name']} = {s['value']}  # {s['reason']}" for s in each["sets"]]
        out += [f"  -p no:{b['name']}  # {b['reason']}" for b in each["blocks"]]
    return "\n".join(out) + "\n"
