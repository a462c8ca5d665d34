"""`pytest-doctor diagnose`: what is wrong."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from doctor.commands.call import style, write
from doctor.commands.formats import check_format, render
from doctor.commands.progress import progress
from doctor.commands.remembered import remember, remembered, state
from doctor.engine import at_least, selected
from doctor.errors import UsageError
from doctor.facts.graph import Facts
from doctor.facts.providers import facts_of
from doctor.facts.texts import quoted_lines
from doctor.facts.tree import NO_PART, TOO_MUCH_BUILT
from doctor.model.findings import NO_ENVIRONMENT, NO_PLUGINS, Defect, Finding, ProjectHead, Report, Severity, Skip
from doctor.model.invocation import Invocation
from doctor.rules.registry import Rule, rules
from doctor.settings import Settings, settings
from doctor.suppress.limits import Limits

FEW = 10  # skipped for one reason; of more, the first is named


def diagnose_command(
    invocation: Invocation,
    form: str,
    output: str | None,
    quiet: bool,
    verbose: bool,
    fix: bool = False,
    unsafe: bool = False,
    diff: bool = False,
    verify: bool = False,
    update_baseline: bool = False,
    changed_since: str | None = None,
    **given: Any,
) -> int:
    """Examines the project, mends it if asked, prints the report, and says how it ended."""
    started = time.perf_counter()
    check_format(form)
    chosen = settings(Path(invocation.project), **given)
    if update_baseline:
        return write_baseline(report_of(invocation, chosen), chosen)
    limits = Limits(invocation.project, chosen, changed_since)
    if diff:
        report = limits.apply(report_of(invocation, chosen))
        return print_diff(verified(invocation, report, unsafe) if verify else report, unsafe, output)
    mending = fix or unsafe
    if verify and not mending:
        raise UsageError("--verify proves fixes: add --fix to have them done, or --diff to see them")
    if mending:
        report = mended(invocation, chosen, limits, unsafe, verify)
    else:
        report = limits.apply(report_of(invocation, chosen))
    report = report.replace(seconds=time.perf_counter() - started)
    if form != "text" and report.fixable:
        from doctor.commands.fix import worked_out

        report = worked_out(report)
    if not quiet or output or form != "text" or report.findings or report.defects:
        write(render(report, form, style(output, verbose)), output)
    for words in (*limits.words, *(() if quiet else hints(report))):
        print(f"pytest-doctor: {words}", file=sys.stderr)
    return exit_code(report.findings, report.defects, chosen.fail_on)


def hints(report: Report) -> Iterator[str]:
    """What else could be asked."""
    if report.below > 1:
        yield f"{report.below} folders below have a pytest configuration of their own; --each-rootdir examines each"


def report_of(invocation: Invocation, chosen: Settings) -> Report:
    """The report, the remembered one where nothing has changed since."""
    facts = facts_of(invocation)
    now = state(facts, chosen)
    report = remembered(facts, now)
    if report is None:
        report = diagnose(facts, chosen)
        remember(facts, now, report)
    return report


def write_baseline(report: Report, chosen: Settings) -> int:
    """Keeps all that is found now as known."""
    from doctor.suppress import baseline

    if not chosen.baseline:
        raise UsageError("--update-baseline needs a file: --baseline FILE, or `baseline` in the settings")
    baseline.write(Path(chosen.baseline), report.findings)
    print(f"pytest-doctor: the baseline {chosen.baseline} now holds {len(report.findings)}", file=sys.stderr)
    return 3 if report.defects else 0


def mended(invocation: Invocation, chosen: Settings, limits: Limits, unsafe: bool, verify: bool = False) -> Report:
    """The report after all fixes are done; facts are gathered anew after each pass."""
    from doctor.commands.fix import mend
    from doctor.commands.verify import Proof

    with Proof(unsafe) as proof:

        def examine() -> Report:
            facts = facts_of(invocation)
            report = limits.apply(diagnose(facts, chosen))
            return proof.of(facts, report) if verify else report

        return mend(examine, unsafe)


def verified(invocation: Invocation, report: Report, unsafe: bool) -> Report:
    """The report without the fixes that the project's pytest refuses."""
    from doctor.commands.verify import Proof

    with Proof(unsafe) as proof:
        return proof.of(facts_of(invocation), report)


def print_diff(report: Report, unsafe: bool, output: str | None) -> int:
    """What the fixes would change; 1 when they would."""
    from doctor.commands.fix import preview

    text, found = preview(report, unsafe, style(output))
    write(text, output)
    return int(found)


def diagnose(facts: Facts, chosen: Settings) -> Report:
    """The rules' findings with everything that a report prints."""
    from doctor.suppress.examination import examined  # 2 ms, when nothing is remembered

    wanted = choice(chosen)
    with progress(len(wanted)) as step:
        found = examined(facts, wanted, chosen, step)
    shown = tuple(at_least(found.findings, Severity.NOTE if chosen.pedantic else Severity.WARNING))
    return Report(
        project=head(facts),
        findings=shown,
        skipped=skipped(facts),
        defects=found.defects,
        files=len(facts.get("sources").collected),
        seconds=0.0,
        lines=quoted_lines(facts.get("invocation").project, places(shown)),
        below=0 if has_configuration(facts) else len(facts.get("rootdirs")),
    )


def has_configuration(facts: Facts) -> bool:
    """Is there a file of pytest's for this call?"""
    file = facts.get("config").configfile
    return file is not None and bool(file.counts or file.error)


def choice(chosen: Settings) -> tuple[Rule, ...]:
    """The selected rules."""
    return tuple(selected(rules(), chosen.select, chosen.ignore))


def places(findings: tuple[Finding, ...]) -> list[Any]:
    """All places that a report may quote."""
    return [spot for item in findings for spot in (item.place, *(near.place for near in item.problem.related))]


def head(facts: Facts) -> ProjectHead:
    """The project as the report names it."""
    config, interpreter = facts.get("config"), facts.get("interpreter")
    installed = facts.get("distributions").get("pytest")
    return ProjectHead(
        path=facts.get("invocation").project,
        rootdir=config.rootdir,
        configfile=config.configfile.file if config.configfile else None,
        python=interpreter.executable,
        python_version=interpreter.version,
        pytest_version=installed.version if installed else facts.get("invocation").pytest_version,
    )


def skipped(facts: Facts) -> tuple[Skip, ...]:
    """What could not be examined: an environment that is not there, files that cannot be read."""
    interpreter, distributions = facts.get("interpreter"), facts.get("distributions")
    found = [Skip(NO_ENVIRONMENT, interpreter.problem)] if interpreter.problem else []
    if not distributions.complete:
        reason = f"only {distributions.source} known: nothing is said of what is not installed"
        found.append(Skip(NO_PLUGINS, reason))
    found += [Skip(file.path, file.fault.message) for file in facts.get("sources") if file.fault]
    return (*found, *missed(facts.get("tree").pruned))


def missed(pruned: Mapping[str, str]) -> Iterator[Skip]:
    """Files and folders that were not entered though they belong to the project; of many for one reason the first."""
    reasons: dict[str, list[str]] = {}
    for path, reason in pruned.items():
        if reason not in NO_PART and not reason.endswith(TOO_MUCH_BUILT):
            reasons.setdefault(reason, []).append(path)
    for reason, paths in reasons.items():
        for path in paths if len(paths) <= FEW else paths[:1]:
            more = f" (and {len(paths) - 1} more)" if len(paths) > FEW else ""
            yield Skip(path, reason + more)


def exit_code(findings: tuple[Finding, ...], defects: tuple[Defect, ...], fail_on: str) -> int:
    """0 nothing at or above --fail-on, 1 findings, 3 a defect of ours."""
    if defects:
        return 3
    if fail_on == "never":
        return 0
    return int(any(at_least(findings, Severity[fail_on.upper()])))
