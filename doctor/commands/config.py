"""`pytest-doctor config`: the effective configuration, each value with its origin."""

from __future__ import annotations

from doctor.commands.call import style, write
from doctor.errors import UsageError
from doctor.facts.providers import facts_of
from doctor.model.invocation import Invocation
from doctor.reports import config as report

FORMATS = ("text", "json")


def config_command(invocation: Invocation, form: str, output: str | None) -> int:
    """Resolves the configuration and prints it. An error of pytest's is part of the answer."""
    if form not in FORMATS:
        raise UsageError(f"--format is {form!r}, but must be one of {', '.join(FORMATS)}")
    facts = facts_of(invocation)
    found = report.Resolved(invocation.project, facts.get("config"), facts.get("ini"), facts.get("command_line"))
    write(report.as_json(found) if form == "json" else report.as_text(found, style(output)), output)
    return 0
