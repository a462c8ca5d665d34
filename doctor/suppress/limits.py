"""Which findings of a report are shown: those beyond the baseline, in what has changed."""

from __future__ import annotations

from pathlib import Path

from doctor.model.findings import Report
from doctor.settings import Settings


class Limits:
    """The baseline and the changes, read once. `words` says what the last report was spared."""

    def __init__(self, project: str, chosen: Settings, changed_since: str | None = None) -> None:
        self.words: tuple[str, ...] = ()
        self._baseline = self._changes = None
        self._partial = bool(chosen.select or changed_since)
        if chosen.baseline:
            from doctor.suppress import baseline

            self._baseline = baseline.read(Path(chosen.baseline))
        if changed_since:
            from doctor.suppress.changes import changes_since

            self._changes = changes_since(project, changed_since)

    def apply(self, report: Report) -> Report:
        """The report with the findings that are shown."""
        findings, words = report.findings, []
        if self._baseline is not None:
            from doctor.suppress.baseline import compared

            found = compared(findings, self._baseline)
            findings = found.new
            words += [f"{found.known} in the baseline not shown"] if found.known else []
            if found.gone and not self._partial:
                words.append(f"{found.gone} of the baseline gone; prune it with --update-baseline")
        if self._changes is not None:
            kept = tuple(finding for finding in findings if self._changes.touch(finding))
            words += [f"{len(findings) - len(kept)} outside of what has changed not shown"] * (
                len(kept) < len(findings)
            )
            findings = kept
        self.words = tuple(words)
        return report.replace(findings=findings)
