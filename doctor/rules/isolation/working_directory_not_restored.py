"""A test changes the working directory, and nothing changes it back.

## Why

The working directory belongs to the process: each relative path of each later test means another file, and where the
folder was a temporary one that is removed, `os.getcwd()` itself fails.

## Instead

`monkeypatch.chdir(folder)` goes back when the test ends
(https://docs.pytest.org/en/stable/how-to/monkeypatch.html); since Python 3.11 there is `contextlib.chdir`.

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
from doctor.rules.isolation._leaks import leaks
from doctor.rules.isolation._reports import groups, problem, takes_monkeypatch
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(
    sources: Sources, fixtures: Fixtures, plugins: Plugins, modules: Modules, command_line: CommandLine
) -> Iterator[Problem]:
    if command_line.last("--forked"):
        return
    scene = Scene(sources, fixtures, plugins, modules)
    for group in groups(leaks(scene, ("os.getcwd",), ("set",), ("conftest", "plugin")), lambda leak: "os.getcwd"):
        yield problem(
            group,
            "changes the working directory",
            "relative paths of all later tests of the process mean other files",
            "use `monkeypatch.chdir(…)`, which goes back when the test ends"
            if takes_monkeypatch(group[0])
            else "use `with contextlib.chdir(…)` (Python 3.11), or go back when it ends",
        ).replace(fix=monkeypatched(group, lambda leak: "monkeypatch.chdir("))
