"""A test changes `sys.path`, and nothing puts it back.

## Why

`sys.path` belongs to the process: from then on every import of every later test looks into that folder, too, and finds
another module of the same name there, or one that a missing installation should have made known. Which tests can import
what then depends on their order.

## Instead

`monkeypatch.syspath_prepend(folder)` takes the folder out again when the test ends
(https://docs.pytest.org/en/stable/how-to/monkeypatch.html). Folders for the whole run belong in the ini key
`pythonpath`, or the project is installed.

## Fix safety

`monkeypatch` is asked for, and makes the change in place of the statement. Later tests may have come to rely on what
was left, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine
from doctor.model.environment import Modules
from doctor.model.findings import Problem, Severity
from doctor.model.plugins import Plugins
from doctor.model.sources import Fixtures, Sources
from doctor.rules.isolation._around import Scene
from doctor.rules.isolation._cures import monkeypatched
from doctor.rules.isolation._leaks import Leak, leaks
from doctor.rules.isolation._reports import groups, problem, takes_monkeypatch
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(
    sources: Sources, fixtures: Fixtures, plugins: Plugins, modules: Modules, command_line: CommandLine
) -> Iterator[Problem]:
    if command_line.last("--forked"):
        return
    scene = Scene(sources, fixtures, plugins, modules)
    for group in groups(leaks(scene, ("sys.path",), ("add", "all"), ("conftest", "plugin")), lambda leak: "sys.path"):
        yield problem(
            group,
            "changes sys.path",
            "later tests of the process import from there, too, so what they find depends on the order of the tests",
            "use `monkeypatch.syspath_prepend(…)`, which undoes it when the test ends"
            if takes_monkeypatch(group[0])
            else "put back a copy of it (`saved = sys.path[:]`, then `sys.path[:] = saved`) when it ends",
        ).replace(fix=monkeypatched(group, written))


def written(leak: Leak) -> str | None:
    """The call of monkeypatch up to the folder, in place of `sys.path.insert(0, …)`."""
    touch = leak.touch
    is_first = touch.value and touch.value.place.column - touch.place.column == len("sys.path.insert(0, ")
    return "monkeypatch.syspath_prepend(" if is_first else None
