"""The project's files that a run imports."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig
from doctor.model.sources import SourceFile, Sources

IGNORES = ("collect_ignore", "collect_ignore_glob")


def loaded(sources: Sources, config: PytestConfig, surely: bool = False) -> Iterator[SourceFile]:
    """Collected test files, the conftest files above them, and plugins. With `surely`, without test files that a
    conftest.py may leave out for reasons of its own (`collect_ignore` of what is not installed, pytest_ignore_collect).
    """
    folders = {folder for file in sources.collected for folder in above(file.path)}
    picky = [file for file in sources.conftests if surely and is_picky(file)]
    for file in sources:
        if file.role == "conftest":
            if file.path in config.initial_conftests or folder_of(file.path) in folders:
                yield file
        elif file.role == "plugin" or (file.collected and not any(may_be_left_out(file.path, each) for each in picky)):
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


def is_picky(conftest: SourceFile) -> bool:
    return left_out(conftest) != ()


def left_out(conftest: SourceFile) -> tuple[str, ...] | None:
    """The patterns of files that it may leave out, None when they cannot be told."""
    if any(function.name in ("pytest_ignore_collect", "pytest_collect_file") for function in conftest.functions):
        return None
    given = [value for name, value in conftest.assigned if name in IGNORES]
    given += [part for call in conftest.calls if call.name.startswith(IGNORES) for part in call.expr.parts]
    patterns: list[str] = []
    for value in given:
        texts = [part.text for part in (value.parts if value.kind in ("list", "tuple") else (value,))]
        if None in texts:
            return None
        patterns += [text for text in texts if text]
    return tuple(patterns)


def may_be_left_out(path: str, conftest: SourceFile) -> bool:
    """Does the conftest lie above the file and may leave it out?"""
    patterns = left_out(conftest) if is_below(path, folder_of(conftest.path)) else ()
    if patterns is None:
        return True
    return any(_matches(path, pattern) for pattern in patterns)


def _matches(path: str, pattern: str) -> bool:
    """Generously: by any part of the path, or by its end."""
    from fnmatch import fnmatch

    wanted = pattern.strip("./")
    return any(fnmatch(part, wanted) for part in path.split("/")) or fnmatch(path, f"*{wanted}") or wanted in path
