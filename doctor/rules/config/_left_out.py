"""Test files and tests that `--ignore`, `--ignore-glob` and `--deselect` leave out."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import normpath

from doctor.model.config import CommandLine, GivenOption, IniValues, PytestConfig, Source
from doctor.model.environment import Tree
from doctor.model.sources import SourceFile, Test
from doctor.rules.config._hidden import below, matching, norecursedirs, test_files

IGNORES = ("--ignore", "--ignore-glob")
ROOT = "/project"  # pytest compares whole paths


def of_addopts(command_line: CommandLine, *names: str) -> list[GivenOption]:
    given = command_line.all(*names)
    return [each for each in given if each.value] if all(each.source is Source.ADDOPTS for each in given) else []


def files_ignored(
    command_line: CommandLine, config: PytestConfig, ini: IniValues, tree: Tree
) -> dict[GivenOption, list[str]]:
    """The options of addopts with the test files that each keeps out, if they keep out all of them."""
    options, globs = of_addopts(command_line, *IGNORES), norecursedirs(ini)
    found: dict[GivenOption, list[str]] = {}
    for path in test_files(ini, tree) if options else ():
        folders = below(path, config)
        if folders is None or path in config.starts or any(matching(folder, globs) for folder in folders):
            if path in config.starts:
                return {}
            continue
        by = next((each for each in options if ignores(each, path, folders)), None)
        if by is None:
            return {}
        found.setdefault(by, []).append(path)
    return found


def ignores(option: GivenOption, path: str, folders: list[str]) -> bool:
    """Is it the file, or a folder on the way to it, that the option names?"""
    from fnmatch import fnmatch

    value = normpath(f"{ROOT}/{option.value}")
    steps = [f"{ROOT}/{each}" for each in (*folders, path)]
    if "--ignore-glob" in option.names:
        return any(fnmatch(each, f"{ROOT}/{(option.value or '').removeprefix('./')}") for each in steps)
    return value in steps


def are_deselected(options: list[GivenOption], tests: list[tuple[SourceFile, Test]]) -> Iterator[GivenOption]:
    """The options by which all tests are left out: a test's id begins with one of the values."""
    used: dict[GivenOption, None] = {}
    for file, test in tests:
        names = "::".join(filter(None, (file.path, test.class_name.replace(".", "::"), test.name)))
        by = next((each for each in options if names.startswith(each.value or "")), None)
        if by is None:
            return
        used[by] = None
    yield from used
