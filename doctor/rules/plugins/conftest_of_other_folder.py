"""`from conftest import …` gives another conftest.py than the one beside the test.

## Why

conftest.py files in folders without `__init__.py` are all modules of one name, `conftest`. pytest takes the former one
out of `sys.modules` when it loads the next. Those of the folders that a call names (`pytest tests/api tests/web`, or
`testpaths`) are loaded before any test module: `from conftest import make_request` in `tests/api` then asks
`tests/web/conftest.py`, and ends with an ImportError, or gives what that one has by this name.

See https://github.com/bigchaindb/bigchaindb/issues/911 and
https://docs.pytest.org/en/stable/explanation/pythonpath.html.

Nothing is said where conftest.py files of further folders are loaded while tests are collected: there the order tells.

## Instead

Hand it out by a fixture, or put it into a module of its own name. `__init__.py` in the folders makes the names differ.

## Fix safety

There is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, PytestConfig
from doctor.model.environment import Tree
from doctor.model.findings import Problem, Related, Severity
from doctor.model.places import Place
from doctor.model.sources import Import, SourceFile, Sources
from doctor.rules.naming import folder_of
from doctor.rules.plugins._loaded import loaded
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(sources: Sources, config: PytestConfig, command_line: CommandLine, tree: Tree) -> Iterator[Problem]:
    mode = command_line.last("--import-mode")
    if (mode and mode.value == "importlib") or len(config.initial_conftests) < 2:
        return
    bare = [file for file in loaded(sources, config) if file.role == "conftest" and not is_packaged(file, tree)]
    first = [path for path in config.initial_conftests if any(file.path == path for file in bare)]
    last = sources.get(first[-1]) if first else None
    if last is None or len(first) < 2 or len(first) < len(bare):
        return
    for file in sources.collected:
        asked = [each for each in file.imports if each.module == "conftest" and each.name and not each.level]
        beside = sources.get(f"{folder_of(file.path)}/conftest.py".lstrip("/")) if asked else None
        if beside is not None and beside in bare and beside.path != last.path:
            for each in asked:
                yield from problem(each, beside, last) if each.guarded in ("", "function") else ()


def is_packaged(file: SourceFile, tree: Tree) -> bool:
    return tree.has(f"{folder_of(file.path)}/__init__.py".lstrip("/"))


def problem(each: Import, beside: SourceFile, last: SourceFile) -> Iterator[Problem]:
    if any(name.name == "*" for name in last.imports) or not has(beside, each.name):
        return
    is_there = has(last, each.name)
    error = f"ImportError: cannot import name '{each.name}' from 'conftest'"
    failing = "the function fails" if each.guarded else "none of its tests runs"
    yield Problem(
        place=each.place,
        message=f"'conftest' is {last.path} here, which pytest loads last, and not {beside.path}",
        label="another conftest.py",
        related=(Related(Place(last.path, 1, 1), "the one that is imported"),),
        consequence=f"the test gets '{each.name}' of {last.path}" if is_there else f"{failing}: {error}",
        help=f"hand '{each.name}' out by a fixture, or put it into a module of its own name",
        severity=Severity.WARNING if is_there else None,
    )


def has(file: SourceFile, name: str) -> bool:
    return file.knows(name) or file.class_(name) is not None
