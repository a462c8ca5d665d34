"""`diagnose --fix` and `--diff`: mends what can be mended, and says what remains."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from doctor.model.findings import Defect, Finding, Left, Report
from doctor.reports.style import Style

if TYPE_CHECKING:
    from doctor.model.fixes import Edit, FileChange, Fix

PASSES = 5  # a fix may lay bare another fault; what is not quiet by then goes round in circles


def mend(examine: Callable[[], Report], unsafe: bool) -> Report:
    """Fixes and examines again until nothing changes; the last report, with what was fixed and what was left."""
    from doctor.fixes.plan import plan
    from doctor.fixes.write import recovered, write

    report = examine()
    if files := set(recovered(report.project.path)):
        print(f"finished what an interrupted call began: {', '.join(sorted(files))}", file=sys.stderr)
        report = examine()
    fixed: list[Finding] = []
    seen: set[tuple[FileChange, ...]] = set()
    left: tuple[Left, ...] = ()
    for _ in range(PASSES):
        planned = plan(report.findings, report.project.path, unsafe)
        left = planned.left
        if not planned.changes or planned.changes in seen:
            break
        seen.add(planned.changes)
        write(report.project.path, planned.changes)
        fixed += planned.mended
        files |= {change.file for change in planned.changes}
        report = examine()
    gone = tuple(dict.fromkeys(finding for finding in fixed if key(finding) not in set(map(key, report.findings))))
    tell(gone, files, left)
    return report.replace(fixed=gone, left=left)


def key(finding: Finding) -> tuple[str, str]:
    return finding.rule, finding.problem.message


def tell(fixed: tuple[Finding, ...], files: set[str], left: tuple[Left, ...]) -> None:
    """One line on standard error for what was done, and one for each fix that was not."""
    from doctor.reports.text import plural

    if files:
        names = ", ".join(sorted(files))
        print(f"fixed {plural(len(fixed), 'problem')} in {plural(len(files), 'file')}: {names}", file=sys.stderr)
    for each in left:
        print(f"not fixed: {each.finding.place}: {each.finding.rule}: {each.reason}", file=sys.stderr)


def preview(report: Report, unsafe: bool, style: Style) -> tuple[str, bool]:
    """The diff of what would be done first, and whether there is anything to do."""
    from doctor.fixes.diff import unified
    from doctor.fixes.plan import plan

    planned = plan(report.findings, report.project.path, unsafe)
    tell((), set(), planned.left)
    more = 0 if unsafe else sum(1 for each in report.fixable if each.problem.fix and not each.problem.fix.safe)
    if more:
        print(f"{more} more with --unsafe-fixes", file=sys.stderr)
    return painted(unified(planned.changes), style), bool(planned.changes)


def painted(diff: str, style: Style) -> str:
    """The diff in colours, where colours are wanted."""
    paints = {"+": "good", "-": "error", "@": "gutter"}
    return "".join(
        style.paint(line[:-1], paints[line[0]]) + "\n" if line[0] in paints else line
        for line in diff.splitlines(keepends=True)
    )


def worked_out(report: Report) -> Report:
    """The report with the edits of its fixes; a fix that cannot be done on the files as they are has none.

    An editor that crashes is named like a rule that does: the findings are still printed.
    """
    from doctor.engine import describe
    from doctor.fixes.resolve import edits
    from doctor.fixes.text import UnresolvableError

    found: dict[Fix, tuple[Edit, ...]] = {}
    defects = list(report.defects)
    for finding in report.fixable:
        fix = finding.problem.fix
        if fix is not None:
            try:
                found[fix] = edits(fix, report.project.path)
            except UnresolvableError:
                found[fix] = ()
            except Exception as fault:
                defects.append(Defect(f"fix of {finding.rule}", describe(fault)))
    return report.replace(edits=found, defects=tuple(dict.fromkeys(defects)))
