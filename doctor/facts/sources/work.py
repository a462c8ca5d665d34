"""The work of reading that needs `ast`, in this process or in several; imported only when there is some."""

from __future__ import annotations

import gc
import marshal
import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from doctor.facts.sources import limit
from doctor.facts.sources.leads import leads, loads, special
from doctor.facts.sources.limit import time_limit
from doctor.facts.sources.read import read_sparing
from doctor.facts.sources.stored import fields
from doctor.model.places import Place
from doctor.model.sources import SourceFile, SyntaxFault

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing.connection import Connection

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
    path = sys.intern(path)  # `marshal` keeps that, and so one object stands in all places
    if isinstance(data, bytes):
        file, asked = read_sparing(path, data, package)
    else:
        file, asked = SourceFile(path, "", fault=SyntaxFault(data, Place(path))), []
    told = {"leads": leads(file), "loads": loads(file), "asked": asked, "special": special(file)}
    return marshal.dumps({**fields(file), **{name: value for name, value in told.items() if value}})


def in_processes(chunks: Iterable[list[Task]], count: int) -> Iterator[list[bytes]]:
    """The facts of many files, chunk by chunk, in order. No more chunks are taken than are worked on, so that what is
    under way does not grow with the number of files. OSError, RuntimeError or ImportError where there can be no
    processes, or one of them was killed."""
    import multiprocessing
    from concurrent.futures import Future, ProcessPoolExecutor

    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    waiting: deque[Future[list[bytes]]] = deque()
    reader, writer = context.Pipe(duplex=False)
    copy = writer if sys.platform == "linux" else None  # which a process that is forked off has as well
    with reader, writer, ProcessPoolExecutor(count, context, _end_with_us, (reader, copy)) as pool:
        try:
            for chunk in chunks:
                waiting.append(pool.submit(_chunk, chunk))
                if len(waiting) > 2 * count:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BaseException:  # who presses Ctrl-C does not wait for the rest
            writer.close()
            _let_go(pool)
            raise


def _let_go(pool: ProcessPoolExecutor) -> None:
    """Before 3.11.5 Python waits for ever for a thread that writes to processes that have ended: the other end of the
    pipe stays open (https://github.com/python/cpython/issues/94777)."""
    with suppress(AttributeError, OSError):
        pool._call_queue._reader.close()  # type: ignore[attr-defined]
    pool.shutdown(wait=False, cancel_futures=True)


def _end_with_us(reader: Connection, writer: Connection | None) -> None:
    """Ends the process when ours is gone, killed or not: else it would wait for work for ever."""
    import threading

    def wait() -> None:
        with suppress(OSError):
            reader.poll(None)
        os._exit(1)

    if writer:
        writer.close()
    threading.Thread(target=wait, daemon=True).start()


def _chunk(tasks: list[Task]) -> list[bytes]:
    return [plain_of(*task) for task in tasks]
