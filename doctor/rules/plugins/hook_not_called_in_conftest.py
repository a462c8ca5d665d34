"""A conftest.py has a hook that pytest calls before it loads any conftest.py.

## Why

`pytest_load_initial_conftests` and `pytest_cmdline_parse` are over when a conftest.py is loaded: there they are never
called, and pytest does not say so. In a conftest.py that is not initial, one deeper than the tests that are named,
`pytest_sessionstart` and `pytest_cmdline_main` are over, too.

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

from doctor.model.config import PytestConfig
from doctor.model.environment import Tree
from doctor.model.findings import Problem, Severity
from doctor.model.sources import Function, SourceFile, Sources
from doctor.rules.plugins._loaded import is_apart, loaded
from doctor.rules.registry import rule

NEVER = ("pytest_load_initial_conftests", "pytest_cmdline_parse")
INITIAL = ("pytest_sessionstart", "pytest_cmdline_main")


@rule(severity=Severity.WARNING, since="0.1")
def check(sources: Sources, config: PytestConfig, tree: Tree) -> Iterator[Problem]:
    early = any("conftest" in flag.name for flag in config.plugin_flags if not flag.blocks)
    named = any(name.rpartition(".")[2] == "conftest" for file in sources for name in file.provided.plugins)
    if early or named:
        return
    for file in loaded(sources, config):
        late = file.path not in config.initial_conftests and not is_apart(file.path, tree)
        for function in file.functions if file.role == "conftest" else ():
            if is_hook(function, file) and (function.name in NEVER or (late and function.name in INITIAL)):
                yield problem(function, file)


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
