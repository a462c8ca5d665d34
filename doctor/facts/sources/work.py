"""The work of reading that needs `ast`, in this process or in several; imported only when there is some."""

from __future__ import annotations

import gc
import marshal
import os
import sys

from doctor.facts.sources import limit
from doctor.facts.sources.leads import leads, loads, special
from doctor.facts.sources.limit import time_limit
from doctor.facts.sources.read import read_sparing
from doctor.facts.sources.stored import fields
from doctor.model.places import Place
from doctor.model.sources import SourceFile, SyntaxFault

Task = tuple[str, "bytes | str", str]


def plain_of(path: str, data: bytes | str, package: str) -> bytes:
    """The file's facts as `marshal` writes them. `data` is text when it says why there are no bytes.

    Garbage collection is off meanwhile: it would look through the growing tree again and again (a tenth of the time).
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        with time_limit(limit.SECONDS):
            return _plain(path, data, package)
    except TimeoutError as fault:
        return _plain(path, str(fault), package)
    finally:
        if was_on:
            gc.enable()


def _plain(path: str, data: bytes | str, package: str) -> bytes:
    if isinstance(data, bytes):
        file, asked = read_sparing(path, data, package)
    else:
        file, asked = SourceFile(path, "", fault=SyntaxFault(data, Place(path))), []
    told = {"leads": leads(file), "loads": loads(file), "asked": asked, "special": special(file)}
    return marshal.dumps({**fields(file), **{name: value for name, value in told.items() if value}})


def plain_of_many(tasks: list[Task], jobs: int) -> list[bytes] | None:
    """The facts of many files, in order, worked out by several processes; None where that cannot be done."""
    workers = min(jobs or os.cpu_count() or 1, 8)
    if workers < 2:
        return None
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    method = "fork" if sys.platform == "linux" else "spawn"
    try:
        with ProcessPoolExecutor(workers, multiprocessing.get_context(method)) as pool:
            chunks = [tasks[start : start + 25] for start in range(0, len(tasks), 25)]
            return [blob for chunk in pool.map(_chunk, chunks) for blob in chunk]
    except (OSError, RuntimeError, ImportError):  # no semaphores, no processes, a worker that was killed
        return None


def _chunk(tasks: list[Task]) -> list[bytes]:
    return [plain_of(*task) for task in tasks]
