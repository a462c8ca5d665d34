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
        for each in file.imports:
            beside = sources.get(f"{folder_of(file.path)}/conftest.py")
            if each.module == "conftest" and each.name and not each.level and not each.guarded and beside in bare:
                yield from problem(each, beside, last) if beside is not None and beside.path != last.path else ()


def is_packaged(file: SourceFile, tree: Tree) -> bool:
    return tree.has(f"{folder_of(file.path)}/__init__.py".lstrip("/"))


def problem(each: Import, beside: SourceFile, last: SourceFile) -> Iterator[Problem]:
    is_there = last.knows(each.name) or last.class_(each.name) is not None
    if any(name.name == "*" for name in last.imports) or not (
        beside.knows(each.name) or beside.class_(each.name) is not None
    ):
        return
    error = f"ImportError: cannot import name '{each.name}' from 'conftest'"
    yield Problem(
        place=each.place,
        message=f"'conftest' is {last.path} here, which pytest loads last, and not {beside.path}",
        label="another conftest.py",
        related=(Related(Place(last.path, 1, 1), "the one that is imported"),),
        consequence=f"the test gets '{each.name}' of {last.path}" if is_there else f"none of its tests runs: {error}",
        help=f"hand '{each.name}' out by a fixture, or put it into a module of its own name",
        severity=Severity.WARNING if is_there else None,
    )
