"""What a batch wrote down line by line. Whatever killed it, the lines before are there."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from doctor.model.batches import Outcome, Whole


class Journal:
    """Reads what the plugin wrote (`inside/pytest_doctor_batch.py`), and adds what only we know."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def lines(self) -> Iterator[dict[str, Any]]:
        """Each whole line."""
        try:
            raw = self.path.read_bytes()
        except FileNotFoundError:
            return
        for line in raw.split(b"\n"):
            try:
                found = json.loads(line)
            except ValueError:  # the last one, of a process that was killed while it wrote; or an empty one
                continue
            if isinstance(found, dict):
                yield found

    def write(self, kind: str, **values: Any) -> None:
        """Adds a line of ours, behind a line that was cut short as well."""
        file = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        try:
            os.write(file, b"\n" + json.dumps({"kind": kind, **values}).encode("ascii") + b"\n")
        finally:
            os.close(file)

    def read(self) -> Seen:
        seen = Seen()
        for line in self.lines():
            getattr(seen, "on_" + line["kind"], seen.on_other)(line)
        return seen


class Seen:
    """The state of a batch after the lines that were read."""

    def __init__(self) -> None:
        self.selected: dict[str, None] = {}
        self.running: dict[str, float] = {}  # node id → when it began
        self.collecting: tuple[str, str] | None = None  # node id and file
        self.files: dict[str, str] = {}  # node id of a file → its path
        self.outcomes: dict[str, Outcome] = {}
        self.items: list[dict[str, Any]] = []
        self.internal = ""
        self.whole = Whole()
        self.code: int | None = None
        self.stopped = ""
        self.notes: list[str] = []
        self.broken_files: list[str] = []
        self.is_done = False
        self.seconds = 0.0
        self.broken = ""
        self.processes = 0

    @property
    def finished(self) -> list[str]:
        """Tests that need not be run again."""
        return [test for test in self.outcomes if test not in self.running]

    @property
    def unrun(self) -> list[str]:
        return [test for test in self.selected if test not in self.outcomes]

    @property
    def files_in_error(self) -> list[str]:
        """Files that could not be collected."""
        return [self.files[test] for test, each in self.outcomes.items() if each.word == "error" and test in self.files]

    def on_process(self, line: dict[str, Any]) -> None:
        """A new process goes on: what the one before was about is of no interest."""
        for test in self.running:
            self.outcomes.pop(test, None)
        self.running, self.collecting, self.code, self.internal = {}, None, None, ""
        self.processes += 1

    def on_collecting(self, line: dict[str, Any]) -> None:
        self.collecting = (line["test"], line["file"])
        self.files[line["test"]] = line["file"]

    def on_selected(self, line: dict[str, Any]) -> None:
        self.collecting = None
        self.selected.update(dict.fromkeys(line["tests"]))

    def on_item(self, line: dict[str, Any]) -> None:
        self.collecting = None
        self.items.append(line)

    def on_start(self, line: dict[str, Any]) -> None:
        self.running[line["test"]] = line["at"]

    def on_finish(self, line: dict[str, Any]) -> None:
        self.running.pop(line["test"], None)

    def on_report(self, line: dict[str, Any]) -> None:
        test, word = line["test"], line["word"]
        before = self.outcomes.get(test) or Outcome(test, "")
        reruns = before.reruns + (word == "rerun")
        if word == "rerun" or not word:  # a phase that went as usual, or an attempt that does not count
            self.outcomes[test] = before.replace(seconds=before.seconds + line["seconds"], reruns=reruns)
            return
        if before.word in ("failed", "error"):  # an error of the teardown does not hide the failure
            word, line = before.word, {**line, "text": before.text, "output": before.output}
        seconds = before.seconds + line["seconds"]
        self.outcomes[test] = Outcome(test, word, seconds, line["text"], line["output"], reruns)

    def on_crash(self, line: dict[str, Any]) -> None:
        """A line of ours: the process ended in this test."""
        self.running.pop(line["test"], None)
        self.outcomes[line["test"]] = Outcome(line["test"], "crashed", line["seconds"], line["text"], line["output"])

    def on_broken_file(self, line: dict[str, Any]) -> None:
        self.broken_files.append(line["file"])

    def on_note(self, line: dict[str, Any]) -> None:
        self.notes.append(line["text"])

    def on_done(self, line: dict[str, Any]) -> None:
        self.is_done, self.seconds, self.broken = True, line["seconds"], line["broken"]

    def on_session(self, line: dict[str, Any]) -> None:
        self.code, self.stopped = line["code"], line["stopped"]

    def on_internal(self, line: dict[str, Any]) -> None:
        self.internal = line["text"]

    def on_whole(self, line: dict[str, Any]) -> None:
        self.whole = Whole(line["junit"], line["maxfail"], line["coverage"])

    def on_other(self, line: dict[str, Any]) -> None:
        """A line of a later version."""
