"""The folder of a run: its plan, the journal and output of each batch. `--resume` goes on from it.

It lies in the user's cache, one for each project, never in the project.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from doctor.errors import UsageError
from doctor.model.batches import Batch, Group, Whole
from doctor.model.record import values
from doctor.run.journal import Journal

VERSION = 2


class State:
    """Where the run of a project is kept. UsageError when it cannot be written, or another run is at work in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock: int | None = None

    def begin(self, resume: bool) -> None:
        """Takes the folder; empties it unless a run is resumed."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._lock = locked(self.folder / "lock")
            if not resume:
                for path in self.folder.iterdir():
                    if path.name == "lock":
                        continue
                    shutil.rmtree(path) if path.is_dir() else path.unlink()
            self.living.mkdir(exist_ok=True)
            self.measured.mkdir(exist_ok=True)
        except OSError as fault:
            raise UsageError(
                f"cannot write {self.folder}: {fault.strerror}; name another folder with --state"
            ) from None

    def end(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    @property
    def living(self) -> Path:
        """Where live processes say that they live (PYTEST_GUARD_STATE)."""
        return self.folder / "processes"

    @property
    def measured(self) -> Path:
        """Where each process leaves what coverage has measured in it."""
        return self.folder / "coverage"

    def journal(self, number: int) -> Journal:
        return Journal(self.folder / f"{number:04}.jsonl")

    def output(self, number: int, process: int) -> Path:
        return self.folder / f"{number:04}-{process}.txt"

    def order(self, number: int) -> Path:
        """What the plugin is told."""
        return self.folder / f"{number:04}.json"

    def save(self, call: Mapping[str, Any], batches: Sequence[Batch], whole: Whole) -> None:
        """The plan, whole or not at all."""
        groups = [[(group.name, group.files, group.tests) for group in batch.groups] for batch in batches]
        aside = self.folder / "plan.tmp"
        aside.write_text(
            json.dumps({"version": VERSION, "call": call, "whole": values(whole), "batches": groups}), encoding="utf-8"
        )
        aside.replace(self.folder / "plan.json")

    def load(self, call: Mapping[str, Any]) -> tuple[list[Batch], Whole] | None:
        """The batches of the run that was begun with the same words, and what is asked of the whole; None where
        there is none.

        UsageError when it was begun with other words: its batches are not those of this call.
        """
        try:
            plan = json.loads((self.folder / "plan.json").read_bytes())
        except (OSError, ValueError):
            return None
        if not isinstance(plan, dict) or plan.get("version") != VERSION:
            return None
        differs = [name for name, value in call.items() if plan["call"].get(name) != value]
        if differs:
            before = plan["call"].get(differs[0])
            raise UsageError(
                f"--resume: the run that was begun had {differs[0]} {before!r}, and this call has {call[differs[0]]!r};"
                " call it as before, or begin anew without --resume"
            )
        found = [
            Batch(number, tuple(Group(name, tuple(files), tuple(tests)) for name, files, tests in groups))
            for number, groups in enumerate(plan["batches"], 1)
        ]
        return found, Whole(*plan["whole"])


def folder_of(project: str, cache: Path) -> Path:
    """The folder for the runs of a project."""
    name = Path(project).name[:30] or "root"
    return cache / "runs" / f"{name}-{hashlib.sha256(project.encode()).hexdigest()[:12]}"


def locked(path: Path) -> int:
    """An open file that only one process can have. UsageError when another one has it."""
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        import fcntl
    except ImportError:  # Windows: two runs of one project at once are the user's to avoid
        return file
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(file)
        raise UsageError(
            f"another run of this project is at work ({path}); wait for it, or name another folder with --state"
        ) from None
    return file
