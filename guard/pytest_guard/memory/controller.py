"""The controller of pytest-xdist: it divides the container among the workers, and prints what they tell."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Generator
from typing import Any

import pytest

from pytest_guard import xdist
from pytest_guard.memory import MEMORY_EXIT_CODE, limits, words
from pytest_guard.memory.measures import Measures
from pytest_guard.memory.resident import resident


class Controller:
    def __init__(self, config: pytest.Config):
        self._config = config
        self._measures = Measures(start=resident()())
        self._limits = limits.of(config, self._measures.start)
        self._told: dict[str, Measures] = {}
        self._why: dict[str, str] = {}  # worker → why it has ended itself
        self._kills = self._kernel_kills()
        self._note = os.path.join(tempfile.gettempdir(), f"pytest-guard-memory-{os.getpid()}")  # made by who ends

    def pytest_report_header(self) -> list[str]:
        return words.header(self._measures, self._limits.header(), [])

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        note = f"{self._note}-{node.gateway.id}"
        node.workerinput["guard_memory"] = {"share": list(self._limits.share), "note": note}

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """A worker that ended in its collection would be replaced by one that ends there, too."""
        if told := xdist.told(node, "guard_memory"):
            self._told[node.gateway.id] = Measures(**told)
            self._stop(told["stop"], node)
        elif noted := self._noted(node.gateway.id):
            self._why[node.gateway.id] = f"{noted['task']}: {noted['text']}"
            self._stop("" if "::" in noted["task"] else self._why[node.gateway.id], node)

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Last: the report itself is to be seen by all others."""
        told = getattr(report, "guard_memory", {})
        self._stop(told.get("stop", ""), getattr(report, "node", None))

    @pytest.hookimpl(optionalhook=True, tryfirst=True)
    def pytest_handlecrashitem(self, crashitem: str, report: pytest.TestReport) -> None:
        """Why the worker is gone, where it is known; else pytest-xdist's words stand alone."""
        why = self._why.get(report.node.gateway.id) or self._killed()
        if why:
            report.longrepr = f"{report.longrepr}\n{words.MARK}{why}"
            report.__dict__["guard_reason"] = why  # for the record

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        self._print(terminalreporter)

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_sessionfinish(self) -> Generator[None, Any, None]:
        yield
        if self._measures.stop:
            self._print(self._config.pluginmanager.getplugin("terminalreporter"))

    def _stop(self, why: str, node: Any) -> None:
        if why and not self._measures.stop:
            self._measures.stop = f"{node.gateway.id}: {why}"
            pytest.exit(self._measures.stop, returncode=MEMORY_EXIT_CODE)

    def _noted(self, worker: str) -> dict[str, str]:
        """What a worker wrote before it ended itself."""
        file = f"{self._note}-{worker}"
        try:
            with open(file, encoding="utf-8") as text:
                noted = json.load(text)
            os.remove(file)
        except (OSError, ValueError):
            return {}
        return dict(noted)

    def _killed(self) -> str:
        """What the kernel counts."""
        before, self._kills = self._kills, self._kernel_kills()
        if self._kills <= before:
            return ""
        group = self._limits.groups[0]
        return f"the kernel has killed it: more than the {group.limit:.0f}MB of the {group.name} were wanted at once"

    def _kernel_kills(self) -> int:
        return sum(group.kills() for group in self._limits.groups[:1])

    def _print(self, terminal: Any) -> None:
        lines = [line for name in sorted(self._told) for line in words.worker(name, self._told[name])]
        lines += words.stopped(self._measures)
        self._told.clear()
        if terminal is not None and lines:
            terminal.ensure_newline()
            for line in lines:
                terminal.write_line(line)
