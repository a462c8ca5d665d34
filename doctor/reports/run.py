"""The report of `run`: a line for each batch as it ends, and what is to be known at the end."""

from __future__ import annotations

import json
from collections import Counter

from doctor.model.batches import BatchRun, Outcome, Result
from doctor.reports.quote import clean
from doctor.reports.style import Style

WORDS = ("failed", "error", "crashed", "passed", "skipped", "xfailed", "xpassed")
SHOWN = 20
FRAMES = ("/_pytest/", "/pluggy/", "pytest_doctor_batch.py", "\\_pytest\\", "\\pluggy\\")


def line(result: Result, of_batches: int, style: Style) -> str:
    """One batch, in a line; what was not as usual below it."""
    width = len(str(of_batches))
    paint = "good" if result.is_green else "error"
    head = style.paint(f"[{result.batch.number:{width}}/{of_batches}]", paint)
    lines = [f"{head} {clean(result.batch.name)}: {counts(Counter(each.word for each in result.outcomes))}"]
    lines[0] += f", {result.seconds:.1f} s" + (f", {result.processes} processes" if result.processes > 1 else "")
    lines += [f"    {style.paint('note', 'note')}: {clean(note)}" for note in result.notes]
    return "\n".join(lines)


def counts(found: Counter[str]) -> str:
    """ "1 failed, 3 passed"; "no tests" for none."""
    return ", ".join(f"{found[word]} {word}" for word in WORDS if found[word]) or "no tests"


def as_text(run: BatchRun, style: Style, output: str) -> str:
    """What went wrong, each with its cause, and the sum. `output` is where the batches' output lies."""
    lines = []
    for result in run.results:
        if result.broken:
            head, _, rest = result.broken.partition("\n")
            lines += [
                f"{style.paint('broken', 'error')}: batch {result.batch.number}, {clean(result.batch.name)}: {head}"
            ]
            lines += [f"    {clean(each)}" for each in rest.splitlines()[-SHOWN:]]
    red = [each for each in run.outcomes if not each.is_green]
    for outcome in red:
        lines.append(f"{style.paint(outcome.word, 'error')}: {clean(outcome.test)}: {clean(said(outcome))}")
        if style.verbose or outcome.word == "crashed":
            lines += [f"    {clean(each)}" for each in excerpt(outcome.output or outcome.text)]
    if lines:
        lines.append("")
    if run.coverage:
        lines += [*run.coverage.splitlines(), ""]
    lines.append(summary(run, style))
    if not run.is_green:
        lines.append(f"what was printed: {output}")
    return "\n".join(lines) + "\n"


def said(outcome: Outcome) -> str:
    """The one line that tells most."""
    lines = [each.strip() for each in outcome.text.splitlines() if each.strip()]
    if outcome.word == "crashed":
        return lines[0] if lines else ""
    return next((each[1:].strip() for each in lines if each.startswith("E ")), lines[-1] if lines else "")


def excerpt(text: str) -> list[str]:
    """The last lines, without the frames of pytest itself in the stack of a crash."""
    return [each for each in text.splitlines() if not any(path in each for path in FRAMES)][-SHOWN:]


def summary(run: BatchRun, style: Style) -> str:
    """The last line: counts, pass rate, batches."""
    total = counts(Counter(each.word for each in run.outcomes))
    reruns = sum(each.reruns for each in run.outcomes)
    unrun = sum(len(result.unrun) for result in run.results)
    parts = [style.paint(total, "good" if run.is_green else "error"), f"pass rate {run.pass_rate:.1f} %"]
    parts += [f"{reruns} reruns"] if reruns else []
    parts += [f"{unrun} tests not run"] if unrun else []
    some = f"{len(run.results)} of " if run.interrupted or run.stopped else ""
    batches = f"{some}{run.of_batches} batches"
    parts.append(f"{batches}{f' of shard {run.shard}' if run.shard else ''}, {run.seconds:.1f} s")
    if run.uncovered:
        parts.append(style.paint(clean(run.uncovered), "error"))
    if run.stopped:
        parts.append(style.paint(f"{run.stopped}; go on with --resume", "warning"))
    if run.interrupted:
        parts.append(style.paint("interrupted; go on with --resume", "warning"))
    return "; ".join(parts)


def as_markdown(run: BatchRun) -> str:
    """For the summary of a CI job."""
    plain = Style()
    red = [each for each in run.outcomes if not each.is_green]
    rows = [f"| {each.word} | `{_cell(each.test)}` | {_cell(said(each))} |" for each in red]
    table = ["", "| | test | |", "| --- | --- | --- |", *rows] if rows else []
    return "\n".join([f"### pytest-doctor run: {summary(run, plain)}", *table]) + "\n"


def _cell(text: str) -> str:
    return " ".join(clean(text).replace("|", "\\|").replace("<", "&lt;").replace("`", "'").split())


def as_json(run: BatchRun) -> str:
    """For programs; keys are only added."""
    rows = [
        {
            "number": result.batch.number,
            "name": result.batch.name,
            "seconds": round(result.seconds, 3),
            "processes": result.processes,
            "notes": list(result.notes),
            "broken": result.broken,
            "not_run": list(result.unrun),
            "tests": [
                {"test": each.test, "outcome": each.word, "seconds": round(each.seconds, 4), "reruns": each.reruns}
                | ({"text": each.text} if each.text else {})
                for each in result.outcomes
            ],
        }
        for result in run.results
    ]
    total = {word: run.count(word) for word in WORDS}
    answer = {
        "schema": 1,
        "ok": run.is_green,
        "interrupted": run.interrupted,
        "stopped": run.stopped,
        "coverage": run.coverage,
        "shard": run.shard,
        "batches_planned": run.of_batches,
        "seconds": round(run.seconds, 3),
        "pass_rate": round(run.pass_rate, 3),
        "summary": total,
        "batches": rows,
    }
    return json.dumps(answer, indent=2) + "\n"
