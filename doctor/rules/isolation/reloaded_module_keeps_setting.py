"""A test reloads a module under changed settings, and nothing reloads it afterwards.

## Why

`importlib.reload` runs the module once more, in place: what it reads from the environment while it is imported it
keeps. `monkeypatch` and `patch.dict` put the variable back when the test ends, and not what the module has made of it.
All later tests of the process find the other value
(https://docs.python.org/3/library/importlib.html#importlib.reload).

## Instead

Reload it once more when the variable is back: in a fixture, `monkeypatch.undo()` and `importlib.reload(config)` behind
the `yield`. Or let the code read the variable when it is called.

## Fix safety

There is no fix: what else has kept names of the module cannot be told.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Problem, Severity
from doctor.model.sources import Call, SourceFile, Sources
from doctor.rules.phrases import uses
from doctor.rules.registry import rule

RELOADS = ("importlib.reload", "imp.reload")
GUARDS = (
    "monkeypatch.setenv",
    "monkeypatch.delenv",
    "unittest.mock.patch.dict",
    "mock.patch.dict",
    "mocker.patch.dict",
)


@rule(severity=Severity.WARNING, since="0.1")
def check(test_file: SourceFile, sources: Sources, modules: Modules) -> Iterator[Problem]:
    reloads = list(test_file.calls_of(*RELOADS))
    tests = {test.function for test in test_file.tests if not test.file} if reloads else set()
    found: dict[str, list[Call]] = {}
    for call in reloads:
        name = module_of(call)
        if call.within in tests and name and lasts(call, test_file) and is_own(name, test_file, modules):
            found.setdefault(name, []).append(call)
    again = set().union(*(reloaded_by_others(file) for file in sources)) if found else set()
    for name, calls in found.items():
        if name not in again:
            yield problem(name, calls)


def module_of(call: Call) -> str:
    """The module that it names; "" where it is worked out."""
    first = call.expr.parts[0] if call.expr.parts else None
    if first is None or first.kind not in ("name", "subscript"):
        return ""
    return str(first.value) if first.kind == "name" else first.parts[1].text or ""


def reloaded_by_others(file: SourceFile) -> set[str]:
    """The modules that fixtures, set-up functions and helpers reload, or take out of sys.modules."""
    tests = {test.function for test in file.tests} if file.collected else set()
    found = {module_of(call) for call in file.calls_of(*RELOADS) if call.within not in tests}
    return found | {
        touch.item for touch in file.touches if touch.state == "sys.modules" and touch.how in ("remove", "guard")
    }


def lasts(call: Call, file: SourceFile) -> bool:
    """Is a variable changed for the time of the test before it, and the module not reloaded behind it?"""
    own = file.calls_in(call.within)
    if call.branch or call.guarded or any(each.name in RELOADS and call.place < each.place for each in own):
        return False
    before = [each.name for each in own if each.place < call.place]
    if any(name in RELOADS for name in before):
        return False  # it puts back what the first one did
    return any(name in GUARDS for name in before) and "monkeypatch.undo" not in before


def is_own(name: str, file: SourceFile, modules: Modules) -> bool:
    found = modules.find(name, file.path)
    return found is not None and found.origin in ("project", "cwd")


def problem(name: str, calls: list[Call]) -> Problem:
    first = calls[0]
    return Problem(
        place=first.place,
        message=f"'{first.within}' reloads {name} under changed variables, and nothing reloads it afterwards",
        label="keeps what it has read",
        related=uses([call.place for call in calls[1:]], "here too"),
        consequence=f"the variables are put back, {name} is not: all later tests find what it has read",
        help="reload it in a fixture, behind `monkeypatch.undo()`, when the test is over",
    )
