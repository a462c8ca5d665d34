"""The project's files that a run imports."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig
from doctor.model.environment import Modules, Tree
from doctor.model.sources import Call, Import, SourceFile, Sources
from doctor.rules.naming import folders_of

PROJECTS = ("pyproject.toml", "pytest.ini", "setup.cfg", "setup.py", "tox.ini", "pytest.toml")


IGNORES = ("collect_ignore", "collect_ignore_glob")


def loaded(
    sources: Sources, config: PytestConfig, surely: bool = False, modules: Modules | None = None
) -> Iterator[SourceFile]:
    """Collected test files, the conftest files above them, and plugins. With `surely`, without test files that a
    conftest.py may leave out for reasons of its own (`collect_ignore` of what is not installed, pytest_ignore_collect);
    the modules tell which of them are there.
    """
    folders = {folder for file in sources.collected for folder in above(file.path)}
    left = ((file, left_out(file, modules)) for file in sources.conftests if surely)
    picky = [(file, patterns) for file, patterns in left if patterns is None or patterns]
    for file in sources:
        if file.role == "conftest":
            if file.path in config.initial_conftests or folder_of(file.path) in folders:
                yield file
        elif file.role == "plugin" or (file.collected and not any(may_be_left_out(file.path, *each) for each in picky)):
            yield file


def folder_of(path: str) -> str:
    return path.rpartition("/")[0]


def above(path: str) -> Iterator[str]:
    """The folder of a file and those above it, "" last."""
    while path:
        path = folder_of(path)
        yield path


def is_below(path: str, folder: str) -> bool:
    return not folder or path.startswith(f"{folder}/")


def left_out(conftest: SourceFile, modules: Modules | None) -> tuple[str, ...] | None:
    """The patterns of files that it may leave out, None when they cannot be told."""
    if any(function.name in ("pytest_ignore_collect", "pytest_collect_file") for function in conftest.functions):
        return None
    given = [value for name, value in conftest.assigned if name in IGNORES]
    calls = [call for call in conftest.calls if call.name.startswith(IGNORES)]
    given += [part for call in calls if not is_spared(call, conftest, modules) for part in call.expr.parts]
    patterns: list[str] = []
    for value in given:
        texts = [part.text for part in (value.parts if value.kind in ("list", "tuple") else (value,))]
        if None in texts:
            return None
        patterns += [text for text in texts if text]
    return tuple(patterns)


def is_spared(call: Call, conftest: SourceFile, modules: Modules | None) -> bool:
    """Does it stand in the `except` of a `try` whose imports are there, so that it is not run?"""
    if modules is None:
        return False
    tried = tried_before(call, conftest)
    return bool(tried) and all(modules.find(each.module, conftest.path) for each in tried)


def tried_before(call: Call, conftest: SourceFile) -> list[Import]:
    """The imports of the `try` in whose `except` the call stands."""
    kind, _, line = call.branch.partition(":")
    tried: list[Import] = []
    if kind != "except" or not line.isdigit():
        return tried
    for each in sorted(conftest.imports, key=lambda each: each.place.line, reverse=True):
        expected = tried[-1].place.line if tried else int(line)
        if each.guarded == "try" and each.place.line in (expected, expected - 1):
            tried.append(each)
    return tried


def may_be_left_out(path: str, conftest: SourceFile, patterns: tuple[str, ...] | None) -> bool:
    """Does the conftest lie above the file and may leave it out?"""
    if not is_below(path, folder_of(conftest.path)):
        return False
    if patterns is None:
        return True
    return any(_matches(path, pattern) for pattern in patterns)


def is_perhaps_left_out(path: str, sources: Sources, modules: Modules) -> bool:
    """May a conftest.py above the file leave it out for reasons of its own?"""
    return any(may_be_left_out(path, each, left_out(each, modules)) for each in sources.conftests)


def _matches(path: str, pattern: str) -> bool:
    """Generously: by any part of the path, or by its end."""
    from fnmatch import fnmatch

    wanted = pattern.strip("./")
    return any(fnmatch(part, wanted) for part in path.split("/")) or fnmatch(path, f"*{wanted}") or wanted in path


def is_apart(path: str, tree: Tree) -> bool:
    """Does it belong to a project of its own, which is tested from its folder?"""
    return any(tree.has(f"{folder}/{name}") for folder in folders_of(path) for name in PROJECTS)
