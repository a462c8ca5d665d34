"""Work on many projects, each in a process of its own: what one takes is given back, and one that dies is only one."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import FrameType
from typing import Any, TypeVar

Task = TypeVar("Task")
PATIENCE = 0.5  # seconds between two looks at processes that say nothing


class Children:
    """Calls `work(task)` for each task in a process of its own, `jobs` at once. None of them outlives the block.

    `work` gives bytes. Where a process dies instead, `died` makes them of its exit code.
    """

    def __init__(self, work: Callable[[Any], bytes], died: Callable[[int], bytes], jobs: int) -> None:
        self._work, self._died, self._jobs = work, died, jobs
        self._context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        self._running: dict[Connection, tuple[int, BaseProcess]] = {}
        self._before: Any = None

    def __enter__(self) -> Children:
        with suppress(ValueError):  # outside of the main thread
            self._before = signal.signal(signal.SIGTERM, _terminated)
        return self

    def __exit__(self, *error: object) -> None:
        if self._before is not None:
            signal.signal(signal.SIGTERM, self._before)
        for _, process in self._running.values():
            kill(process)

    def answers(self, tasks: Sequence[Task], finished: Callable[[int], None]) -> Iterator[tuple[Task, bytes]]:
        """Each task with its answer, in the order of the tasks; `finished` hears how many are done."""
        waiting = list(enumerate(tasks))[::-1]
        early: dict[int, bytes] = {}
        following, count = 0, 0
        while following < len(tasks):
            while waiting and len(self._running) < self._jobs:
                self._start(*waiting.pop())
            for number, answer in self._ready():
                early[number] = answer
                count += 1
                finished(count)
            while following in early:
                yield tasks[following], early.pop(following)
                following += 1

    def _start(self, number: int, task: Task) -> None:
        receiver, sender = self._context.Pipe(duplex=False)
        process = self._context.Process(target=_answer, args=(self._work, task, sender))
        with deaf():
            process.start()
            self._running[receiver] = number, process
            lead(process.pid)
        sender.close()

    def _ready(self) -> Iterator[tuple[int, bytes]]:
        """The answers that are there, and what becomes of processes that died without one."""
        ready = wait(list(self._running), PATIENCE)
        for receiver, (number, process) in list(self._running.items()):
            # A process that is dead may have left others that hold its pipe open.
            if receiver in ready or (not process.is_alive() and not receiver.poll()):
                answer = _received(receiver)
                process.join()
                del self._running[receiver]
                receiver.close()
                yield number, self._died(process.exitcode or 0) if answer is None else answer


def _received(receiver: Connection) -> bytes | None:
    try:
        return receiver.recv_bytes() if receiver.poll() else None
    except (EOFError, OSError):
        return None


def _answer(work: Callable[[Any], bytes], task: Any, sender: Connection) -> None:
    lead(os.getpid())
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    try:
        sender.send_bytes(work(task))
    except BrokenPipeError:  # nobody is there any more
        os._exit(1)


@contextmanager
def deaf() -> Iterator[None]:
    """Ctrl-C is heard afterwards. A process that is started meanwhile never hears it: we end it."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def lead(number: int | None) -> None:
    """Makes the process the first of a group, to which those belong that it starts."""
    if sys.platform != "win32" and number:
        with suppress(OSError):  # the one and the other do it, whoever comes first
            os.setpgid(number, number)


def kill(process: BaseProcess) -> None:
    """Ends it with all that it has started."""
    if sys.platform != "win32" and process.pid:
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.join()


def _terminated(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(143)
