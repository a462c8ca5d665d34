"""A progress bar for long work, on a terminal only."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 0.5  # seconds without a word; rich is imported only after them


@contextlib.contextmanager
def progress(total: int) -> Iterator[Callable[[str], None]]:
    """A function to call before each of `total` steps, with its name."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda _: None
        return
    from threading import Timer

    bar = Bar(total)
    timer = Timer(PATIENCE, bar.show)
    timer.daemon = True
    timer.start()
    try:
        yield bar.step
    finally:
        timer.cancel()
        bar.hide()


class Bar:
    """The bar: drawn by a thread of its own, gone without a trace when the work is done."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = -1
        self._name = "reading the project"
        self._drawn: Progress | None = None
        self._over = False

    def step(self, name: str) -> None:
        self._done += 1
        self._name = name
        self._update()

    def show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
        drawn = Progress(*columns, console=Console(stderr=True), transient=True)
        drawn.add_task(self._name, total=self._total, completed=max(self._done, 0))
        if not self._over:
            drawn.start()
            self._drawn = drawn
            self._update()

    def _update(self) -> None:
        if self._drawn:
            self._drawn.update(self._drawn.task_ids[0], completed=max(self._done, 0), description=self._name)

    def hide(self) -> None:
        self._over = True
        if self._drawn:
            self._drawn.stop()
