"""A hook of pytest is an async function: what it should do is never done.

## Why

pytest calls hooks and awaits nothing. An `async def` gives back a coroutine that nobody runs: markers are not
registered, items are not changed, and there is no more than `RuntimeWarning: coroutine … was never awaited`. Where
pytest looks at the result of a hook it takes the coroutine for one: `pytest_pyfunc_call` then stands for every test,
and they all pass.

See https://docs.pytest.org/en/stable/how-to/writing_hook_functions.html.

## Instead

A plain function, which calls `asyncio.run(…)` where there is something to await.

## Fix safety

What was its body is run by `asyncio.run`: it begins to act, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import AddImport, Fix
from doctor.model.plugins import Kind, Plugins
from doctor.model.rewrites import RunAsync
from doctor.model.sources import Sources
from doctor.rules.plugins._loaded import loaded
from doctor.rules.registry import rule

ANSWERED = ("pytest_pyfunc_call", "pytest_runtest_protocol", "pytest_runtestloop", "pytest_cmdline_main")


@rule(severity=Severity.ERROR, since="0.1")
def check(sources: Sources, config: PytestConfig, plugins: Plugins) -> Iterator[Problem]:
    files = [file for file in loaded(sources, config) if file.role in ("conftest", "plugin")]
    found = [
        function
        for file in files
        for function in file.functions
        if function.is_async and function.name.startswith("pytest_") and not (function.class_name or function.is_nested)
    ]
    if not found:
        return
    builtin = [plugin for plugin in plugins if plugin.kind is Kind.BUILTIN]
    hooks = {spec.name for plugin in builtin for spec in plugin.provided.hookspecs}
    for function in found:
        if function.name in hooks and not function.decorators:
            is_answer = function.name in ANSWERED
            yield Problem(
                place=function.place,
                message=f"the hook '{function.name}' is async, and pytest awaits no hooks",
                label="never run",
                consequence="the coroutine counts as its answer: what it stands for is not done, and all is green"
                if is_answer
                else f"nothing of it happens: RuntimeWarning: coroutine '{function.name}' was never awaited",
                help=f"write def {function.name}",
                fix=Fix(
                    f"make '{function.name}' a plain function",
                    (RunAsync(function.place), AddImport(function.place.file, "import asyncio")),
                ),
            )
