"""Async tests wait on a queue, an event or a lock of asyncio that their module makes once.

## Why

pytest-asyncio gives each test an event loop of its own, unless it is told otherwise. Since Python 3.10 a queue or event
binds itself to the loop in which somebody first waits on it, before to the loop that was there when it was made. The
next test that has to wait ends with `RuntimeError: <Queue …> is bound to a different event loop`
(https://github.com/DeytaHQ/khora/pull/739). Whether a test has to wait depends on what runs first, so it fails now and
then (https://github.com/tya5/reyn/issues/1762).

## Instead

A fixture that makes one for each test:

```python
@pytest.fixture
def queue():
    return asyncio.Queue()
```

or one loop for all of them: `asyncio_default_test_loop_scope = module`. Nothing is said where only one test of the file
waits. For locks and semaphores, which tests seldom have to wait for, it is a note.

## Fix safety

There is no fix: how the tests get at another one differs.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import IniValues
from doctor.model.environment import Distributions, Interpreter
from doctor.model.findings import Problem, Related, Severity
from doctor.model.flows import Held, Use
from doctor.model.plugins import Plugins
from doctor.model.sources import Fixtures, Sources, Test
from doctor.rules.async_tests._loops import of_each_test
from doctor.rules.phrases import plural
from doctor.rules.registry import rule

WAITS = frozenset({"get", "join", "wait", "wait_for", "acquire"})
SELDOM = ("Lock", "Semaphore", "BoundedSemaphore")


@rule(severity=Severity.WARNING, since="0.1")
def check(
    sources: Sources,
    fixtures: Fixtures,
    ini: IniValues,
    plugins: Plugins,
    distributions: Distributions,
    interpreter: Interpreter,
) -> Iterator[Problem]:
    version = distributions.version("pytest-asyncio")
    if not version or not any(plugin.distribution == "pytest-asyncio" for plugin in plugins.active):
        return
    least = 2 if not interpreter.version_info or interpreter.version_info >= (3, 10) else 1
    for file in sources.collected:
        objects = [each for each in file.flows.held if each.kind == "of a loop" and each.root == "module"]
        alone = {
            test.function
            for test in (file.tests if objects else ())
            if is_run(test, ini) and of_each_test(test, file.path, version, ini, fixtures, sources)
        }
        for held in objects:
            if not held.shared:
                waiting = list(waits(held, alone))
                if len({use.within for use in waiting}) >= least:
                    yield told(held, waiting)


def waits(held: Held, alone: set[str]) -> Iterator[Use]:
    """Where tests with a loop of their own wait on it, also by `asyncio.wait_for(queue.get(), 1)`."""
    for use in held.uses:
        is_wait = (use.how == "method" and use.what in WAITS and not use.statement) or use.how == "with"
        if use.within in alone and is_wait:
            yield use


def is_run(test: Test, ini: IniValues) -> bool:
    mode = ini.get("asyncio_mode")
    is_marked = any(mark.name == "asyncio" for mark in test.marks) or (mode is not None and mode.value == "auto")
    return test.is_async and not test.file and is_marked


def told(held: Held, waiting: list[Use]) -> Problem:
    kind = str(held.expr.value).rpartition(".")[2]
    tests = list(dict.fromkeys(use.within for use in waiting))
    first = {use.within: use for use in reversed(waiting)}
    return Problem(
        place=held.expr.place,
        message=f"{plural(len(tests), 'test')} with event loops of their own wait on one {kind}, '{held.name}'",
        label="made once for all loops",
        related=tuple(Related(first[name].place, f"'{name}' waits on it") for name in tests),
        consequence=f"RuntimeError: <{kind} …> is bound to a different event loop, in the second test that has to wait",
        help=f"make the {kind} in a fixture, or let the tests share a loop (asyncio_default_test_loop_scope)",
        severity=Severity.NOTE if kind in SELDOM else None,
    )
