"""A test puts a stand-in into `sys.modules`, and nothing takes it out.

## Why

All later imports of that name, by any test of the process, get the stand-in. Modules that are first imported while it
is there keep it for good.

## Instead

`monkeypatch.setitem(sys.modules, "name", stand_in)` or `unittest.mock.patch.dict(sys.modules, {"name": stand_in})`
(https://docs.python.org/3/library/unittest.mock.html#patch-dict) take it out when the test ends.

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
from doctor.rules.isolation._same import item
from doctor.rules.registry import rule
from doctor.rules.spelling import spelled


@rule(severity=Severity.WARNING, since="0.1")
def check(
    sources: Sources, fixtures: Fixtures, plugins: Plugins, modules: Modules, command_line: CommandLine
) -> Iterator[Problem]:
    if command_line.last("--forked"):
        return
    scene = Scene(sources, fixtures, plugins, modules)
    for group in groups(leaks(scene, ("sys.modules",), ("set",), ("conftest", "plugin")), name):
        what = name(group[0])
        known = not what.startswith("<") and what not in ("", "?")
        key = f'"{what}"' if known else "…"
        yield problem(
            group,
            f"puts {what if known else 'a module'} into sys.modules",
            "all later imports of that name in the process get what the test has put there",
            f"use `monkeypatch.setitem(sys.modules, {key}, …)`, which undoes it when the test ends"
            if takes_monkeypatch(group[0])
            else f"use `mock.patch.dict(sys.modules, {{{key}: …}})`, or take it out when it ends",
        ).replace(fix=monkeypatched(group, written))


def written(leak: Leak) -> str | None:
    """The call of monkeypatch up to the stand-in."""
    key = leak.touch.item
    if key.startswith("<") or key in ("", "?"):
        return None
    return f'monkeypatch.setitem({spelled(leak.owner.file, "sys.modules")[0]}, "{key}", '


def name(leak: Leak) -> str:
    return item(leak.touch, leak.owner.file)
