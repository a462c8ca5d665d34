"""A live process as tests see it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from re import Match
from typing import NamedTuple

from pytest_guard import workers
from pytest_guard.processes import tree
from pytest_guard.processes.holders import create_time, holder
from pytest_guard.processes.pidfiles import PidFile
from pytest_guard.processes.ready import Condition, HopelessError, condition, health_of
from pytest_guard.processes.recipe import Recipe, filled

LAST_LINES = 20
LOOK_SECONDS = 0.02
OUTPUT_BYTES = 1 << 20


class LiveProcessError(Exception):
    """A process does not start, is dead or does not answer; the text says why and has its last output."""

    __module__ = "pytest_guard.processes"


class Event(NamedTuple):
    """What made a process other than a fresh one, and in which test file."""

    file: str
    text: str
    lasting: bool


class LiveProcess:
    """What `live_process(…)` gives. The process behind it may be another after a respawn: see `pid` and `starts`.

    Attributes:
        name, host, log: as given; 127.0.0.1; the file with the output of every start.
        match: what a pattern given as `ready` found.
        starts: how many times it was started.
        broken: why it could not be started; "" when it could.
        test: the test that runs now, or that used it last.
        first_use: called when another test uses it than the one that is known.
        excused: surrounds each start, for whoever looks for processes that a test leaves.
    """

    host = "127.0.0.1"

    def __init__(
        self, recipe: Recipe, folder: Path, log: Path, tell: Callable[[str, str], None], dirty: str = ""
    ) -> None:
        """Starts nothing yet. `folder` is for pid files; `tell` hears what makes it dirty, and in which test."""
        self.recipe = recipe
        self.name = recipe.name
        self.log = log
        self.first_use: Callable[[str], None] = lambda test: None
        self.excused: Callable[[], AbstractContextManager[None]] = nullcontext
        self.match: Match[str] | None = None
        self.starts = 0
        self.broken = ""
        self.test = ""
        self._folder = folder
        self._tell = tell
        self._port = recipe.port
        self._files = ("", "")
        self._events = [Event("", dirty, True)] if dirty else []
        self._in_test = False
        self._starting = False
        self._is_hopeless = False
        self._tree: tree.Tree | None = None
        self._pid_file: PidFile | None = None
        self._death_noted = False
        self._log_start = 0
        self._ready = condition(recipe.ready, self)
        self._health = health_of(self._ready) if recipe.health is None else condition(recipe.health, self)

    def __repr__(self) -> str:
        return f"<live process '{self.name}': {self.summary()}>"

    @property
    def port(self) -> int:
        """The port that it was given; 0 if none."""
        self._used()
        return self._port or 0

    @property
    def url(self) -> str:
        """ "http://127.0.0.1:20000", for its port."""
        return f"http://{self.host}:{self.port}"

    @property
    def pid(self) -> int:
        """The id of the process; 0 when none was started."""
        self._used()
        return self._tree.pid if self._tree else 0

    @property
    def exit_code(self) -> int | None:
        """How it ended, negative for a signal; None while it lives."""
        return self._tree.exit_code if self._tree else None

    @property
    def dirty(self) -> str:
        """Why it is not as a fresh process would be: what happened in this test file and in the one before; else ""."""
        return "; ".join(each.text for each in self._events if each.lasting or each.file in self._files)

    def is_alive(self) -> bool:
        """Whether it lives now; one that has put itself into the background lives as long as what it started."""
        return self._tree is not None and not self._tree.ended(ask=True)

    @property
    def is_stopped(self) -> bool:
        """Whether it was stopped, and not started since."""
        return self._tree is None

    def trouble(self) -> str:
        """Why it cannot be used as it is, after a look at it; "" when it is healthy."""
        if self._tree is None:
            return self.broken or "is stopped"
        if not self.is_alive():
            self.note_death()
            return f"has ended, {how_it_ended(self.exit_code)}"
        why = self._asked(self._health)
        if why and not self.is_alive():
            self.note_death()
            return f"has ended, {how_it_ended(self.exit_code)}"
        return f"is not healthy: {why}" if why else ""

    def output(self, lines: int = 0) -> str:
        """What it wrote since its last start, standard output and error: the last lines, or all (up to 1 MB)."""
        try:
            with self.log.open("rb") as log:
                log.seek(max(self._log_start, log.seek(0, os.SEEK_END) - OUTPUT_BYTES))
                text = log.read().decode(errors="replace")
        except OSError:
            return ""
        return "\n".join(text.splitlines()[-lines:]) if lines else text

    def start(self) -> None:
        """Starts it and waits until it is ready.

        Raises:
            LiveProcessError: at once when it ends or its port is taken, else when the time is over.
        """
        __tracebackhide__ = True
        self.broken = ""
        self._starting = True
        self._is_hopeless = False
        try:
            with self.excused():
                self._launch()
                self._wait()
        except LiveProcessError as error:
            self.broken = str(error)
            self.stop()
            raise
        finally:
            self._starting = False

    def stop(self) -> None:
        """Ends it and all that it started."""
        if self._tree is None:
            return
        tree, self._tree = self._tree, None
        left = tree.stop()
        if left:
            pids = ", ".join(map(str, left))
            self.note(f"could not be killed: pid {pids}", lasting=True)
        if self._pid_file and left:
            self._pid_file.write(left=left)
        elif self._pid_file and not self._death_noted:
            self._pid_file.remove()

    def restart(self) -> None:
        """Ends it and starts another.

        Raises:
            LiveProcessError: as for `start`.
        """
        self.stop()
        self.start()

    def replace(self, trouble: str) -> None:
        """Another one, because of some trouble, before a test.

        Raises:
            LiveProcessError: as for `start`.
        """
        if not self._death_noted:
            self.note(f"{trouble}, before {self.test}")
        self.restart()
        self.note(f"was started again before {self.test}")

    def note(self, text: str, lasting: bool = False) -> None:
        """Remembers what makes it dirty, and tells it."""
        self._events.append(Event(self._files[-1], text, lasting))
        self._tell(f"live process '{self.name}' {text}", self.test)

    def note_death(self) -> None:
        """Remembers, once, that it died by itself, if it did."""
        if self._tree is None or self._death_noted or not self._tree.ended():
            return
        self._death_noted = True
        self.note(f"died {'in' if self._in_test else 'after'} {self.test} ({how_it_ended(self.exit_code)})")
        if self._pid_file:
            self._pid_file.write(exit_code=self.exit_code, died=self.test)

    def forget(self) -> None:
        """After a fresh start that was due anyway, what happened before does not count any more."""
        self._events = [each for each in self._events if each.lasting]

    def begins(self, test: str, file: str) -> None:
        """A test begins that uses it."""
        self.test = test
        self._in_test = True
        if file != self._files[-1]:
            self._files = (self._files[-1], file)

    def ends(self) -> None:
        """The test ends; whatever happens before the next is not its doing."""
        self.look()
        self._in_test = False

    def look(self) -> None:
        """Notes whether it has died since the last look."""
        self.is_alive()
        self.note_death()

    def filled(self, text: str) -> str:
        """With its port."""
        return filled(text, self._port)

    def _used(self) -> None:
        """Who has it by `getfixturevalue` is seen here first; with respawn="use" a dead one is replaced here."""
        test = os.environ.get("PYTEST_CURRENT_TEST", "").rpartition(" ")[0]
        if test and test != self.test.replace("\x00", "(null)"):
            self.first_use(test)
        if self.recipe.respawn == "use" and self._tree is not None and not self._starting and not self.is_alive():
            self.note_death()
            self.restart()
            self.note(f"was started again in {self.test}")

    def _launch(self) -> None:
        __tracebackhide__ = True
        port = self._port
        try:
            if port and not workers.is_free(port, reuse=True):
                raise LiveProcessError(f"live process '{self.name}': port {port} is taken by {holder(port)}")
        except workers.NotAvailableError as error:
            raise LiveProcessError(f"live process '{self.name}': {error}") from None
        self._log_start = self.log.stat().st_size if self.log.exists() else 0
        self._death_noted = False
        order = self.recipe.order(port, self.log)
        try:
            self._tree = tree.start(order)
        except (tree.StartError, OSError) as error:
            raise LiveProcessError(
                f"live process '{self.name}' cannot be started ({self._command()}): {error}"
            ) from None
        self.starts += 1
        pid = self._tree.pid
        about = {"name": self.name, "pid": pid, "started": time.time(), "port": port, "nodeid": self.test}
        self._pid_file = PidFile(self._folder, {**about, "create_time": create_time(pid), "mark": order["mark"]})

    def _wait(self) -> None:
        __tracebackhide__ = True
        assert self._tree is not None
        over = time.monotonic() + self.recipe.timeout
        while True:
            if self._tree.ended():
                raise self._failure(f"ended before it was ready, {how_it_ended(self.exit_code)}")
            why = self._asked(self._ready)
            if not why and self.is_alive():
                return
            if self._is_hopeless:
                raise self._failure(f"cannot be reached: {why}")
            if time.monotonic() > over:
                raise self._failure(f"was not ready within {self.recipe.timeout:g} s: {why}")
            time.sleep(LOOK_SECONDS)

    def _asked(self, condition: Condition) -> str:
        """What a condition says; what it raises is an answer too, such as a socket that a plugin forbids."""
        try:
            return condition(self)
        except HopelessError as error:
            self._is_hopeless = True
            return str(error)
        except Exception as error:
            return f"{type(error).__name__}: {error}"

    def _failure(self, what: str) -> LiveProcessError:
        lines = [f"live process '{self.name}' {what} ({self._command()})"]
        if self._port and self._tree and self._tree.gone and not workers.is_free(self._port, reuse=True):
            lines.append(f"port {self._port} is taken by {holder(self._port)}")
        lines.append(self.last_output() or f"it wrote nothing ({self.log})")
        return LiveProcessError("\n".join(lines))

    def complaint(self, trouble: str) -> str:
        """Why a test cannot use it."""
        return "\n".join(filter(None, (f"live process '{self.name}' {trouble}", self.dirty, self.last_output())))

    def summary(self) -> str:
        """One line: what it is and whether it lives."""
        port = f", port {self._port}" if self._port else ""
        if self._tree is None:
            return f"stopped{port}"
        state = f"ended, {how_it_ended(self.exit_code)}" if self._tree.ended(ask=True) else "alive"
        return f"{state}, pid {self._tree.pid}{port}, start {self.starts}: {self._command()}"

    def last_output(self) -> str:
        """The last lines with a heading; "" when it wrote nothing."""
        output = self.output(LAST_LINES)
        return f"last output ({self.log}):\n{output}" if output else ""

    def _command(self) -> str:
        return self.recipe.line(self._port)


def how_it_ended(exit_code: int | None) -> str:
    """ "exit code 3", "killed by SIGKILL"."""
    if exit_code is None:
        return "killed with its supervisor"
    if exit_code >= 0:
        return f"exit code {exit_code}"
    try:
        return f"killed by {signal.Signals(-exit_code).name}"
    except ValueError:
        return f"killed by signal {-exit_code}"
