"""A function is called almost like a hook, and pytest does not see it.

## Why

pytest looks for hooks among the names that begin with `pytest_`, and stops at such a name that it does not know. At
`pyest_addoption` and `pytset_configure` it does not stop: for it these are functions like any other, and what they
should have done is never done.

See https://docs.pytest.org/en/stable/how-to/writing_hook_functions.html and
https://github.com/pytest-dev/pytest/issues/7043.

## Instead

Write the hook's name.

## Fix safety

The hook begins to be called, so it is not renamed unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.plugins import HookSpec, Plugins
from doctor.model.sources import Function, SourceFile, Sources
from doctor.rules.plugins._loaded import loaded
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(sources: Sources, plugins: Plugins, config: PytestConfig) -> Iterator[Problem]:
    suspects = [
        (file, function)
        for file in loaded(sources, config)
        if file.role in ("conftest", "plugin")
        for function in file.functions
        if is_suspect(function, file)
    ]
    if not suspects:
        return
    specs = {spec.name: spec for plugin in plugins.active for spec in plugin.provided.hookspecs}
    for file, function in suspects:
        meant = hook_like(function, specs)
        if meant and not file.function(meant):
            yield problem(function, meant)


def is_suspect(function: Function, file: SourceFile) -> bool:
    """Is it a plain function that nothing in its file uses, named like a misspelt `pytest_…`?"""
    head, _, rest = function.name.partition("_")
    is_plain = not function.class_name and not function.is_nested and not function.is_async
    looks = bool(rest) and head not in ("pytest", "test") and head[:1] == "p" and sorted(set(head) - set("pytes")) == []
    return is_plain and looks and not function.decorators and function.name not in file.referenced


def hook_like(function: Function, specs: dict[str, HookSpec]) -> str:
    """The hook whose name is this one with another beginning, and which passes all its parameters."""
    name = f"pytest_{function.name.partition('_')[2]}"
    spec = specs.get(name)
    return name if spec and {param.name for param in function.params} <= set(spec.params) else ""


def problem(function: Function, meant: str) -> Problem:
    return Problem(
        place=function.place,
        message=f"'{function.name}' is no hook: '{meant}' is",
        label=f"misspelt '{meant}'?",
        consequence="pytest never calls it, and says nothing",
        help=f"write '{meant}'",
        fix=Fix(f"rename '{function.name}' to '{meant}'", (Replace(function.place, meant),)),
    )
