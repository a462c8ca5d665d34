"""`pytest-doctor env`: what the doctor sees of interpreter, plugins, container, network, CI."""

from __future__ import annotations

from doctor.commands.call import style, write
from doctor.errors import UsageError
from doctor.facts.providers import facts_of
from doctor.model.invocation import Invocation
from doctor.reports import env as report
from doctor.reports.masks import homes, redacted, users

FORMATS = ("text", "json")
FACTS = ("interpreter", "distributions", "pytest_version", "variables", "container", "network", "ci")


def env_command(invocation: Invocation, form: str, output: str | None, redact: bool = False) -> int:
    """Prints the environment; as JSON, a snapshot that `compare` reads."""
    if form not in FORMATS:
        raise UsageError(f"--format is {form!r}, but must be one of {', '.join(FORMATS)}")
    facts = facts_of(invocation)
    snapshot = report.snapshot(invocation.project, **{name: facts.get(name) for name in FACTS})
    if form == "json":
        snapshot["configuration"] = report.configuration(facts.get("config"), facts.get("ini"))
    if redact:
        snapshot = redacted(snapshot, homes(invocation.variables), users(invocation.variables))
    write(report.json(snapshot) if form == "json" else report.text(snapshot, style(output)), output)
    return 0
