"""A conftest.py is imported by a second name, and what its fixtures change is another copy.

## Why

pytest imports `tests/conftest.py` as `conftest` where its folder is no package. `from tests.conftest import registry`
runs the file once more, as `tests.conftest`: the list that the test sees is not the one to which the fixture appends.

See https://docs.pytest.org/en/stable/explanation/pythonpath.html and
https://github.com/bigchaindb/bigchaindb/issues/911.

Nothing is said of constants, functions and classes: a second copy of them does no harm.

## Instead

Hand it out by a fixture. Or make the folder a package by an empty `__init__.py`: then both names are one.

## Fix safety

The tests' modules get other names by it, so it is not done unasked, and not where they import one another by name
alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, PytestConfig
from doctor.model.environment import Tree
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import CreateFile, Fix
from doctor.model.sources import Import, SourceFile, Sources
from doctor.rules.naming import folder_of
from doctor.rules.registry import rule

CHANGING = ("append", "add", "update", "extend", "insert", "pop", "clear", "remove", "discard", "setdefault", "put")


@rule(severity=Severity.WARNING, since="0.1")
def check(sources: Sources, config: PytestConfig, command_line: CommandLine, tree: Tree) -> Iterator[Problem]:
    mode = command_line.last("--import-mode")
    if mode and mode.value == "importlib":
        return
    twice = {path: file for file in sources.conftests if (path := second_name(file, tree))}
    for file in sources.collected if twice else ():
        for each in file.imports:
            conftest = twice.get(each.module)
            if conftest and not each.guarded and each.name and is_changed(each.name, conftest):
                yield problem(each, conftest, sources, tree)


def second_name(conftest: SourceFile, tree: Tree) -> str:
    """The dotted name from the project's folder, where pytest imports it by another one."""
    folder = folder_of(conftest.path)
    is_package = tree.has(f"{folder}/__init__.py")
    return "" if not folder or is_package else conftest.path.removesuffix(".py").replace("/", ".")


def is_changed(name: str, conftest: SourceFile) -> bool:
    """Does a function of the conftest change the object of this name in place?"""
    value = conftest.value(name)
    if value is None or value.kind not in ("list", "dict", "set", "call"):
        return False
    calls = any(call.within and call.name in [f"{name}.{method}" for method in CHANGING] for call in conftest.calls)
    writes = any(write.within and not write.own and write.name.startswith((f"{name}.", f"{name}["))
                 for write in conftest.writes)  # fmt: skip
    return calls or writes


def problem(each: Import, conftest: SourceFile, sources: Sources, tree: Tree) -> Problem:
    value = conftest.value(each.name)
    return Problem(
        place=each.place,
        message=f"{conftest.path} is imported twice, as 'conftest' by pytest and as '{each.module}' here: "
        f"'{each.name}' is another object",
        label="a second copy",
        related=(Related(value.place, "what the fixtures change"),) if value else (),
        consequence=f"what {conftest.path} puts into '{each.name}' is not seen here",
        help=f"hand '{each.name}' out by a fixture, or make {folder_of(conftest.path)} a package with __init__.py",
        fix=packaged(conftest, sources, tree),
    )


def packaged(conftest: SourceFile, sources: Sources, tree: Tree) -> Fix | None:
    folder = folder_of(conftest.path)
    beside = {path.rpartition("/")[2].removesuffix(".py") for path in tree.files if folder_of(path) == folder}
    tops = {each.module.partition(".")[0] for file in sources for each in file.imports if not each.level}
    if "/" in folder or (beside - {"conftest"}) & tops or "conftest" in tops:
        return None
    return Fix(f"make '{folder}' a package", (CreateFile(f"{folder}/__init__.py", ""),))
