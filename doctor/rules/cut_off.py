"""Conftest files that are not loaded, because they lie above the folder where pytest's search for them begins."""

from __future__ import annotations

from collections.abc import Iterable

from doctor.model.config import CommandLine, PytestConfig
from doctor.model.sources import Fixtures, SourceFile, Sources, Test
from doctor.rules.fixtures._requests import parametrized
from doctor.rules.naming import folder_of, is_within


def is_above(conftest: str, cut: str) -> bool:
    """Does it lie in a folder above the one that is named?"""
    folder = folder_of(conftest)
    return folder != cut and is_within(cut, folder)


def folder_of_cut(config: PytestConfig) -> str:
    """The folder above which none is loaded; "" for the project's own, or one that lies elsewhere."""
    cut = (config.confcutdir or "").removeprefix("./")
    return "" if cut == "." or cut.startswith(("..", "/")) else cut


def cut_off(config: PytestConfig, sources: Sources) -> tuple[SourceFile, ...]:
    cut = folder_of_cut(config)
    return tuple(file for file in sources.conftests if is_above(file.path, cut)) if cut else ()


def is_cut_by_file(config: PytestConfig, command_line: CommandLine) -> bool:
    """Is it `-c`, with a file in a folder that no argument lies in, that cuts off the conftest.py beside it?"""
    if command_line.last("--confcutdir") or command_line.last("--noconftest"):
        return False
    return bool(moving_folder(config, command_line))


def moving_folder(config: PytestConfig, command_line: CommandLine) -> str:
    """The folder of the file that `-c` names, where it is below the project and not that of an argument."""
    folder = folder_of(config.configfile.file) if config.configfile else ""
    if not command_line.last("-c", "--config-file") or folder.startswith("..") or config.error:
        return ""
    return "" if any(is_within(start, folder) for start in config.starts) else folder


def asked_of(conftests: Iterable[SourceFile], sources: Sources, fixtures: Fixtures) -> list[str]:
    """The fixtures of these files that tests below them ask for, and find nowhere else."""
    return list(
        dict.fromkeys(
            name
            for conftest in conftests
            for name in dict.fromkeys(fixture.name for fixture in conftest.fixtures)
            for file in sources.collected
            if is_within(file.path, folder_of(conftest.path))
            and any(asks(test, name) and not fixtures.of(file.path, name, test.class_name) for test in file.tests)
        )
    )


def asks(test: Test, name: str) -> bool:
    return name in test.requests and name not in parametrized(test)
