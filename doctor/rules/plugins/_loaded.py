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
    picky = [folder_of(file.path) for file in sources.conftests if surely and chooses(file)]
    for file in sources:
        if file.role == "conftest":
            if file.path in config.initial_conftests or folder_of(file.path) in folders:
                yield file
        elif file.role == "plugin" or (file.collected and not any(is_below(file.path, folder) for folder in picky)):
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


def chooses(conftest: SourceFile) -> bool:
    """Does it leave out files by rules of its own?"""
    if any(function.name in ("pytest_ignore_collect", "pytest_collect_file") for function in conftest.functions):
        return True
    names = [name for name, _ in conftest.assigned]
    return any(name in IGNORES for name in names) or any(call.name.startswith(IGNORES) for call in conftest.calls)
