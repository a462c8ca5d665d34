"""A progress bar for long work, on a terminal only."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator

from doctor.facts.graph import Facts

PATIENCE = 0.4  # seconds without a word


@contextlib.contextmanager
def progress(facts: Facts) -> Iterator[Callable[[str], None]]:
    """Tells what is being examined once it takes longer than PATIENCE."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda _: None
        return
    started = time.monotonic()
    shown = False

    def step(name: str) -> None:
        nonlocal shown
        if time.monotonic() - started > PATIENCE:
            shown = True
            sys.stderr.write(f"\r\x1b[Kexamining {name}")
            sys.stderr.flush()

    try:
        yield step
    finally:
        if shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
