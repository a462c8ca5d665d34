"""One process that collects and runs tests: its parts, and what it tells at the end."""

from __future__ import annotations

import json
import os
from collections.abc import Generator
from contextlib import suppress
from typing import Any

import pytest

from pytest_guard import settings, xdist
from pytest_guard.memory import MEMORY_EXIT_CODE, limits, refusal, trace, words
from pytest_guard.memory.collection import Collection
from pytest_guard.memory.measures import Measures
from pytest_guard.memory.net import Net
from pytest_guard.memory.resident import highest
from pytest_guard.memory.shared import shared
from pytest_guard.memory.tests import Tests
from pytest_guard.memory.watcher import Task, Watcher


class Process:
    """Registers its parts, and removes them with itself."""

    def __init__(self, config: pytest.Config):
        self._config, self._resident = config, shared(config)
        self._measures = Measures(start=self._resident(), peak=self._resident())
        self._limits = limits.of(config, self._measures.start)
        self._error = _real_stderr(config)
        self._notes: list[str] = []
        self._refusal = refusal.of_each_test(config)
        last = refusal.in_need(config) if self._limits.groups and not self._refusal else None
        self._net = Net(last, self._limits.keep_free, self._say)
        self._watcher = Watcher(self._resident, self._limits, self._say, self._ended, self._net)
        if self._limits.groups:  # only in a container is there somebody who kills
            from pytest_guard.memory.last_words import LastWords

            self._watcher.last_words = LastWords(config, self._error)
        self._watcher.trace = trace.start(config)
        self._watch_from_outside()
        self._printed = False
        self._notes += [note for note in (self._watcher.start(),) if note]
        config.add_cleanup(self._watcher.stop)
        self._register("collection", self._collection())
        self._register("tests", self._tests())
        if last:
            self._register("told", Told(self._net))

    def _watch_from_outside(self) -> None:
        """Starts the other process that watches, where one is wanted; says why there is none where there is none."""
        if settings.text(self._config, "guard_memory_watch") == "process":
            from pytest_guard.memory import outside

            started = outside.start(self._config, self._limits, self._error)
            if isinstance(started, str):
                self._notes.append(started)
                return
            self._watcher.looked, self._watcher.hold = started.looked, started.hold
            self._register("outside", started)

    def _collection(self) -> Collection:
        without_gc = settings.text(self._config, "guard_collection_gc") == "off"
        return Collection(self._measures, self._limits.collection, self._resident, self._watcher, without_gc)

    def _tests(self) -> Tests:
        action, limit = settings.text(self._config, "guard_memory_action"), self._limits.execution
        return Tests(self._measures, limit, action, self._resident, self._watcher, self._refusal)

    def _register(self, name: str, part: object) -> None:
        self._config.pluginmanager.register(part, f"guard-memory-{name}")
        self._config.add_cleanup(lambda: self._config.pluginmanager.unregister(part))

    def pytest_report_header(self) -> list[str]:
        return words.header(self._measures, self._limits.header(), self._notes)

    def pytest_report_collectionfinish(self) -> list[str]:
        return words.collected(self._measures)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        self._print(terminalreporter)

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> Generator[None, Any, None]:
        """pytest's terminal has no summary for exit codes that it does not know."""
        self._close()
        if xdist.is_worker(self._config):
            xdist.tell_controller(self._config, "guard_memory", self._measures.json())
        yield
        if self._measures.stop and not xdist.is_worker(self._config):
            self._print(self._config.pluginmanager.getplugin("terminalreporter"))

    def _close(self) -> None:
        measures = self._measures
        measures.end, measures.interrupted = self._resident(), list(self._watcher.interrupted)
        measures.reached(highest(), "")
        measures.traced = trace.peak()
        measures.notes = [self._watcher.ended_by] if self._watcher.ended_by else []

    def _print(self, terminal: Any) -> None:
        if terminal is None or self._printed:
            return
        self._printed = True
        terminal.ensure_newline()
        for line in words.ended(self._measures):
            terminal.write_line(line)

    def _say(self, text: str) -> None:
        """Where capturing does not reach, at once."""
        with suppress(OSError):
            os.write(self._error, text.encode(errors="replace"))

    def _ended(self, task: Task, text: str) -> None:
        """The last that this process does: the record, the controller's note, and what was printed so far."""
        self._close()
        note = getattr(self._config, "workerinput", {}).get("guard_memory", {}).get("note")
        if note:
            with open(note, "w", encoding="utf-8") as file:
                json.dump({"task": task.name, "text": text}, file)
        else:
            self._say("\n".join([*words.ended(self._measures), ""]))
        record = self._config.pluginmanager.getplugin("guard-record")
        if hasattr(record, "crashed"):
            record.crashed(task.name, text, MEMORY_EXIT_CODE)
        self._config.get_terminal_writer().flush()


class Told:
    """What has failed is told without a net."""

    def __init__(self, net: Net):
        self._net = net

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self) -> None:
        self._net.take_away()


def _real_stderr(config: pytest.Config) -> int:
    """Capturing is suspended while plugins are configured: what is 2 now goes to whoever called pytest."""
    try:
        copy = os.dup(2)
    except OSError:  # closed
        return 2
    config.add_cleanup(lambda: os.close(copy))
    return copy
