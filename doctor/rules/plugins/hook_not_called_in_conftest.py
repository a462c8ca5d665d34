"""A conftest.py has a hook that pytest calls before it loads any conftest.py.

## Why

`pytest_load_initial_conftests` and `pytest_cmdline_parse` are over when a conftest.py is loaded: there they are never
called, and pytest does not say so. In a conftest.py that is not initial, one deeper than the tests that are named,
`pytest_sessionstart` and `pytest_cmdline_main` are over, too. Where the calls that the project writes down (CI, tox,
make, scripts) name the folder itself, its conftest.py is initial, and nothing is said.

See https://docs.pytest.org/en/stable/reference/reference.html#bootstrapping-hooks and
https://github.com/pytest-dev/pytest/issues/2616.

## Instead

Do it in `pytest_configure`, or in a plugin that is loaded early: by an entry point, or by `-p`. A
`pytest_sessionstart` belongs into the conftest.py at the rootdir; `pytest_configure` is called in every conftest.py.

## Fix safety

There is none: other hooks get other arguments at another time.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls, PytestCall
from doctor.model.config import PytestConfig
from doctor.model.environment import Tree
from doctor.model.findings import Problem, Severity
from doctor.model.plugins import Plugins
from doctor.model.sources import Function, SourceFile, Sources
from doctor.rules.naming import folder_of, is_within
from doctor.rules.plugins._loaded import is_apart, loaded
from doctor.rules.registry import rule
from doctor.rules.spreading import path_of

NEVER = ("pytest_load_initial_conftests", "pytest_cmdline_parse")
INITIAL = ("pytest_sessionstart", "pytest_cmdline_main")


@rule(severity=Severity.WARNING, since="0.1")
def check(sources: Sources, config: PytestConfig, tree: Tree, calls: Calls, plugins: Plugins) -> Iterator[Problem]:
    early = any("conftest" in flag.name for flag in config.plugin_flags if not flag.blocks)
    named = any(name.rpartition(".")[2] == "conftest" for file in sources for name in file.provided.plugins)
    if early or named:
        return
    for file in loaded(sources, config):
        late = file.path not in config.initial_conftests and not is_apart(file.path, tree)
        for function in file.functions if file.role == "conftest" else ():
            if not is_hook(function, file):
                continue
            missed = late and function.name in INITIAL and not is_called_by_name(file, calls, plugins.valued)
            if function.name in NEVER or missed:
                yield problem(function, file)


def is_called_by_name(file: SourceFile, calls: Calls, valued: frozenset[str]) -> bool:
    """Does a call that is written somewhere name the folder, or what lies in it, and none come to it from above?"""
    folder = folder_of(file.path)
    reached = [comes_to(call, folder, valued) for call in calls.calls]
    return "by name" in reached and "from above" not in reached


def comes_to(call: PytestCall, folder: str, valued: frozenset[str]) -> str:
    """How a call comes to the tests of a folder: "by name", "from above", "" where it does not or none can tell."""
    parts = call.given(valued)
    paths = [path_of(each.word) for each in parts if not each.name]
    if any(is_within(path, folder) for path in paths):
        return "by name"
    left_out = [path_of(each.value) for each in parts if each.name == "--ignore" and each.value]
    if not call.certain or call.below or any(is_within(folder, path) for path in left_out):
        return ""
    return "" if paths and not any(is_within(folder, path) for path in paths) else "from above"


def is_hook(function: Function, file: SourceFile) -> bool:
    """Is it there for pytest, and for pytest alone?"""
    is_own = not function.class_name and not function.is_nested and function.name not in file.referenced
    return is_own and function.name.startswith("pytest_") and not function.empty


def problem(function: Function, file: SourceFile) -> Problem:
    name = function.name
    if name in NEVER:
        when, help_ = "before it loads conftest files", "do it in pytest_configure(config), or in a plugin loaded by -p"
    else:
        when = "before it loads this file, which is no initial conftest"
        help_ = "move it to the conftest.py at the rootdir, or do it in pytest_configure(config)"
    return Problem(
        place=function.place,
        message=f"pytest calls '{name}' {when}",
        label="never called",
        consequence=f"what stands in '{name}' of {file.path} is never run, and pytest says nothing",
        help=help_,
    )
