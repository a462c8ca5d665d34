"""A thread that looks at the memory while one test runs, and interrupts it before the kernel kills the process.

It looks the more often the less is left: memory fills with a few gigabytes a second at most, so that the distance to
the limit says when the next look is due. It can look only between two bytecodes: one call into C that takes all memory
at once and keeps Python's lock is not seen (`guard_memory_refuse` is for that, and `last_words`). And on a busy machine
the kernel may come first: where it is near, the last that is left is refused, as a MemoryError, instead of given.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import CodeType, FrameType
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from pytest_guard.memory import MEMORY_EXIT_CODE
from pytest_guard.memory.cgroups import Use
from pytest_guard.memory.limits import Limits
from pytest_guard.memory.net import Net
from pytest_guard.memory.release import release
from pytest_guard.memory.resident import Reader, of_descendants
from pytest_guard.memory.words import MARK, calls, mb

if TYPE_CHECKING:
    from pytest_guard.memory.last_words import LastWords

LAST, NETTED = 3, 6  # the parts of what has to stay free that nobody waits for, without and with a net
FILLED = 4000.0  # megabytes that a process takes in a second, at most
NEAR, SOON = 64.0, 0.0005  # megabytes to the limit from which on Python's lock is asked for after so many seconds
LOOKS = 4  # at least, before the limit is reached
KILLED = 3000.0  # megabytes that a process really takes in a second: by then somebody has to have looked
PAUSES = (0.002, 0.25)  # seconds between two looks
GRACE = 2.0  # seconds of the processor in which an interrupted test has to end
WAITING = 5  # seconds of the clock that count as one of the processor
AGAIN = 0.05  # seconds between two signals
TIDYING = 0.5  # seconds between two exceptions: what catches all of them may swallow one
LATE = "this call kept Python's lock"
NO_TIME = "there was no time to wait for its end"
# A signal that nobody sends or handles, with the real ones first; it is only needed to reach the main thread.
SIGNALS = ("SIGRTMAX", "SIGINFO", "SIGBREAK", "SIGUSR2")


class OverLimit(pytest.fail.Exception):  # type: ignore[name-defined,misc]
    """Raised within the test, which fails; not an Exception, so that `except Exception` lets it pass."""

    __module__ = "builtins"  # a short name in the summary, as pytest's own has


class Task(NamedTuple):
    """What runs: a test, or the collection of a file; megabytes that it may reach, and those it began with."""

    name: str
    limit: float | None
    began: float


class Watcher:
    """`ended` is called with a text when the process has to end at once; it writes what has to be kept."""

    def __init__(
        self,
        resident: Reader,
        limits: Limits,
        say: Callable[[str], None],
        ended: Callable[[Task, str], None],
        net: Net,
    ):
        self.task: Task | None = None
        self.peak = 0.0  # the highest of the samples; whoever sets the task may set it back
        self.interrupted = net.caught  # by the one or the other, it is told as the same
        self.ended_by = ""
        self.trace: Callable[[], list[str]] = list
        self.looked: Callable[[], None] = lambda: None  # told to who else watches, as is that the end is at hand
        self.hold: Callable[[], None] = lambda: None
        self.last_words: LastWords | None = None
        self.net = net
        self._resident, self._limits, self._say, self._ended = resident, limits, say, ended
        self._uses = [Use(group) for group in limits.groups]
        self._main = threading.main_thread().ident or 0
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="pytest-guard-memory", daemon=True)
        self._signal = _free_signal()
        self._before: Any = None
        self._reported: Task | None = None
        self._raised, self._released = 0.0, False  # when the test was told, whether its garbage was collected
        self._handling = False  # garbage is being collected, or what was traced is being counted
        self._ending, self._parked, self._once = False, threading.Event(), threading.Lock()
        self._unhurried = 0.0  # the interval of before, while it is changed
        self._phase = _code_of_phases()

    def start(self) -> str:
        """Why a test cannot be interrupted here, "" where it can."""
        self._thread.start()
        if self._signal is None or threading.current_thread() is not threading.main_thread():
            self._signal = None
            return "Tests cannot be interrupted here: they fail no sooner than the container is nearly full"
        self._before = signal.signal(self._signal, self._interrupt)
        return ""

    def stop(self) -> None:
        self.task = None
        self._stopped.set()
        self._thread.join(1.0)
        self._hurry(False)
        self.net.take_away()
        if self.last_words:
            self.last_words.stop()
        if self._signal is not None:
            signal.signal(self._signal, self._before)
        for use in self._uses:
            use.close()

    def room(self, task: Task) -> float:
        """Megabytes that a task may still take."""
        distances = [use.room(self._limits.keep_free * 4) - self._limits.keep_free for use in self._uses]
        distances += [] if task.limit is None else [task.limit - self._resident()]
        return min(distances, default=float(1 << 30))

    def _watch(self) -> None:
        """A defect here must not fail a test, as the end of a thread by an exception would."""
        pause = PAUSES[0]
        while not self._stopped.wait(pause):
            try:
                pause = self._look()
            except MemoryError:  # caught in its own net
                self.net.take_away()
                pause = PAUSES[0]
            except Exception as error:
                self.ended_by = f"The watcher has ended by a defect of the guard: {error!r}"
                return

    def _look(self) -> float:
        """Gives the seconds until the next one."""
        room, distance = self._room(), self._distance()
        task, is_sudden = self.task, self.net.is_sudden(room)
        if task is not None and (distance <= 0 or is_sudden):
            self._spread_net(task)
        else:
            self.net.take_away()
        if distance <= 0 and task is not None:
            self._over(task)
        self._hurry(distance < NEAR)
        self._put_off(room)
        return min(max(distance / FILLED / LOOKS, PAUSES[0]), PAUSES[1])

    def _room(self) -> float:
        """Megabytes that the kernel leaves; only in a container is there somebody who kills."""
        return min((use.room(self._limits.keep_free * 4) for use in self._uses), default=float(1 << 30))

    def _spread_net(self, task: Task) -> None:
        self.net.spread(task.name, self._room, self._is_within_phase)

    def _is_within_phase(self) -> bool:
        return self.task is not None and self._within_phase(sys._current_frames().get(self._main))

    def _put_off(self, room: float) -> None:
        if self.last_words:
            if self.last_words.was_late():
                self._say(f"{MARK}{self._now()}: {LATE}; memory is at {mb(self._resident())}\n")
            self.last_words.put_off(room / KILLED)

    def _now(self) -> str:
        return "between two tests" if (task := self.task) is None else task.name

    def _hurry(self, near: bool) -> None:
        """Each call of the system gives Python's lock away: near the limit this thread gets it back sooner."""
        if near and not self._unhurried:
            self._unhurried = sys.getswitchinterval()
            sys.setswitchinterval(min(SOON, self._unhurried))
        elif not near and self._unhurried:
            sys.setswitchinterval(self._unhurried)
            self._unhurried = 0.0

    def _distance(self) -> float:
        """Megabytes to the nearer one of the limits."""
        task, now = self.task, self._resident()
        self.looked()
        self.peak = max(self.peak, now)
        # Where a test cannot be interrupted, a number that was chosen is no reason to end the process.
        distances = [task.limit - now] if task and task.limit is not None and self._signal is not None else []
        distances += [self._left(use.room(self._limits.keep_free * 2), now) for use in self._uses]
        return min(distances, default=PAUSES[1] * FILLED)

    def _left(self, room: float, now: float) -> float:
        """Of the container's room. A worker that keeps within its share is not at fault, and goes on nearly to the
        end; what the process has started counts as its own."""
        left = room - self._limits.keep_free
        if left > 0 or now + of_descendants() >= self._limits.share.megabytes:
            return left
        return room - self._limits.keep_free / LAST

    def _over(self, task: Task) -> None:
        """Until the task has ended, has less, or the process has."""
        if self._signal is None:
            return self._end(task, "it cannot be interrupted")
        if self.last_words:
            self.last_words.stop()
        began, report = _clocks(), self._report(task)
        self._raised, self._released = 0.0, False
        while self.task is task and self._distance() <= 0 and not self._stopped.is_set():
            has_stopped = self._handling or not self._is_within_phase()
            if not has_stopped:
                self._spread_net(task)
            self._send()
            if self._reported is not task:  # it may have been garbage, and grow again
                self._reported = task
                self._say(report)
            left = self._last_room()
            if left <= 0:
                return self._end(task, NO_TIME)
            if has_stopped:  # its failure is being told, with all that it holds
                began = _clocks()
            elif _spent(began) > GRACE:
                return self._end(task, f"it did not stop within {GRACE:.0f} s")
            self._stopped.wait(min(max(left / FILLED, PAUSES[0]), AGAIN))
        return None

    def _last_room(self) -> float:
        """Megabytes until nothing may be waited for any more."""
        last = self._limits.keep_free / (NETTED if self.net.limit else LAST)
        return min((use.room(last * 4) - last for use in self._uses), default=PAUSES[1] * FILLED)

    def _send(self) -> None:
        """A real signal also ends a call of the system that waits; Windows has none."""
        assert self._signal is not None
        if hasattr(signal, "pthread_kill"):
            with suppress(OSError, ProcessLookupError):
                signal.pthread_kill(self._main, self._signal)
        else:
            import _thread

            _thread.interrupt_main(signal.Signals(self._signal))

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        """In the main thread, between two bytecodes, where nothing is taken meanwhile.

        It may be garbage that is over the limit. And a test needs some time to tidy up before it is told again.
        """
        __tracebackhide__ = True
        while self._ending:
            self._parked.set()
            time.sleep(1.0)
        task = self.task
        if task is None or self._handling:
            return
        if self._raised and self._last_room() <= 0:
            self._end(task, NO_TIME)
        if time.monotonic() - self._raised < TIDYING or not self._within_phase(frame):
            return
        said = self._judged(task)
        if said:
            self._raised = time.monotonic()
            raise OverLimit("\n".join(said))

    def _judged(self, task: Task) -> list[str]:
        """What is said of a test that is over the limit also without its garbage."""
        self._handling = True
        self.net.take_away()
        try:
            if not self._released:
                self._released = True
                release()
            if self._distance() > 0:
                return []
            if task.name not in self.interrupted:
                self.interrupted.append(task.name)
            return [self._said(task), *self.trace()]
        finally:
            self._spread_net(task)
            self._handling = False  # last: another signal would end what is done for this one

    def _within_phase(self, frame: FrameType | None) -> bool:
        """Whether pytest would take an exception for a failure of a test's phase or of the collection of a file."""
        below: FrameType | None = None
        while frame is not None:
            if frame.f_code is self._phase and below is not None:
                return getattr(frame.f_locals.get("func"), "__code__", None) is below.f_code
            below, frame = frame, frame.f_back
        return False

    def _said(self, task: Task) -> str:
        now = self._resident()
        grown = f"it began with {mb(task.began)}"
        if task.limit is not None and now >= task.limit:
            return f"memory is over the limit: {mb(now)} > {task.limit:.0f}MB ({grown})"
        started = of_descendants()
        others = f", those it has started have {mb(started)}" if started else ""
        rooms = [f"{mb(use.room())} of {use.group.limit:.0f}MB are left in the {use.group.name}" for use in self._uses]
        return f"memory is nearly used up: {' and '.join(rooms)}; this process has {mb(now)} ({grown}){others}"

    def _report(self, task: Task) -> str:
        frame, stack = sys._current_frames().get(self._main), []
        while frame is not None and frame.f_code is not self._phase:
            stack.append((frame, frame.f_lineno))
            frame = frame.f_back
        return "\n".join(["", f"{MARK}{task.name}: {self._said(task)}", *calls(stack), ""])

    def _end(self, task: Task, why: str) -> None:
        """Nothing is unwound: the next thing that happened would be the kernel's signal 9. The main thread is kept from
        taking more while the last words are written."""
        if not self._once.acquire(blocking=False):  # the other thread came to the same end
            while True:
                time.sleep(1.0)
        self._ending = True
        self.hold()
        if self._signal is not None and threading.get_ident() != self._main:
            self._send()
            self._parked.wait(AGAIN)
        self.net.take_away()
        text = f"{self._said(task)}; {why}"
        end = f"the process ends with exit code {MEMORY_EXIT_CODE}, before the kernel kills it"
        self._say(f"\n{MARK}{task.name}: {text}: {end}\n")
        with suppress(Exception):
            self._ended(task, text)
        os._exit(MEMORY_EXIT_CODE)


def _clocks() -> tuple[float, float]:
    return time.process_time(), time.monotonic()


def _spent(began: tuple[float, float]) -> float:
    """Seconds of the processor; on a busy machine a test has more of the clock's, but not without end."""
    computed, waited = (now - before for now, before in zip(_clocks(), began, strict=True))
    return max(computed, waited / WAITING)


def _free_signal() -> int | None:
    """None where each has a handler: it is somebody else's."""
    numbers = [getattr(signal, name, None) for name in SIGNALS]
    free = (number for number in numbers if number and signal.getsignal(number) in (signal.SIG_DFL, signal.SIG_IGN))
    return next((int(number) for number in free), None)


def _code_of_phases() -> CodeType:
    return pytest.CallInfo.from_call.__func__.__code__  # type: ignore[attr-defined,no-any-return]
