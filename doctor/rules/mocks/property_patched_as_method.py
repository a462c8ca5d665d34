"""A property is replaced by a mock that is to be called.

## Why

`patch.object(Account, "balance", return_value=100)` puts a mock on the class: `account.balance` is that mock, which
gives 100 only to who calls it, as nobody calls a property. Compared with 100 it is not equal, and it is always true
(https://docs.python.org/3/library/unittest.mock.html#unittest.mock.PropertyMock).

## Instead

`patch.object(Account, "balance", new_callable=PropertyMock, return_value=100)`, or plainly the value:
`patch.object(Account, "balance", 100)`.

Nothing is said where a module that the test comes to calls something of this name: what a property gives may be called.

## Fix safety

`new_callable=PropertyMock` is written when asked for: the test then sees other values.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Problem, Severity
from doctor.model.outlines import Outlines
from doctor.model.reached import MOST, reached
from doctor.model.sources import SourceFile
from doctor.rules.excused import is_excused
from doctor.rules.mocks._decorators import called
from doctor.rules.mocks._targets import SYNC, Patched, of_call
from doctor.rules.outlined import meaning, outlined
from doctor.rules.registry import rule

LIKE = ("spec", "spec_set", "autospec", "wraps", "**")
RESULTS = ("return_value", "side_effect")


@rule(severity=Severity.WARNING, since="0.1")
def check(file: SourceFile, modules: Modules, outlines: Outlines) -> Iterator[Problem]:
    if not (file.collected or file.role in ("conftest", "plugin")):
        return
    within = {call.expr.place: call.within for call in file.calls}
    for expr in called(file):
        found = of_call(expr, within.get(expr.place, ""))
        if found is None or not gives_result(found) or any(expr.keyword(key) for key in LIKE):
            continue
        target = meaning(found.target, file, modules, outlines)[-1]
        for outline, name in outlined(target, file, modules, outlines):
            if name in outline.properties and not is_excused(file, found.within, found.place.line):
                last = name.rpartition(".")[2]
                if not is_called(last, found.target, file, modules, outlines):
                    yield problem(found, name)


def gives_result(each: Patched) -> bool:
    """Is it a mock with something that it gives to who calls it?"""
    new = each.new
    if each.new_callable is not None:
        return False
    if new is None:
        return any(key in RESULTS for key in each.configured)
    return new.kind == "call" and new.value in SYNC and any(key in RESULTS for key, _ in new.keywords)


def is_called(name: str, target: str, file: SourceFile, modules: Modules, outlines: Outlines) -> bool:
    """May something of this name be called, in the file itself or in what it comes to?"""
    if any(call.name.rpartition(".")[2] == name for call in file.calls):
        return True
    known: set[str] = set()
    names = [target, *(each.dotted for each in file.imports)]
    for each in reached(names, file.path, modules, known):
        outline = outlines.of(each)
        if outline is None or name in outline.called:
            return True
    return len(known) >= MOST


def problem(each: Patched, name: str) -> Problem:
    return Problem(
        place=each.place,
        message=f"'{name}' is a property, and is replaced by a mock that gives its value only to who calls it",
        label=f"'{name.rpartition('.')[2]}' is this mock",
        consequence="the code under test gets the mock itself: it is equal to nothing, and true",
        help="write `new_callable=PropertyMock`, or hand over the value itself",
    )
