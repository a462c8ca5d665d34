"""A test changes a setting of the whole process, and nothing changes it back.

## Why

Locale, time zone, signal handlers, the event loop policy, the sockets' default timeout, the recursion limit and
`logging.disable` belong to the process. All later tests of it run with what one test has set: numbers and dates are
written otherwise, log records are missing from `caplog`, loops are of another kind.

## Instead

A fixture that saves what was there and puts it back behind its `yield`:

```python
@pytest.fixture
def german():
    saved = locale.setlocale(locale.LC_ALL)
    locale.setlocale(locale.LC_ALL, "de_DE.UTF-8")
    yield
    locale.setlocale(locale.LC_ALL, saved)
```

(https://docs.pytest.org/en/stable/how-to/fixtures.html#yield-fixtures-recommended).

## Fix safety

There is no fix: what was set before is to be put back, and where it has to be asked for differs.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine
from doctor.model.environment import Modules
from doctor.model.findings import Problem, Severity
from doctor.model.plugins import Plugins
from doctor.model.sources import Fixtures, Sources
from doctor.rules.isolation._around import Scene
from doctor.rules.isolation._leaks import leaks
from doctor.rules.isolation._reports import groups, problem
from doctor.rules.registry import rule

SETTINGS = {
    "locale": ("the locale", "numbers, dates and sorted text come out otherwise"),
    "logging.disable": ("what logging.disable shuts off", "log records are missing, also from caplog"),
    "signal": ("a signal handler", "signals are handled by what the test has left"),
    "event loop policy": ("the event loop policy", "event loops are of another kind"),
    "socket timeout": ("the default timeout of sockets", "sockets give up at another time"),
    "recursion limit": ("the recursion limit", "deep recursion ends elsewhere"),
    "garbage collection": ("whether garbage is collected", "what refers to itself is never freed"),
}


@rule(severity=Severity.WARNING, since="0.1")
def check(
    sources: Sources, fixtures: Fixtures, plugins: Plugins, modules: Modules, command_line: CommandLine
) -> Iterator[Problem]:
    if command_line.last("--forked"):
        return
    scene = Scene(sources, fixtures, plugins, modules)
    for group in groups(leaks(scene, SETTINGS, ("set",), ("conftest", "plugin")), lambda leak: leak.touch.state):
        what, then = SETTINGS[group[0].touch.state]
        yield problem(
            group,
            f"changes {what}",
            f"in all later tests of the process {then}",
            "save what was there, and put it back behind the `yield` of a fixture or in `finally`",
        )
