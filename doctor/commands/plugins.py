"""`pytest-doctor plugins`: what each plugin provides, and whether this call loads it."""

from __future__ import annotations

from doctor.commands.call import style, write
from doctor.errors import UsageError
from doctor.facts.providers import facts_of
from doctor.model.invocation import Invocation
from doctor.reports import plugins as report

FORMATS = ("text", "json")


def plugins_command(invocation: Invocation, every: bool, form: str, output: str | None) -> int:
    """Lists the plugins of the project; with `every`, the known ones that are not installed too."""
    if form not in FORMATS:
        raise UsageError(f"--format is {form!r}, but must be one of {', '.join(FORMATS)}")
    facts = facts_of(invocation)
    known = facts.get("knowledge").plugins if every else ()
    found = report.Listing(facts.get("plugins"), facts.get("distributions"), known)
    write(report.as_json(found) if form == "json" else report.as_text(found, style(output)), output)
    return 0
