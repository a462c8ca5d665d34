"""The fact `mute_loggers`: tests that look in caplog for the messages of a logger that does not propagate.

Before 9.1 pytest puts its handler on the root logger alone: it sees what loggers hand on. Followed are functions that
a test imports from a module of the project and calls, and that log by a logger of their module.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from doctor.facts.calls import content
from doctor.facts.late_variables import reached
from doctor.model.config import PytestConfig
from doctor.model.environment import FoundModule, Modules
from doctor.model.invocation import Invocation
from doctor.model.mute_loggers import MuteLogger
from doctor.model.places import Place
from doctor.model.sources import SourceFile, Sources, Test

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
    known: set[str] = set()
    own = [each for each in file.imports if not each.guarded]
    found = [module for each in own for module in reached(each, file, modules, known)]
    for module in found:
        if module.file not in mutes:
            mutes[module.file] = b"propagate" in content(Path(invocation.project, module.file))
    if not any(mutes[module.file] for module in found):
        return
    trees = {module.name: tree for module in found if (tree := parsed(Path(invocation.project, module.file)))}
    files = {module.name: module for module in found}
    muted = [each for name, tree in trees.items() for each in muted_in(tree, files[name])]
    if not muted:
        return
    text = content(Path(invocation.project, file.path)).decode("utf-8", "replace")
    functions = {each.alias: (each.module, each.name) for each in own if each.name and each.module in trees}
    tree = parsed(Path(invocation.project, file.path))
    for test in file.tests if tree else ():
        node = definition(tree, test) if tree and "caplog" in test.requests and not test.file else None
        if node and WANTED.search(ast.get_source_segment(text, node) or ""):
            for called in called_in(node, functions):
                home, name = functions[called]
                yield from lost(test, file, trees[home], files[home], name, muted)


def parsed(path: Path) -> ast.Module | None:
    try:
        return ast.parse(content(path))
    except (SyntaxError, ValueError, RecursionError):
        return None


def definition(tree: ast.Module, test: Test) -> ast.FunctionDef | None:
    return next((node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == test.function), None)


def called_in(node: ast.FunctionDef, functions: dict[str, tuple[str, str]]) -> list[str]:
    """The imported functions that the test calls."""
    calls = (each.func for each in ast.walk(node) if isinstance(each, ast.Call))
    return list(dict.fromkeys(each.id for each in calls if isinstance(each, ast.Name) and each.id in functions))


def loggers(tree: ast.Module, module: FoundModule) -> dict[str, str]:
    """The names of the module that are loggers, each with the logger's own name."""
    found = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            name = logger_name(node.value, module)
            if name:
                found[node.targets[0].id] = name
    return found


def logger_name(node: ast.AST, module: FoundModule) -> str:
    """Of `logging.getLogger("shop")`, or `getLogger(__name__)`."""
    if not isinstance(node, ast.Call) or ast.unparse(node.func) not in ("logging.getLogger", "getLogger"):
        return ""
    given = node.args[0] if node.args else None
    if isinstance(given, ast.Constant) and isinstance(given.value, str):
        return given.value
    return module.name if isinstance(given, ast.Name) and given.id == "__name__" else ""


def muted_in(tree: ast.Module, module: FoundModule) -> Iterator[Muted]:
    """`logger.propagate = False` in the body of the module."""
    known = loggers(tree, module)
    for node in tree.body:
        target = node.targets[0] if isinstance(node, ast.Assign) and len(node.targets) == 1 else None
        if not (isinstance(target, ast.Attribute) and target.attr == "propagate" and isinstance(node, ast.Assign)):
            continue
        is_false = isinstance(node.value, ast.Constant) and node.value.value is False
        owner = target.value
        name = known.get(owner.id, "") if isinstance(owner, ast.Name) else logger_name(owner, module)
        if is_false and name:
            end = target.end_col_offset or target.col_offset
            yield name, Place(module.file, node.lineno, node.col_offset + 1, node.lineno, end + 1)


def lost(
    test: Test, file: SourceFile, tree: ast.Module, module: FoundModule, function: str, muted: list[Muted]
) -> Iterator[MuteLogger]:
    """The first message of the function that goes to a muted logger, if all of its messages do."""
    known = loggers(tree, module)
    node = next((each for each in tree.body if isinstance(each, ast.FunctionDef) and each.name == function), None)
    said: list[tuple[str, ast.Call]] = []
    for each in ast.walk(node) if node else ():
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute) and each.func.attr in LEVELS:
            owner = each.func.value
            said.append((known.get(owner.id, "") if isinstance(owner, ast.Name) else "", each))
    hits = [next((one for one in muted if is_below(name, one[0])), None) for name, _ in said]
    if hits and all(hits) and hits[0]:
        first = said[0][1]
        logged = Place(module.file, first.lineno, first.col_offset + 1, first.lineno, first.col_offset + 2)
        yield MuteLogger(hits[0][0], hits[0][1], file.path, test.function, function, logged)


def is_below(name: str, muted: str) -> bool:
    return name == muted or name.startswith(f"{muted}.")
