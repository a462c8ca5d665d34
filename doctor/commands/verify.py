"""`diagnose --fix --verify`: pytest collects before and after, in a copy; what makes anything worse is not done."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from doctor.errors import UsageError
from doctor.facts.graph import Facts
from doctor.model.findings import Finding, Report

if TYPE_CHECKING:
    from doctor.fixes.trial import Difference, Trial


class Proof:
    """Proves fixes on one copy of the project, which is made when it is needed and follows the project pass by pass."""

    def __init__(self, unsafe: bool) -> None:
        self._unsafe = unsafe
        self._stack = ExitStack()
        self._copy: Path | None = None
        self._now: Trial | None = None

    def __enter__(self) -> Proof:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def of(self, facts: Facts, report: Report) -> Report:
        """The report without the fixes that the project's pytest refuses. The copy holds the others from here on.

        Raises UsageError where nothing can be proven.
        """
        from doctor.fixes.trial import compare

        wanted = [each for each in report.findings if each.problem.fix and (each.problem.fix.safe or self._unsafe)]
        if not wanted:
            return report
        python = interpreter(facts)
        copy = self._copied(facts)
        before = self._now = self._now or trial(facts, python, copy)
        seen: dict[tuple[int, ...], tuple[Difference, Trial]] = {}

        def differs(findings: Sequence[Finding]) -> Difference:
            key = tuple(id(each) for each in findings)
            if key not in seen:
                with changed(copy, findings, self._unsafe):
                    after = trial(facts, python, copy)
                seen[key] = compare(before, after), after
            return seen[key][0]

        accepted, refused = halved([], wanted, differs)
        tell(before, differs(accepted), refused)
        self._keep(accepted, seen[tuple(id(each) for each in accepted)][1])
        kept = {id(finding) for finding in accepted}
        return report.replace(
            findings=tuple(each if id(each) in kept else without_fix(each) for each in report.findings)
        )

    def _copied(self, facts: Facts) -> Path:
        from doctor.fixes.trial import copied

        if self._copy is None:
            self._copy = self._stack.enter_context(copied(facts.get("invocation").project))
        return self._copy

    def _keep(self, accepted: Sequence[Finding], after: Trial) -> None:
        """What is done in the project now is done in the copy, too."""
        if self._copy is not None:
            changed(self._copy, accepted, self._unsafe).__enter__()
            self._now = after


def interpreter(facts: Facts) -> str:
    """The project's Python. UsageError where it is not known, or where a copy of the project alone would not do."""
    python, config = facts.get("interpreter").executable, facts.get("config")
    if not python:
        raise UsageError("--verify calls the project's pytest, and no interpreter is found; name it with --python")
    if config.rootdir.startswith("..") or any(file.file.startswith("..") for file in config.files if file.settings):
        raise UsageError(f"--verify copies the project, and its rootdir is {config.rootdir}; call from there")
    return str(python)


def halved(
    accepted: list[Finding], candidates: list[Finding], differs: Callable[[Sequence[Finding]], Difference]
) -> tuple[list[Finding], list[tuple[Finding, str]]]:
    """Takes all that can be taken together; where that is worse, the halves one after the other."""
    found = differs([*accepted, *candidates])
    if not found.is_worse:
        return [*accepted, *candidates], []
    if len(candidates) == 1:
        return accepted, [(candidates[0], found.worse[0])]
    middle = len(candidates) // 2
    accepted, first = halved(accepted, candidates[:middle], differs)
    accepted, second = halved(accepted, candidates[middle:], differs)
    return accepted, [*first, *second]


class changed:  # noqa: N801  reads as a verb in `with`
    """The copy with the fixes of these findings in it; as it was, afterwards."""

    def __init__(self, copy: Path, findings: Sequence[Finding], unsafe: bool) -> None:
        from doctor.fixes.plan import plan

        self._copy, self._changes = copy, plan(findings, copy, unsafe).changes

    def __enter__(self) -> None:
        from doctor.fixes.write import write

        write(str(self._copy), self._changes)
        self._forget()

    def __exit__(self, *_: object) -> None:
        for change in self._changes:
            file = self._copy / change.file
            if change.before is None:
                file.unlink(missing_ok=True)
            else:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(change.before)
        self._forget()

    def _forget(self) -> None:
        """Compiled tests are known by size and second, too coarse for changes that follow each other at once."""
        for change in self._changes:
            file = self._copy / change.file
            for compiled in (file.parent / "__pycache__").glob(f"{file.stem}.*"):
                compiled.unlink()


def trial(facts: Facts, python: str, copy: Path) -> Trial:
    """What pytest collects in the copy."""
    from doctor.fixes.trial import collect, moved

    call, installed = facts.get("invocation"), facts.get("distributions")
    served = [*installed.paths, *(os.path.dirname(path) for path in installed.editable.values())]  # noqa: PTH120
    args = [word.replace(call.project, str(copy)) for word in call.args]
    return collect(copy, python, args, moved(call.variables, call.project, copy, served))


def without_fix(finding: Finding) -> Finding:
    return finding.replace(problem=finding.problem.replace(fix=None))


def tell(before: Trial, last: Difference, refused: Sequence[tuple[Finding, str]]) -> None:
    """What pytest said, on standard error."""
    after = [*last.better, *last.other] or ["nothing changes"]
    found = f"{len(before.collected)} tests, {len(before.errors)} errors, {len(before.warnings)} warnings"
    print(f"verified: before, exit code {before.exit_code}, {found}; after: {'; '.join(after)}", file=sys.stderr)
    for finding, why in refused:
        print(f"not fixed: {finding.place}: {finding.rule}: it makes it worse: {why}", file=sys.stderr)
