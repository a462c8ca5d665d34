"""Looks after the live processes of a run: before each test, after it, at the end."""

from __future__ import annotations

import contextlib
import os
import warnings
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from pytest_guard import settings, workers
from pytest_guard.processes import pidfiles
from pytest_guard.processes.live import LiveProcess, LiveProcessError
from pytest_guard.processes.recipe import Recipe


class LiveProcessWarning(pytest.PytestWarning):
    """What happened to a live process, for pytest's summary of warnings; no filter makes it an error."""


class Kept:
    """A live process with what ends it: a fixture (by its name), a test file, a test."""

    def __init__(self, live: LiveProcess, fixture: str, scope: str, reserved: range | None) -> None:
        self.live = live
        self.fixture = fixture
        self.scope = scope
        self.reserved = reserved
        self.file = ""

    def serves(self, item: pytest.Item) -> bool:
        """Whether a test uses it: through the fixture, or because it started it."""
        return self.live.test == item.nodeid or self.fixture in getattr(item, "fixturenames", ())


class Processes:
    """The plugin `guard-processes`."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.dirty = settings.text(config, "guard_dirty")
        self.folder: Path | None = None
        self.logs = Path()
        self.kept: list[Kept] = []
        self.fixtures: list[Any] = []
        self.owner = os.getpid()
        self.refused = ""
        self.started = 0

    def pytest_report_header(self) -> list[str]:
        return [f"guard: this run does not begin clean: {self.dirty}"] if self.dirty else []

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_fixture_setup(self, request: Any) -> Generator[None, None, None]:
        """Remembers which fixture asks, for the process ends with it."""
        self.fixtures.append(request)
        yield
        self.fixtures.pop()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        for kept in self.kept:
            if kept.serves(item):
                try:
                    self.begin(kept, item.nodeid)
                except LiveProcessError as error:
                    self.refused = item.nodeid
                    pytest.fail(str(error), pytrace=False)

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: Any) -> Generator[None, Any, None]:
        report = (yield).get_result()
        for kept in self.kept:
            if kept.serves(item):
                if report.when == "call":
                    kept.live.ends()
                if report.failed and item.nodeid != self.refused:
                    report.sections.append((f"live process {kept.live.name}", _state(kept.live)))

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_teardown(self, item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, None, None]:
        yield
        for kept in list(self.kept):
            if kept.scope == "test" or (
                kept.scope == "file" and (nextitem is None or _file(nextitem.nodeid) != kept.file)
            ):
                kept.live.stop()
            if not kept.fixture and kept.scope == "test":
                self.end(kept)

    def prepare(self, logs: Path) -> None:
        """Before the first process: where files go, and what an earlier run left."""
        self.logs = logs
        given = settings.text(self.config, "guard_state")
        try:
            self.folder = Path(given).absolute() if given else pidfiles.own_folder(self.config.rootpath)
        except OSError:
            self.folder = logs
        # whoever names a folder reads it himself
        for said in () if given else pidfiles.end_left_over(self.folder):
            self.dirty = f"{self.dirty}; {said}" if self.dirty else said
            self.tell(said)

    def start(self, recipe: Recipe, scope: str | None, reserved: range | None) -> LiveProcess:
        """Starts a process that ends with the fixture that is being set up, or with the test that runs."""
        __tracebackhide__ = True
        request = self.fixtures[-1] if self.fixtures else None
        test, _, phase = os.environ.get("PYTEST_CURRENT_TEST", "").rpartition(" ")
        scope = scope or ("test" if request is None and phase == "(call)" else "session")
        assert self.folder is not None
        self.started += 1
        log = self.logs / f"{recipe.name}-{self.started}.log"
        live = LiveProcess(recipe, self.folder, log, self.tell, self.dirty)
        kept = Kept(live, request.fixturename if request else "", scope, reserved)
        kept.file = _file(test)
        live.begins(test, kept.file)
        live.first_use = lambda test: self.begin(kept, test)
        leaks = self.config.pluginmanager.get_plugin("guard-leaks")
        live.excused = getattr(leaks, "excused", live.excused)
        self.kept.append(kept)
        if request is not None:
            request.addfinalizer(lambda: self.end(kept))
        try:
            live.start()
        except LiveProcessError:
            self.end(kept)
            raise
        return live

    def begin(self, kept: Kept, test: str) -> None:
        """Before a test: a fresh process where one is due, another where this one is dead or unhealthy.

        Raises:
            LiveProcessError: there is none for this test.
        """
        live, new_file = kept.live, _file(test) != kept.file
        live.look()
        kept.file = _file(test)
        live.begins(test, kept.file)
        if live.is_stopped and (new_file or not live.broken):
            live.start()
            live.forget()
            return
        if live.recipe.respawn == "use" and not live.broken:
            return
        trouble = live.trouble()
        if not trouble:
            return
        if live.broken or not (live.recipe.respawn == "test" or (live.recipe.respawn == "file" and new_file)):
            raise LiveProcessError(live.broken or live.complaint(trouble))
        live.replace(trouble)

    def end(self, kept: Kept) -> None:
        """Ends a process for good."""
        if kept in self.kept and os.getpid() == self.owner:
            self.kept.remove(kept)
            kept.live.note_death()
            kept.live.stop()
            workers.release_ports(kept.reserved or range(0))

    def end_all(self) -> None:
        """When pytest ends, for what no fixture has ended."""
        for kept in list(self.kept):
            self.end(kept)
        if self.folder is not None:
            with contextlib.suppress(OSError):  # it may hold files of others
                self.folder.rmdir()

    def tell(self, text: str, test: str = "") -> None:
        """As a warning that no filter turns into an error; pytest-xdist brings it to the controller."""
        message = warnings.WarningMessage(LiveProcessWarning(text), LiveProcessWarning, _file(test) or __file__, 0)
        said = {"warning_message": message, "when": "runtest", "nodeid": test, "location": None}
        self.config.hook.pytest_warning_recorded.call_historic(kwargs=said)


def _file(nodeid: str) -> str:
    return nodeid.partition("::")[0]


def _state(live: LiveProcess) -> str:
    lines = [live.summary(), f"dirty: {live.dirty}" if live.dirty else "", live.last_output()]
    return "\n".join(filter(None, lines))
