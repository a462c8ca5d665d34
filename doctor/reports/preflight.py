"""The table of `preflight`: text, JSON (schema 1), Markdown for the summary of a CI job."""

from __future__ import annotations

from collections.abc import Sequence

from doctor.model.checks import Check
from doctor.reports.quote import clean
from doctor.reports.style import Style

PAINT = {"ok": "good", "failed": "error", "skipped": "dim"}


def as_text(profile: str, checks: Sequence[Check], style: Style) -> str:
    """One line a check; below a failed one its cure."""
    width = max(len(check.name) for check in checks)
    lines = []
    for check in checks:
        status = style.paint(check.status.ljust(7), PAINT[check.status])
        lines.append(f"{status}  {check.name.ljust(width)}  {clean(check.reason)}".rstrip())
        if check.cure:
            lines.append(f"{' ' * (width + 11)}{style.paint('help', 'good')}: {clean(check.cure)}")
    return "\n".join([*lines, "", verdict(profile, checks)]) + "\n"


def verdict(profile: str, checks: Sequence[Check]) -> str:
    """The last line."""
    failed = sum(check.status == "failed" for check in checks)
    skipped = sum(check.status == "skipped" for check in checks)
    rest = f", {skipped} skipped" if skipped else ""
    word = f"{failed} of {len(checks)} checks failed" if failed else f"{len(checks) - skipped} checks ok"
    return f"profile {clean(profile)}: {word}{rest}"


def as_json(profile: str, checks: Sequence[Check]) -> str:
    """For programs; keys are only added."""
    import json

    rows = [
        {"name": check.name, "status": check.status, "reason": check.reason, "cure": check.cure} for check in checks
    ]
    passed = not any(check.status == "failed" for check in checks)
    return json.dumps({"schema": 1, "profile": profile, "ok": passed, "checks": rows}, indent=2) + "\n"


def as_markdown(profile: str, checks: Sequence[Check]) -> str:
    """A table for $GITHUB_STEP_SUMMARY."""
    head = f"### pytest-doctor preflight: {cell(verdict(profile, checks))}\n\n| check | | |\n| --- | --- | --- |\n"
    rows = (
        f"| {cell(check.name)} | {check.status} | {cell(check.reason)}"
        f"{' → ' + cell(check.cure) if check.cure else ''} |"
        for check in checks
    )
    return head + "\n".join(rows) + "\n"


def cell(text: str) -> str:
    """Text that cannot leave its cell nor become markup."""
    plain = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace("\\", "\\\\").replace("|", "\\|")
    return " ".join(plain.replace("`", "\\`").split())
