"""`pytest-doctor run`: test files in batches that survive crashes."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from doctor.commands.call import style, write
from doctor.errors import UsageError
from doctor.facts.cache import folder
from doctor.facts.graph import Facts
from doctor.facts.providers import facts_of
from doctor.model.batches import Batch, BatchRun, Result, Whole
from doctor.model.invocation import Invocation
from doctor.reports import run as report
from doctor.run import plan
from doctor.run.coverage import covered
from doctor.run.planned import planned
from doctor.run.process import Call
from doctor.run.state import State, folder_of
from doctor.run.story import Run

FORMATS = ("text", "json", "markdown")
RUN = "PYTEST_GUARD_RUN"
PATIENCE = 600.0  # seconds without a word of any test


class Wanted:
    """What the user asked for beside the call of pytest."""

    def __init__(
        self,
        by: str | None = None,
        size: int | None = None,
        jobs: int = 1,
        shard: str | None = None,
        resume: bool = False,
        patience: float = PATIENCE,
        junit: str | None = None,
        record: str | None = None,
        state: str | None = None,
        quiet: bool = False,
    ) -> None:
        if by not in (None, *plan.BY):
            raise UsageError(f"--by is {by!r}, but must be one of {', '.join(plan.BY)}")
        for name, number in (("--batch-size", size), ("-j", jobs)):
            if number is not None and number < 1:
                raise UsageError(f"{name} is {number}, but must be at least 1")
        self.given = {"by": by, "size": size, "shard": shard}
        self.by, self.jobs, self.resume, self.patience = by or "file", jobs, resume, patience
        self.size = size or (plan.FILES_IN_A_BATCH if self.by == "file" else 1)
        self.shard = plan.shard(shard) if shard else None
        self.junit, self.record, self.state, self.quiet = junit, record, state, quiet

    def words(self, call: Call) -> dict[str, Any]:
        """What makes the plan of a run."""
        shard = "/".join(map(str, self.shard)) if self.shard else ""
        return {"args": list(call.args), "python": call.python, "by": self.by, "size": self.size, "shard": shard}

    def said(self, call: Call) -> dict[str, Any]:
        """What must be as it was for a run to be resumed: how it is divided only where that is said again."""
        return {name: value for name, value in self.words(call).items() if self.given.get(name, value) is not None}


def run_command(invocation: Invocation, wanted: Wanted, form: str, output: str | None) -> int:
    """Plans, runs, reports."""
    if form not in FORMATS:
        raise UsageError(f"--format is {form!r}, but must be one of {', '.join(FORMATS)}")
    call = called(facts_of(invocation))
    state, started = State(where(invocation, wanted)), time.monotonic()
    state.begin(wanted.resume)
    try:
        with interrupts() as stop:
            batches, whole = batches_of(call, state, wanted, stop)
            results, stopped = worked(call, state, wanted, batches, whole, stop)
        shard, seconds = wanted.words(call)["shard"], time.monotonic() - started
        run = BatchRun(tuple(results), len(batches), seconds, shard, wanted.resume, stop.is_set(), stopped)
        run = covered(run, whole, call, state)
    finally:
        state.end()
    return told(run, state, wanted.junit or whole.junit, form, output)


def called(facts: Facts) -> Call:
    """The project's pytest as the user calls it. UsageError where there is none."""
    invocation, python = facts.get("invocation"), facts.get("interpreter").executable
    if not python:
        raise UsageError("run calls the project's pytest, and no interpreter is found; name it with --python")
    key = invocation.variables.get(RUN) or uuid.uuid4().hex  # all batches are one run in the guard's record
    return Call(str(Path(python).absolute()), invocation.project, invocation.args, {**invocation.variables, RUN: key})


def where(invocation: Invocation, wanted: Wanted) -> Path:
    """The folder that keeps the run."""
    if wanted.state:
        return Path(wanted.state).absolute()
    cache = folder()
    if cache is None:
        raise UsageError("this system names no folder for caches; name one with --state")
    return folder_of(invocation.project, cache)


@contextmanager
def interrupts() -> Iterator[threading.Event]:
    """An event that Ctrl-C and SIGTERM set; a second one ends us at once, and with us what we started."""
    stop = threading.Event()

    def heard(number: int, _: object) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        say("interrupted: the batches are ended, and what they wrote is kept")

    names = [each for each in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, each)]
    before = {each: signal.signal(getattr(signal, each), heard) for each in names}
    try:
        yield stop
    finally:
        for each, handler in before.items():
            signal.signal(getattr(signal, each), handler)


def batches_of(call: Call, state: State, wanted: Wanted, stop: threading.Event) -> tuple[list[Batch], Whole]:
    """The plan of the run that is resumed, else a new one; and what the options ask of the whole."""
    found = state.load(wanted.said(call)) if wanted.resume else None
    if found:
        return found
    collected = planned(call, state, wanted.patience, stop, say)
    groups = plan.groups(collected.seen.items, wanted.by, call.project)
    groups += plan.alone([*collected.seen.files_in_error, *collected.alone], call.project)
    if wanted.shard:
        cost = plan.costs(collected.seen.items, wanted.by, call.project, durations(wanted))
        groups = plan.shared_out(groups, *wanted.shard, cost)
    batches = plan.batches(groups, wanted.size)
    whole = collected.seen.whole
    if wanted.junit:
        whole = whole.replace(junit=os.path.abspath(wanted.junit))  # noqa: PTH100
    if not stop.is_set():
        state.save(wanted.words(call), batches, whole)
    return batches, whole


def durations(wanted: Wanted) -> dict[str, float]:
    """Seconds of each test as they were recorded; nothing where there is no record."""
    if not wanted.record:
        return {}
    from doctor.facts.record import seconds_of_tests

    return seconds_of_tests(wanted.record)


def worked(
    call: Call, state: State, wanted: Wanted, batches: list[Batch], whole: Whole, stop: threading.Event
) -> tuple[list[Result], str]:
    """Runs what is not done, and says each batch when it ends; and why the run was stopped, "" where it was not."""
    plain = style()

    def each(result: Result) -> None:
        if not wanted.quiet:
            say(report.line(result, len(batches), plain.replace(colour=plain.colour and sys.stderr.isatty())))

    runs = Run(call, state, whole, wanted.patience, stop, each)
    results = runs.all(batches, wanted.jobs)
    if runs.faults:
        raise runs.faults[0]
    return results, runs.stopped


def told(run: BatchRun, state: State, junit: str, form: str, output: str | None) -> int:
    """Prints the report, writes the JUnit file and the job's summary."""
    if junit:
        from doctor.run.junit import junit as as_junit

        write(as_junit(run), junit)
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary:
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(report.as_markdown(run))
    printed = {"json": report.as_json, "markdown": report.as_markdown}.get(form)
    write(printed(run) if printed else report.as_text(run, style(output), str(state.folder)), output)
    if run.interrupted:
        return 130
    return 0 if run.is_green else 1


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
