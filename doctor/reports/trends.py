"""The report of `trends`: a table of runs, plots, what became slower, and the limits."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence

from doctor.model.trends import Limit, RunOfRecord, Trends
from doctor.reports.plots import bars, svg
from doctor.reports.quote import clean
from doctor.reports.style import Style

SHOWN = 5
HEAD = ("run", "when", "revision", "tests", "red", "flaky", "crashes", "seconds", "peak MB", "exit")


def as_text(found: Trends, limits: Sequence[Limit], style: Style, plain: bool) -> str:
    rows = [HEAD, *(_cells(run) for run in found.runs)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    lines = ["  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    lines[0] = style.paint(lines[0], "bold")
    lines += ["", *bars([run.seconds for run in found.runs], "s", plain=plain)]
    if any(run.peak_mb for run in found.runs):
        lines += ["", *bars([run.peak_mb for run in found.runs], "MB", plain=plain)]
    lines += ["", change(found)]
    lines += [f"  {each.before:7.2f} s to {each.now:7.2f} s  {clean(each.test)}" for each in found.slower[:SHOWN]]
    if len(found.slower) > SHOWN:
        lines.append(f"  … and {len(found.slower) - SHOWN} more")
    lines += [f"flaky in the last run: {clean(test)}" for test in found.last.flaky[:SHOWN]]
    for limit in limits:
        word = style.paint("passed" if limit.is_passed else "held", "error" if limit.is_passed else "good")
        lines.append(f"limit {limit.name} {limit.limit}: {limit.found}: {word}")
    return "\n".join(lines) + "\n"


def _cells(run: RunOfRecord) -> tuple[str, ...]:
    return (
        str(run.number),
        when(run),
        run.revision[:9] or "-",
        str(run.tests),
        str(run.red),
        str(len(run.flaky)),
        str(run.crashes),
        "-" if run.seconds is None else f"{run.seconds:.1f}",
        "-" if run.peak_mb is None else f"{run.peak_mb:.0f}",
        "killed" if run.exit_code is None else str(run.exit_code),
    )


def when(run: RunOfRecord) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(run.started))


def change(found: Trends) -> str:
    """How the last run compares with those before, in a sentence."""
    if found.change is None:
        return "there is nothing to compare the last run with"
    word = "longer" if found.change >= 0 else "less long"
    return (
        f"the {found.common} tests that were run before took {abs(found.change):.1f} % {word}:"
        f" {found.now:.2f} s, and {found.before:.2f} s in the middle of the runs before"
    )


def as_json(found: Trends, limits: Sequence[Limit]) -> str:
    """For programs; keys are only added."""
    rows = [
        {
            "run": run.number,
            "started": run.started,
            "revision": run.revision,
            "tests": run.tests,
            "red": run.red,
            "flaky": list(run.flaky),
            "crashes": run.crashes,
            "seconds": run.seconds,
            "workers": run.workers,
            "peak_mb": run.peak_mb,
            "exit_code": run.exit_code,
        }
        for run in found.runs
    ]
    answer = {
        "schema": 1,
        "ok": not any(limit.is_passed for limit in limits),
        "runs": rows,
        "compared": {"tests": found.common, "before": found.before, "now": found.now, "change_percent": found.change},
        "slower": [{"test": each.test, "before": each.before, "now": each.now} for each in found.slower],
        "limits": [
            {"name": each.name, "limit": each.limit, "found": each.found, "passed": each.is_passed} for each in limits
        ],
    }
    return json.dumps(answer, indent=2) + "\n"


def as_svg(found: Trends) -> str:
    rows: list[tuple[str, str, list[float | None]]] = [
        ("seconds of a run", "s", [run.seconds for run in found.runs]),
        ("most memory of a process", "MB", [run.peak_mb for run in found.runs]),
        ("flaky tests", "%", [run.flaky_rate for run in found.runs]),
    ]
    return svg("pytest-doctor trends", rows, [f"{when(run)} {run.revision[:9]}".strip() for run in found.runs])
