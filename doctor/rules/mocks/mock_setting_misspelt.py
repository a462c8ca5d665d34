"""A mock's `return_value` or `side_effect` is misspelt, and does nothing.

## Why

A mock takes any attribute and any keyword. `fetch.side_effects = [OSError]` and `Mock(return_vale=3)` set one that
means nothing to it: the mock goes on to give another mock, and the test checks something else than it says
(https://docs.python.org/3/library/unittest.mock.html#unittest.mock.Mock).

## Instead

`return_value` and `side_effect`. `create_autospec` and `spec_set=True` refuse what they do not know.

## Fix safety

The setting begins to act, so that the test may fail: it is not written unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.places import Place
from doctor.model.rewrites import RenameArgument, RenameWord
from doctor.model.sources import SourceFile, Write
from doctor.rules.mocks._decorators import fills, is_patch
from doctor.rules.mocks._targets import ASYNC, AUTO, PATCHES, SYNC
from doctor.rules.registry import rule

MISSPELT = {
    **dict.fromkeys(
        ("side_effects", "sideeffect", "side_efect", "side_effet", "sideEffect", "side_affect"), "side_effect"
    ),
    **dict.fromkeys(
        ("return_values", "returnvalue", "return_vale", "return_vaule", "retrun_value", "retun_value", "returnValue"),
        "return_value",
    ),
}
MAKERS = frozenset((*SYNC, *ASYNC, *AUTO, *PATCHES, *(f"{name}.object" for name in PATCHES)))


@rule(severity=Severity.ERROR, since="0.1")
def check(file: SourceFile) -> Iterator[Problem]:
    if file.collected or file.role in ("conftest", "plugin"):
        yield from of_calls(file)
        yield from of_writes(file)


def of_calls(file: SourceFile) -> Iterator[Problem]:
    for call in file.calls:
        if call.name in MAKERS:
            for name, value in call.expr.keywords:
                if right := MISSPELT.get(name):
                    yield problem(
                        name, right, value.place, Fix(f"write {right}=", (RenameArgument(call.place, name, right),))
                    )


def of_writes(file: SourceFile) -> Iterator[Problem]:
    mocked = {name for name, value in file.assigned if value.kind == "call" and value.value in MAKERS}
    held = {(each.within, each.name) for each in file.flows.held if each.kind == "mock"}
    for write in file.writes:
        owner, _, name = write.name.rpartition(".")
        right = MISSPELT.get(name)
        if right is None or not owner:
            continue
        head = owner.partition(".")[0]
        is_named = "mock" in owner.lower() or "patch" in owner.lower() or head in mocked or (write.within, head) in held
        if is_named or (is_patched(write, head, file) and not is_own(name, file)):
            yield problem(name, right, write.place, Fix(f"write {right}", (RenameWord(write.place, name, right),)))


def is_patched(write: Write, head: str, file: SourceFile) -> bool:
    """May it be a mock, as the function patches the like: a parameter for a patch, or a variable of its own where it
    calls `patch` or makes mocks?"""
    function = file.function(write.within)
    if function is None or any(head == each.alias for each in file.imports):
        return False
    if any(param.name == head for param in function.params):
        return any(is_patch(each) and fills(each) for each in function.decorators)
    called = [call for call in file.calls_in(write.within) if call.name in MAKERS]
    return len(called) > 0


def is_own(name: str, file: SourceFile) -> bool:
    """Has a class of the file such an attribute?"""
    return any(klass.attribute(name) or name in klass.methods for klass in file.classes)


def problem(name: str, right: str, place: Place, fix: Fix) -> Problem:
    return Problem(
        place=place,
        message=f"a mock knows no '{name}': '{right}' is meant",
        label=f"'{right}' is meant",
        consequence="it does nothing, without a word: the mock gives another mock",
        help=f"write '{right}'",
        fix=fix,
    )
