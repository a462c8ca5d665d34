"""`pytest-doctor explain NAME`: a rule's page."""

from __future__ import annotations

from doctor.commands.call import write
from doctor.errors import UsageError
from doctor.rules.registry import Rule, rules


def explain_command(name: str, output: str | None) -> int:
    """Prints the page of a rule. UsageError with the nearest names if there is none."""
    write(page(find(name)), output)
    return 0


def find(name: str) -> Rule:
    """The rule of this name."""
    import difflib

    known = {rule.name: rule for rule in rules()}
    if name in known:
        return known[name]
    near = difflib.get_close_matches(name, known, 3, 0.5)
    hint = f"; did you mean {', '.join(near)}?" if near else "; `pytest-doctor rules` lists them"
    raise UsageError(f"there is no rule {name!r}{hint}")


def page(rule: Rule) -> str:
    """The rule's docstring under a head line."""
    head = f"{rule.name} ({rule.severity.word}, {rule.topic}, since {rule.since})"
    return f"{head}\n{'=' * len(head)}\n\n{rule.page}\n"
