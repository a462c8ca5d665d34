"""`pytest-doctor rules`: all rules."""

from __future__ import annotations

import json

from doctor.commands.call import write
from doctor.rules.registry import Rule, rules


def rules_command(form: str, output: str | None) -> int:
    """Lists the rules by topic."""
    write(as_json(rules()) if form == "json" else as_text(rules()), output)
    return 0


def as_text(found: tuple[Rule, ...]) -> str:
    """A line a rule, under its topic."""
    width = max(len(rule.name) for rule in found)
    out, topic = [], ""
    for rule in found:
        if rule.topic != topic:
            topic = rule.topic
            out.append(f"\n{topic}")
        out.append(f"  {rule.severity.word:<7}  {rule.name:<{width}}  {rule.title}")
    return "\n".join(out).lstrip("\n") + "\n"


def as_json(found: tuple[Rule, ...]) -> str:
    """The same for programs."""
    rows = [
        {
            "name": rule.name,
            "topic": rule.topic,
            "severity": rule.severity.word,
            "since": rule.since,
            "title": rule.title,
        }
        for rule in found
    ]
    return json.dumps({"schema": 1, "rules": rows}, indent=2) + "\n"
