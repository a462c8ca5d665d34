"""The fact `mute_loggers`: tests that look in caplog for the messages of a logger that does not propagate.

Before 9.1 pytest puts its handler on the root logger alone: it sees what loggers hand on. Followed are functions that
a test imports from a module of the project and calls, and that log by a logger of their module.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from doctor.facts.contents import content, read_python, tree_of
from doctor.knowledge.syntax import functions_in, nodes_in
from doctor.model.config import PytestConfig
from doctor.model.environment import FoundModule, Modules
from doctor.model.invocation import Invocation
from doctor.model.mute_loggers import MuteLogger
from doctor.model.places import Place
from doctor.model.reached import reached
from doctor.model.sources import SourceFile, Sources

WANTED = re.compile(r"(?<!not )\bin caplog\.(?:text|messages)|assert caplog\.(?:records|messages|record_tuples)\b")
CARED_FOR = (b"propagate", b"caplog.handler", b"addHandler")
LEVELS = ("debug", "info", "warning", "error", "critical", "exception", "log")
Muted = tuple[str, Place]


def mute_loggers(
    invocation: Invocation, config: PytestConfig, sources: Sources, modules: Modules
) -> tuple[MuteLogger, ...]:
    if config.version >= (9, 1):
        return ()
    files = [file for file in sources.collected if any("caplog" in test.requests for test in file.tests)]
    texts = [content(Path(invocation.project, file.path)) for file in (*files, *sources.reaching_others)]
    if not files or any(word in text for text in texts for word in CARED_FOR):
        return ()
    mutes: dict[str, bool] = {}
    return tuple(found for file in files for found in of_file(file, invocation, modules, mutes))


def of_file(file: SourceFile, invocation: Invocation, modules: Modules, mutes: dict[str, bool]) -> Iterator[MuteLogger]:
    own = [each for each in file.imports if not each.guarded]
    names = [name for each in own for name in (each.module, each.dotted)]
    found = list(reached(names, file.path, modules))
    for module in found:
        if module.file not in mutes:
            mutes[module.file] = b"propagate" in content(Path(invocation.project, module.file))
    if not any(mutes[module.file] for module in found):
        return
    homes = {module.name: Home(module, content(Path(invocation.project, module.file))) for module in found}
    muted = [each for home in homes.values() for each in home.muted()]
    if not muted:
        return
    data = content(Path(invocation.project, file.path))
    functions = {each.alias: (homes[each.module], each.name) for each in own if each.name and each.module in homes}
    own_functions = plain_functions(tree_of(data, file.path))
    lines = data.decode("utf-8", "replace").split("\n")
    for test in file.tests:
        node = own_functions.get(test.function) if "caplog" in test.requests and not test.file else None
        if node and WANTED.search(text_of(node, lines)):
            for called in called_in(node, functions):
                home, name = functions[called]
                if lost := home.lost(name, muted):
                    (logger, place), logged = lost
                    yield MuteLogger(logger, place, file.path, test.function, name, logged)


def plain_functions(tree: ast.Module) -> dict[str, ast.FunctionDef]:
    """Those that are not async, by their qualified names."""
    return {name: node for name, node in functions_in(tree.body) if isinstance(node, ast.FunctionDef)}


def text_of(node: ast.FunctionDef, lines: list[str]) -> str:
    """The lines of a function."""
    return "\n".join(lines[node.lineno - 1 : node.end_lineno])


def called_in(node: ast.FunctionDef, functions: Mapping[str, object]) -> list[str]:
    """The imported functions that the test calls."""
    calls = (each.func for each in nodes_in(node) if isinstance(each, ast.Call))
    return list(dict.fromkeys(each.id for each in calls if isinstance(each, ast.Name) and each.id in functions))


class Home:
    """A module of the project that logs."""

    def __init__(self, module: FoundModule, data: bytes) -> None:
        self._name = module.name
        self._tree, self._reader = read_python(data, module.file)
        assigned = [node for node in self._tree.body if isinstance(node, ast.Assign) and len(node.targets) == 1]
        self._assigned = [(node.targets[0], node.value) for node in assigned]
        named = ((target.id, self._logger(value)) for target, value in self._assigned if isinstance(target, ast.Name))
        self._loggers = {name: logger for name, logger in named if logger}

    def _logger(self, node: ast.expr) -> str:
        """The name of `logging.getLogger("shop")`, or `getLogger(__name__)`."""
        if not isinstance(node, ast.Call) or self._reader.chain(node.func) != "logging.getLogger":
            return ""
        given = node.args[0] if node.args else None
        if isinstance(given, ast.Constant) and isinstance(given.value, str):
            return given.value
        return self._name if isinstance(given, ast.Name) and given.id == "__name__" else ""

    def muted(self) -> Iterator[Muted]:
        """`logger.propagate = False` in the body of the module."""
        for target, value in self._assigned:
            is_false = isinstance(value, ast.Constant) and value.value is False
            if is_false and isinstance(target, ast.Attribute) and target.attr == "propagate":
                owner = target.value
                name = self._loggers.get(owner.id, "") if isinstance(owner, ast.Name) else self._logger(owner)
                if name:
                    yield name, self._reader.place(target)

    def named(self) -> Iterator[Muted]:
        """The loggers that are there as soon as the module is imported, each with its place."""
        for target, value in self._assigned:
            if isinstance(target, ast.Name) and (name := self._loggers.get(target.id)):
                yield name, self._reader.place(value)

    def lost(self, function: str, muted: list[Muted]) -> tuple[Muted, Place] | None:
        """The first message of the function that goes to a muted logger, if all of its messages do."""
        nodes = (each for each in self._tree.body if isinstance(each, ast.FunctionDef) and each.name == function)
        said: list[tuple[str, ast.Call]] = []
        for each in nodes_in(next(nodes, ast.Pass())):
            if isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute) and each.func.attr in LEVELS:
                owner = each.func.value
                said.append((self._loggers.get(owner.id, "") if isinstance(owner, ast.Name) else "", each))
        hits = [next((one for one in muted if is_below(name, one[0])), None) for name, _ in said]
        return (hits[0], self._reader.place(said[0][1])) if hits and hits[0] and all(hits) else None


def is_below(name: str, muted: str) -> bool:
    return name == muted or name.startswith(f"{muted}.")
