"""Says which autouse fixtures are defined more than once, or live longer than the file that defines them lets one see.

An autouse fixture acts on tests that do not name it. One name in several files is therefore several things at once, and
one of a wide scope in a test file begins and ends at a time that no reader of that file can tell; both belong into a
conftest. Fixtures of classes count only for the second: two classes may well call their own `setup`.
"""

from __future__ import annotations

import inspect
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import pytest

from pytest_guard import settings, xdist

KEY = "guard_fixtures"
TITLE = "fixture organization"
WIDE = ("module", "package", "session")


class Definition(NamedTuple):
    """An autouse fixture of the project; `holder` is the id of the node that it is visible from."""

    name: str
    scope: str
    holder: str
    file: str
    line: int

    @property
    def is_of_class(self) -> bool:
        return "::" in self.holder

    @property
    def is_of_conftest(self) -> bool:
        """A helper module whose fixtures a conftest imports is as good as the conftest."""
        path = self.holder.partition("::")[0]
        return not path.endswith(".py") or path.endswith("__init__.py")


def start(config: pytest.Config) -> Fixtures:
    return Fixtures(config)


class Fixtures:
    """Reports at the end, or stops the run before its first test; under pytest-xdist the controller does."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.fails = settings.text(config, "guard_fixtures") == "fail"
        self.problems: list[str] = []

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, session: pytest.Session) -> None:
        self.problems = problems(definitions(session))
        if not xdist.is_worker(self.config):
            self._stop()
            return
        xdist.tell_controller(self.config, KEY, self.problems)
        if file := self.config.workerinput.get(KEY):  # type: ignore[attr-defined]
            with suppress(OSError):  # a worker on another machine: it is reported when it ends
                Path(file).write_text(json.dumps(self.problems), encoding="utf-8")

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        """Gives a worker a file for what it finds: all else that it tells arrives when the tests have run."""
        if self.fails:
            import tempfile

            handle, file = tempfile.mkstemp(prefix="guard-fixtures-", suffix=".json")
            os.close(handle)
            node.workerinput[KEY] = file
            self.config.add_cleanup(partial(Path(file).unlink, missing_ok=True))

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, node: Any) -> None:
        if file := node.workerinput.get(KEY):
            self._add(json.loads(Path(file).read_text(encoding="utf-8") or "[]"))
            self._stop()

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        self._add(xdist.told(node, KEY) or [])

    def _add(self, problems: list[str]) -> None:
        self.problems += [problem for problem in problems if problem not in self.problems]

    def _stop(self) -> None:
        if self.fails and self.problems:
            raise pytest.UsageError("\n".join([f"{TITLE} (guard_fixtures = fail)", *self.problems]))

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.problems and not self.fails:
            terminalreporter.section(TITLE)
            for problem in self.problems:
                terminalreporter.write_line(problem)


def definitions(session: pytest.Session) -> list[Definition]:
    """The autouse fixtures that the project defines, as far as they are collected, in the order of their places."""
    manager = session._fixturemanager
    found = (_definition(each, session.config.rootpath) for each in _all(manager) if _is_autouse(manager, each))
    return sorted({each for each in found if each}, key=lambda each: (each.file, each.line, each.name))


def _all(manager: Any) -> Iterator[Any]:
    for name in ("_arg2fixturedefs", "_arg2node2fixturedefs", "_arg2nodeid2fixturedefs"):  # the first until pytest 9.1
        for kept in getattr(manager, name, {}).values():
            for each in kept.values() if isinstance(kept, dict) else (kept,):
                yield from each


def _is_autouse(manager: Any, fixture: Any) -> bool:
    if hasattr(fixture, "_autouse"):  # since pytest 8.1
        return bool(fixture._autouse)
    return fixture.argname in manager._nodeid_autousenames.get(fixture.baseid, ())


def _definition(fixture: Any, root: Path) -> Definition | None:
    """None where pytest or an installed plugin defines it."""
    function = inspect.unwrap(fixture.func)
    code = getattr(getattr(function, "func", function), "__code__", None)
    if code is None:
        return None
    try:
        file = Path(code.co_filename).relative_to(root)
    except ValueError:
        return None
    if {"site-packages", "dist-packages", "_pytest"} & set(file.parts):
        return None
    return Definition(fixture.argname, fixture.scope, fixture.baseid, file.as_posix(), code.co_firstlineno)


def problems(definitions: list[Definition]) -> list[str]:
    """What is to be said, a text with its places each."""
    return [*_duplicates(definitions), *_misplaced(definitions)]


def _duplicates(definitions: list[Definition]) -> Iterator[str]:
    places: dict[str, dict[str, int]] = {}
    for each in definitions:
        if not each.is_of_class:
            places.setdefault(each.name, {}).setdefault(each.file, each.line)
    for name, files in places.items():
        if len(files) > 1:
            where = "\n".join(f"  - {file}:{line}" for file, line in files.items())
            common = os.path.commonpath([PurePosixPath(file).parent.as_posix() for file in files])
            conftest = (PurePosixPath(common.replace(os.sep, "/")) / "conftest.py").as_posix()
            yield (
                f"DUPLICATE autouse fixture '{name}' is defined in {len(files)} files:\n{where}\n"
                f"  Fix: define it once, in {conftest}, or give them different names"
            )


def _misplaced(definitions: list[Definition]) -> Iterator[str]:
    found = {(each.scope, each.name, each.file, each.line) for each in definitions if _is_misplaced(each)}
    for scope, name, file, line in sorted(found, key=lambda each: each[2:]):
        conftest = (PurePosixPath(file).parent / "conftest.py").as_posix()
        yield (
            f"{scope.upper()} autouse fixture '{name}' is defined outside conftest.py:\n  - {file}:{line}\n"
            f"  Fix: move it to {conftest}, or let the tests name it"
        )


def _is_misplaced(definition: Definition) -> bool:
    return definition.scope in WIDE and not definition.is_of_conftest
