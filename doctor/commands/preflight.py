"""`pytest-doctor preflight`: will the run work there?"""

from __future__ import annotations

import os
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from doctor.commands import needs
from doctor.commands.amounts import megabytes, percent
from doctor.commands.call import style, write
from doctor.commands.diagnose import diagnose
from doctor.commands.place import in_place_of
from doctor.errors import UsageError
from doctor.facts.graph import Facts
from doctor.facts.providers import facts_of
from doctor.model.checks import Check
from doctor.model.findings import Report
from doctor.model.invocation import Invocation
from doctor.reports import preflight as report
from doctor.settings import settings

FORMATS = ("text", "json", "markdown")
MIB = 1024 * 1024

# the row of the table that a rule's findings stand in; all others are "diagnosis"
ROWS = {
    "generated-file-edited": "in step",
    "generated-file-outdated": "in step",
    "docker-without-engine": "engine",
    "plugin-needs-socket": "network",
    "sandbox-variable-disagrees": "network",
    "memory-limits-contradict": "limits",
    "workers-exceed-cpu-quota": "limits",
    "minversion-unmet": "versions",
    "lock-disagrees": "versions",
    "required-plugin-missing": "plugins",
    "option-of-missing-plugin": "plugins",
    "option-of-blocked-plugin": "plugins",
}
# the rows that are asked further where no rule has anything to say
ASKED = {"engine": needs.engine, "network": needs.network}


class Wanted:
    """What the user asked for beside the table."""

    def __init__(
        self, collect: bool = False, memory: str | None = None, rate: str | None = None, junit: str | None = None
    ) -> None:
        self.collect = collect
        self.memory_mb = megabytes(memory, "--memory") if memory else None
        self.rate, self.junit = percent(rate, "--min-pass-rate") if rate is not None else None, junit
        if (self.rate is None) != (junit is None):
            raise UsageError("--min-pass-rate and --junit belong together: --min-pass-rate 95 --junit report.xml")


def preflight_command(invocation: Invocation, profile: str, wanted: Wanted, form: str, output: str | None) -> int:
    """Asks everything, prints one table, and says whether the run may start."""
    if form not in FORMATS:
        raise UsageError(f"--format is {form!r}, but must be one of {', '.join(FORMATS)}")
    call = in_place_of(invocation, profile)
    facts = facts_of(call)
    examined = diagnose(facts, settings(Path(call.project)))
    checks = [in_step(invocation, profile, examined), *checked(facts, examined, wanted)]
    printed = {"json": report.as_json, "markdown": report.as_markdown}.get(form)
    write(printed(profile, checks) if printed else report.as_text(profile, checks, style(output)), output)
    summarize(profile, checks, call)
    return 3 if examined.defects else int(any(check.status == "failed" for check in checks))


def checked(facts: Facts, examined: Report, wanted: Wanted) -> Iterator[Check]:
    """The rows, in the order in which a run would fail."""
    yield interpreter(facts)
    for row in ("diagnosis", *dict.fromkeys(row for row in ROWS.values() if row != "in step")):
        found = of_findings(row, examined)
        yield ASKED[row](facts) if found.status == "ok" and row in ASKED else found
    yield needs.variables(facts)
    for skip in examined.skipped:
        yield Check(skip.what, "skipped", skip.reason)
    for defect in examined.defects:
        yield Check(defect.what, "failed", f"a defect of pytest-doctor: {defect.error}")
    if wanted.collect:
        yield from collection(facts, wanted.memory_mb)
    if wanted.rate is not None and wanted.junit is not None:
        yield pass_rate(wanted.rate, wanted.junit)


def in_step(invocation: Invocation, profile: str, examined: Report) -> Check:
    """The profile's own file first, then the other generated ones."""
    own, others = in_sync(invocation, profile), of_findings("in step", examined)
    return others if others.status == "failed" and own.status != "failed" else own


def in_sync(invocation: Invocation, profile: str) -> Check:
    """Is the generated file as `generate` would write it today?"""
    from doctor.generate.story import Request, prepare
    from doctor.model.profiles import stamps

    made = prepare(facts_of(invocation), Request(profile))
    written = (made.before or b"").decode(errors="replace")
    if not any(stamp.profile == profile for _, stamp in stamps(written)):
        return Check("in step", "skipped", f"{made.file} was not generated")
    if made.drift:
        return Check(
            "in step", "failed", f"{made.file}: {'; '.join(made.drift)}", f"pytest-doctor generate --profile {profile}"
        )
    return Check("in step", "ok", made.file)


def interpreter(facts: Facts) -> Check:
    """Is there one, with a pytest, of a version that the project supports?"""
    found, installed = facts.get("interpreter"), facts.get("distributions").get("pytest")
    requires = facts.get("declared").requires_python
    if not found.executable or found.problem:
        return Check("interpreter", "failed", found.problem or "none is found", "name it with --python")
    if not installed:
        return Check("interpreter", "failed", f"{found.executable} has no pytest", "install pytest there")
    if requires and found.version and not meets(found.version, requires):
        reason = f"Python {found.version}, and the project requires {requires}"
        return Check("interpreter", "failed", reason, f"use a Python that is {requires}")
    return Check("interpreter", "ok", f"{found.executable} {found.version}, pytest {installed.version}")


def meets(version: str, requires: str) -> bool:
    """Is the version in the range? A range that cannot be read holds nothing up."""
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    try:
        return SpecifierSet(requires).contains(version, prereleases=True)
    except InvalidSpecifier:
        return True


def of_findings(row: str, examined: Report) -> Check:
    """The findings that belong in this row; the first is told, the rest is counted."""
    found = [finding for finding in examined.findings if ROWS.get(finding.rule, "diagnosis") == row]
    if not found:
        return Check(row, "ok")
    first = found[0]
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    fix = first.problem.fix.title if first.problem.fix else ""
    cure = first.problem.help or fix or f"`pytest-doctor explain {first.rule}`"
    return Check(row, "failed", f"{first.place}: {first.problem.message} [{first.rule}]{more}", cure)


def collection(facts: Facts, memory_mb: float | None) -> Iterator[Check]:
    """A real collection, within the memory that the run will have, and what that says of all processes of the run."""
    from doctor.fixes.trial import collect

    call, found = facts.get("invocation"), facts.get("interpreter")
    if not found.executable:
        yield Check("collection", "skipped", "there is no interpreter")
        return
    limit = facts.get("container").limits.memory
    bound = memory_mb or (limit / MIB if limit else None)
    trial = collect(call.project, found.executable, call.args, call.variables, memory_mb=bound)
    peak = f", {trial.peak_mb:.0f} MB at most" if trial.peak_mb else ""
    told = f"{len(trial.collected)} tests in {trial.seconds:.1f} s{peak}" + (f" of {bound:.0f} MB" if bound else "")
    if trial.works and trial.collected:
        yield Check("collection", "ok", told)
        yield needs.memory(facts, trial.peak_mb, bound)
        return
    reason = trial.reason or "no test is collected"
    cure = "give it more memory, or import heavy modules within the tests" if "the limit is" in trial.killed else ""
    yield Check("collection", "failed", f"{reason}; {told}", cure or "`pytest --collect-only` shows it whole")


def pass_rate(rate: Fraction, file: str) -> Check:
    """Passed tests of those that passed or failed, compared without rounding."""
    from doctor.facts.junit import junit

    run = junit(file)
    parts = f"{run.failed} failed, {run.errors} errors, {run.skipped} skipped"
    if not run.counted:
        return Check("pass rate", "failed", f"no test passed or failed ({parts})", "see why the run has no tests")
    percentage, least = 100 * run.passed / run.counted, float(rate)
    holds = 100 * run.passed >= rate * run.counted
    sign = "≥" if holds else "<"
    told = f"{run.passed} of {run.counted} passed = {percentage:.4g} % {sign} {least:g} % ({parts})"
    return Check("pass rate", "ok" if holds else "failed", told, "" if holds else f"mend the failed tests of {file}")


def summarize(profile: str, checks: list[Check], call: Invocation) -> None:
    """The table for the page of a GitHub job, where there is one."""
    file = call.variables.get("GITHUB_STEP_SUMMARY")
    if file and call.variables.get("GITHUB_ACTIONS") == "true":
        try:
            with Path(file).open("a", encoding="utf-8") as stream:
                stream.write(report.as_markdown(profile, checks) + os.linesep)
        except OSError as fault:
            raise UsageError(f"cannot write GITHUB_STEP_SUMMARY ({file}): {fault.strerror}") from None
