"""Runs batches: each in a process of its own, again with what is left after one that did not come to its end."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from doctor.model.batches import Batch, Outcome, Result, Whole
from doctor.run.journal import Journal, Seen
from doctor.run.planned import why
from doctor.run.process import Call, Ended, run
from doctor.run.state import State

NORMAL = (0, 1, 5)  # all ran; some failed; there were none

Say = Callable[[Result], None]


class Run:
    """The batches of one call. What one leaves behind is told to the next that starts."""

    def __init__(
        self, call: Call, state: State, whole: Whole, patience: float, stop: threading.Event, say: Say
    ) -> None:
        self._call, self._state, self._patience, self._stop, self._say = call, state, patience, stop, say
        self._whole, self._failed = whole, 0  # tests of this call
        self._dirt: list[str] = []
        self._lock = threading.Lock()
        self.faults: list[BaseException] = []

    def all(self, batches: Sequence[Batch], jobs: int) -> list[Result]:
        """The results of all batches, in their order; those that were not begun are missing."""
        waiting, results = list(batches), dict[int, Result]()

        def work() -> None:
            while not self._stop.is_set():
                with self._lock:
                    if not waiting or self.stopped:
                        return
                    batch = waiting.pop(0)
                try:
                    results[batch.number] = result = self.one(batch)
                    with self._lock:
                        self._say(result)
                except BaseException as fault:  # told by the main thread
                    self.faults.append(fault)
                    self._stop.set()

        threads = [threading.Thread(target=work, daemon=True) for _ in range(min(jobs, len(batches)))]
        for thread in threads:
            thread.start()
        for thread in threads:
            while thread.is_alive():
                thread.join(0.2)  # with a limit, so that signals are heard
        return [results[number] for number in sorted(results)]

    @property
    def stopped(self) -> str:
        """Why no more batches are begun: there were as many failures as `-x` or `--maxfail` allow."""
        if not self._whole.maxfail or self._failed < self._whole.maxfail:
            return ""
        failures = "1 failure" if self._failed == 1 else f"{self._failed} failures"
        return f"stopped after {failures}, as -x or --maxfail has it"

    def one(self, batch: Batch) -> Result:
        """Runs a batch until each of its tests has come to something."""
        journal = self._state.journal(batch.number)
        seen, started, dirt = journal.read(), time.monotonic(), self._dirty()
        while not seen.is_done and not self._stop.is_set():
            before, failed = len(seen.finished), failures(seen)
            journal.write("process")
            ended = self._process(batch, journal, seen, dirt)
            seen = journal.read()
            if ended.is_stopped:
                break
            notes, broken, goes_on = judged(seen, ended, len(seen.finished) > before)
            dirt += self._told(batch, journal, notes, ended, seen)
            seen = journal.read()
            with self._lock:
                self._failed += failures(seen) - failed
            if self.stopped and seen.unrun:  # not done: `--resume` runs the others
                return result(batch, seen).replace(seconds=time.monotonic() - started)
            if not goes_on or not left(batch, seen):
                journal.write("done", seconds=time.monotonic() - started, broken=broken)
            seen = journal.read()
        return result(batch, seen)

    def _process(self, batch: Batch, journal: Journal, seen: Seen, dirt: list[str]) -> Ended:
        living = self._state.living / f"{batch.number:04}"
        living.mkdir(exist_ok=True)
        for file in living.iterdir():
            file.unlink()
        order = {
            "files": left(batch, seen),
            "without": seen.broken_files,
            "only": batch.tests,
            "done": seen.finished,
            "journal": str(journal.path),
            "plan": False,
            "maxfail": max(1, self._whole.maxfail - self._failed) if self._whole.maxfail else 0,
        }
        self._state.order(batch.number).write_text(json.dumps(order), encoding="utf-8")
        output = self._state.output(batch.number, seen.processes + 1)
        told = {"PYTEST_GUARD_STATE": str(living), "PYTEST_GUARD_DIRTY": "; ".join(dirt)}
        if self._whole.coverage:
            told["COVERAGE_FILE"] = str(self._state.measured / output.stem)
        call = self._call.replace(variables={**self._call.variables, **told})
        return run(call, self._state.order(batch.number), output, journal.path, self._patience, self._stop)

    def _dirty(self) -> list[str]:
        """What the batches before left, for the one that starts now: told to each of its processes, and to no other."""
        with self._lock:
            told, self._dirt = self._dirt, []
        return told

    def _told(self, batch: Batch, journal: Journal, notes: list[Outcome | str], ended: Ended, seen: Seen) -> list[str]:
        """Writes down what is not as usual; gives it for the next process of the batch, and the next batch."""
        dirt = []
        for note in notes:
            if isinstance(note, str):
                journal.write("note", text=note)
                dirt.append(f"batch {batch.number} {note}")
                continue
            if note.test not in seen.running and seen.collecting:
                journal.write("broken_file", file=seen.collecting[1])
            values = {"seconds": note.seconds, "text": note.text, "output": note.output}
            journal.write("crash", test=note.test, **values)
            dirt.append(f"batch {batch.number} {note.text} in {note.test}")
        for text in left_behind(ended, self._state.living / f"{batch.number:04}"):
            journal.write("note", text=text)
            dirt.append(f"batch {batch.number} {text}")
        with self._lock:
            self._dirt += dirt
        return dirt


def failures(seen: Seen) -> int:
    return sum(bool(each.word) and not each.is_green for each in seen.outcomes.values())


def left(batch: Batch, seen: Seen) -> list[str]:
    """The files that can still be collected."""
    return [file for file in batch.files if file not in seen.broken_files]


def judged(seen: Seen, ended: Ended, has_progress: bool) -> tuple[list[Outcome | str], str, bool]:
    """What a process's end means: culprits and notes, why the batch is broken ("" if not), whether there is more to do.

    A culprit is a test that ran when the process ended, or the file that was being collected then.
    """
    is_whole = not ended.signal and not ended.is_late and seen.code is not None
    if is_whole and ended.code in NORMAL:
        stopped = [f"stopped: {seen.stopped}; {len(seen.unrun)} tests were not run"] if seen.unrun else []
        return [*stopped], "", False
    words = why(ended) + (", as the kernel does when memory ends" if ended.signal == 9 and not ended.is_late else "")
    now = time.time()
    if seen.running and not is_whole:
        found = [
            Outcome(test, "crashed", max(0.0, now - since), words, ended.last_lines)
            for test, since in seen.running.items()
        ]
        return [*found], "", True
    if seen.collecting and not is_whole:
        return [Outcome(seen.collecting[0], "crashed", 0.0, words, ended.last_lines)], "", True
    if seen.unrun and has_progress:
        return [f"{words}; {len(seen.unrun)} tests were left, and run in a new process"], "", True
    return [], f"pytest {words}\n{seen.internal or ended.last_lines}".rstrip(), False


def left_behind(ended: Ended, living: Path) -> list[str]:
    """The processes that a batch left, and what its live processes (pytest-guard) came to, in words."""
    found = [f"left a process running, which was ended: {command} (pid {pid})" for pid, command in ended.left]
    for file in sorted(living.glob("*.json")):
        try:
            told = json.loads(file.read_bytes())
            name, pid, died = str(told["name"]), int(told["pid"]), told.get("died")
        except (OSError, ValueError, KeyError, TypeError):
            continue
        if died:
            found.append(f"lost its live process '{name}' (pid {pid}), which died in {died}")
        elif pid not in dict(ended.left):
            found.append(f"did not stop its live process '{name}' (pid {pid}), which was ended")
    return found


def result(batch: Batch, seen: Seen) -> Result:
    """The journal as a result; tests in the order in which pytest selected them."""
    order = {test: place for place, test in enumerate(seen.selected)}
    outcomes = sorted(seen.outcomes.values(), key=lambda each: order.get(each.test, -1))
    return Result(
        batch,
        tuple(each for each in outcomes if each.word),
        tuple(seen.notes),
        tuple(seen.unrun),
        seen.broken,
        seen.seconds,
        max(seen.processes, 1),
    )
