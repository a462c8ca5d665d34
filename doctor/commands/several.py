"""The reports of several projects as one: printed as they come, or as one document at the end."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from typing import Any

from doctor.commands.call import write
from doctor.commands.diagnose import exit_code, head
from doctor.commands.formats import render
from doctor.commands.one import Task, report_of
from doctor.commands.remembered import KIND
from doctor.engine import fingerprint, order
from doctor.facts import cache
from doctor.facts.graph import Facts
from doctor.model.findings import Defect, Finding, Part, Report, Severity, Skip
from doctor.model.moved import moved
from doctor.model.record import Record
from doctor.reports import text
from doctor.reports.style import Style
from doctor.suppress.limits import Limits

CLEAR = "\r\033[K"


class Several:
    """Takes the answers of the projects, in the order of the folders. `code` is the worst exit code so far.

    Findings are held only for the formats that are one document, or with `keeps`.
    """

    def __init__(
        self,
        facts: Facts,
        form: str,
        output: str | None,
        style: Style,
        quiet: bool,
        limits: Limits | None,
        keeps: bool = False,
    ) -> None:
        self._facts, self._form, self._output, self._style, self._quiet = facts, form, output, style, quiet
        self._limits, self._holds = limits, keeps or form != "text"
        self._prints = not keeps and form == "text"
        self.code = 0
        self._parts: list[Part] = []
        self._reports: list[Report] = []
        self._said: set[Record] = set()  # of the machine, or of what all have in common
        self._refused: list[Skip] = []
        self._defects: list[Defect] = []
        self._texts: list[str] = []
        self._spared = 0
        self._is_drawn = False

    def progress(self, total: int) -> Callable[[int], None]:
        """What is called when one more is done: a line on standard error, on a terminal only."""
        if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
            return lambda _: None

        def draw(count: int) -> None:
            self._is_drawn = True
            print(f"{CLEAR}{count} of {total} projects", end="", file=sys.stderr, flush=True)

        return draw

    def take(self, task: Task, answer: Mapping[str, Any]) -> None:
        """One project's answer: counted, printed if it may be, held if it must."""
        folder = task.folder or "."
        if "report" not in answer:
            self._refuse(folder, answer)
            return
        if "kept" in answer:
            cache.of(KIND).put_plain(task.call.project, answer["kept"], (answer["now"],))
        report = self._shown(moved(report_of(answer), task.folder))
        self.code = max(self.code, exit_code(report.findings, report.defects, answer["fail_on"]))
        self._parts.append(part(folder, report))
        if self._holds:
            self._reports.append(report)
        if self._prints and (report.findings or report.skipped or report.defects or self._style.verbose):
            self._print(text.part(report, folder, self._style))

    def _shown(self, report: Report) -> Report:
        """The report without what another one has said already, and within the limits."""
        findings = tuple(map(renamed, report.findings))
        fresh = [each for each in findings if each.place.is_file or each not in self._said]
        skipped = tuple(skip for skip in report.skipped if skip not in self._said)
        self._said.update(
            each for each in (*fresh, *skipped) if not isinstance(each, Finding) or not each.place.is_file
        )
        limited = report.replace(findings=tuple(fresh), skipped=skipped)
        if self._limits:
            limited = self._limits.apply(limited)
        self._spared += len(fresh) - len(limited.findings)
        return limited

    def _refuse(self, folder: str, answer: Mapping[str, Any]) -> None:
        words = answer.get("refused") or answer["defect"]
        if "refused" in answer:
            self._refused.append(Skip(folder, words))
        else:
            self._defects.append(Defect(folder, words))
        self.code = max(self.code, 2 if "refused" in answer else 3)
        self._parts.append(Part(folder, error=words))
        self._aside()
        print(f"pytest-doctor: {folder}: {words}", file=sys.stderr)

    def _print(self, words: str) -> None:
        self._aside()
        if self._output:
            self._texts.append(words)
        else:
            write(words + "\n", None)

    def _aside(self) -> None:
        """Takes the line of progress away."""
        if self._is_drawn:
            print(CLEAR, end="", file=sys.stderr, flush=True)
            self._is_drawn = False

    def end(self, seconds: float) -> int:
        """Prints the end, or the document; the exit code."""
        self._aside()
        parts = tuple(self._parts)
        if self._form != "text":
            write(render(self.report(seconds), self._form, self._style), self._output)
        elif not self._quiet or self._output or any(each.errors + each.warnings + each.notes for each in parts):
            last = text.total(parts, seconds, self._style)
            write("\n".join([*self._texts, last]) + "\n", self._output)
        if self._spared:
            words = f"{self._spared} in the baseline or outside of what has changed not shown"
            print(f"pytest-doctor: {words}", file=sys.stderr)
        return self.code

    def report(self, seconds: float = 0.0) -> Report:
        """All as one report of the folder that was named."""
        reports = self._reports
        return Report(
            project=head(self._facts),
            findings=tuple(sorted((each for report in reports for each in report.findings), key=order)),
            skipped=(*(each for report in reports for each in report.skipped), *self._refused),
            defects=(*(each for report in reports for each in report.defects), *self._defects),
            files=sum(each.files for each in self._parts),
            seconds=seconds,
            lines={file: lines for report in reports for file, lines in report.lines.items()},
            edits={fix: edits for report in reports for fix, edits in report.edits.items()},
            parts=tuple(self._parts),
        )


def renamed(finding: Finding) -> Finding:
    """The finding with the fingerprint of its file's present name: two projects may have the same names within."""
    return finding.replace(fingerprint=fingerprint(finding.rule, finding.problem))


def part(path: str, report: Report) -> Part:
    """What a report of several says of one project."""
    return Part(
        path,
        report.project,
        report.count(Severity.ERROR),
        report.count(Severity.WARNING),
        report.count(Severity.NOTE),
        len(report.fixable),
        report.files,
        report.seconds,
    )
