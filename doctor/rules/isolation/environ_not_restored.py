"""A test changes an environment variable, and nothing puts it back.

## Why

`os.environ` belongs to the process. What one test writes there, all later tests of the same process see: they pass or
fail by the order in which they run, by which of them run at all, and under pytest-xdist by the worker that they come to
(https://github.com/astral-sh/ruff/issues/22158).

## Instead

The fixture `monkeypatch` puts back what it changes when the test ends, also when it fails:

```python
def test_region(monkeypatch):
    monkeypatch.setenv("REGION", "eu")
```

(https://docs.pytest.org/en/stable/how-to/monkeypatch.html). `unittest.mock.patch.dict(os.environ, …)` does so as
decorator, as context and in `setUp`; a fixture may put back a saved value behind its `yield`, a test in `finally`.
`monkeypatch` itself is of function scope; `pytest.MonkeyPatch.context()` serves wider fixtures.

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
from doctor.model.sources import Fixtures, SourceFile, Sources
from doctor.rules.isolation._around import Scene
from doctor.rules.isolation._cures import monkeypatched
from doctor.rules.isolation._leaks import Leak, leaks
from doctor.rules.isolation._reports import groups, problem, takes_monkeypatch
from doctor.rules.isolation._same import item
from doctor.rules.registry import rule

AT_START = ("", "pytest_configure", "pytest_sessionstart", "pytest_load_initial_conftests")
# What each process has.
USUAL = frozenset({"HOME", "PATH", "PWD", "USER", "LANG", "SHELL", "TERM", "PYTHONPATH", "TMPDIR", "LOGNAME"})
OF_THE_PROCESS = frozenset({"DJANGO_SETTINGS_MODULE", "PYTEST_CURRENT_TEST"})


@rule(severity=Severity.WARNING, since="0.1")
def check(
    sources: Sources, fixtures: Fixtures, plugins: Plugins, modules: Modules, command_line: CommandLine
) -> Iterator[Problem]:
    if command_line.last("--forked"):
        return
    scene = Scene(sources, fixtures, plugins, modules)
    found = leaks(scene, ("os.environ",), ("set", "default"), ("conftest", "plugin"))
    for group in groups(found, variable):
        if variable(group[0]).strip("<>") not in OF_THE_PROCESS:
            yield told(group)
    for group in groups(leaks(scene, ("os.environ",), ("all",), ("conftest", "plugin")), variable):
        if is_other(group[0]):
            yield replaced(group)
    there: frozenset[str] | None = None
    for group in groups(leaks(scene, ("os.environ",), ("remove",), ("conftest",)), variable):
        there = set_for_all(sources) if there is None else there
        if is_there(group[0], there):
            yield taken_out(group)


def is_other(leak: Leak) -> bool:
    """Is it emptied, or another mapping put in its place, none that was kept before?"""
    value = leak.touch.value
    return value is None or value.kind == "dict" or (value.kind, value.value) == ("call", "dict")


def replaced(group: list[Leak]) -> Problem:
    is_emptied = group[0].touch.value is None
    return problem(
        group,
        "empties os.environ" if is_emptied else "puts another mapping in place of os.environ",
        "all later tests of the process miss the variables that were there",
        "use `mock.patch.dict(os.environ, clear=True)` around it"
        if is_emptied or not takes_monkeypatch(group[0])
        else 'use `monkeypatch.setattr(os, "environ", …)`, which undoes it when the test ends',
    ).replace(fix=None if is_emptied else monkeypatched(group, lambda leak: 'monkeypatch.setattr("os.environ", '))


def set_for_all(sources: Sources) -> frozenset[str]:
    """The variables that conftests and plugins set when they are imported or pytest starts."""
    return frozenset(
        item(touch, file)
        for file in sources.reaching_others
        for touch in file.touches
        if touch.state == "os.environ" and touch.how in ("set", "default") and touch.within in AT_START
    )


def is_there(leak: Leak, there: frozenset[str]) -> bool:
    """Is it set for all tests, or must it be there, or the statement would fail? One that is only taken out where it
    happens to be set is none that others rely on."""
    name = variable(leak)
    if not is_constant(name, leak.owner.file) or name in ("", "?", *OF_THE_PROCESS):
        return False
    is_wanted = leak.touch.value is None and not any(each.startswith("with ") for each in leak.touch.blocks)
    return name.strip("<>") in there or (is_wanted and name in USUAL)


def taken_out(group: list[Leak]) -> Problem:
    name = variable(group[0]).strip("<>")
    return problem(
        group,
        f"takes {name} out of os.environ",
        "all later tests of the process miss it, so they pass or fail by the order in which they run",
        f'use `monkeypatch.delenv("{name}")`, which undoes it when the test ends'
        if takes_monkeypatch(group[0])
        else "use `mock.patch.dict(os.environ)` around it, or put the old value back when it ends",
    )


def variable(leak: Leak) -> str:
    return item(leak.touch, leak.owner.file)


def is_constant(name: str, file: SourceFile) -> bool:
    """Is it the text of a variable, or a name that means something outside the function?"""
    first = name[1:-1].partition(".")[0]
    return not name.startswith("<") or file.value(first) is not None or "." in name


def told(group: list[Leak]) -> Problem:
    leak = group[0]
    own = dict.fromkeys(variable(each) for each in group if each.owner.function == leak.owner.function)
    known = [name.strip("<>") for name in own if name not in ("", "?") and is_constant(name, leak.owner.file)]
    what = ", ".join(known[:3]) + (", …" if len(known) > 3 else "") if known else "a variable"
    first = next(iter(own))
    text = f'"{first}"' if first in known else known[0] if known else "…"
    zone = "; then call `time.tzset()` again" if "TZ" in known else ""
    return problem(
        group,
        f"sets {what} in os.environ" + (f", by {leak.touch.by}()," if leak.touch.by else ""),
        "all later tests of the process see it, so they pass or fail by the order in which they run",
        f"use `monkeypatch.setenv({text}, …)`, which undoes it when the test ends{zone}"
        if takes_monkeypatch(leak)
        else f"use `mock.patch.dict(os.environ, {{{text}: …}})`, or put the old value back when it ends",
    ).replace(fix=monkeypatched(group, written))


def written(leak: Leak) -> str | None:
    """The call of monkeypatch up to the value."""
    name = leak.touch.item
    if leak.touch.by or leak.touch.how != "set" or name in ("", "?", "TZ") or "." in name:
        return None  # the time zone has to be told anew with `time.tzset()` as well
    key = name[1:-1] if name.startswith("<") else f'"{name}"'
    return f"monkeypatch.setenv({key}, "
