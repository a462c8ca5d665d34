"""`unittest.skipIf`, `skipUnless` or `skip()` is given no reason.

## Why

The reason, which the former two take behind a condition, has no default: the call is a TypeError while the file is
imported, whatever the condition says. None of the file's tests runs
(https://docs.python.org/3/library/unittest.html#unittest.skipIf).

## Instead

`@unittest.skipIf(sys.platform == "win32", "needs fork")`.

## Fix safety

What the reason is only its author knows: there is no fix.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.sources import Class, Expr, Function, SourceFile
from doctor.rules.registry import rule

BEFORE = {"skip": 0, "skipIf": 1, "skipUnless": 1}  # how many arguments stand before the reason
NAMES = frozenset(f"{module}.{name}" for module in ("unittest", "unittest.case") for name in BEFORE)


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    items: list[Function | Class] = [*test_file.functions, *test_file.classes]
    for item in items:
        for each in item.decorators if not (item.is_nested or item.branch) else ():
            if each.kind == "call" and each.value in NAMES and lacks_reason(each):
                yield problem(each, test_file)


def lacks_reason(call: Expr) -> bool:
    """Is there nothing behind the condition, and no argument that may stand for several?"""
    is_open = any(part.kind == "starred" for part in call.parts) or any(name == "**" for name, _ in call.keywords)
    count = len(call.parts) + len(call.keywords)
    return not is_open and count == BEFORE[name_of(call)] and call.keyword("reason") is None


def name_of(call: Expr) -> str:
    return str(call.value).rpartition(".")[2]


def problem(call: Expr, file: SourceFile) -> Problem:
    name = name_of(call)
    return Problem(
        place=call.place,
        message=f"{name} is given no reason, and has no default for it",
        label="a TypeError",
        consequence=f"none of its tests runs: ERROR collecting {file.path}: TypeError: {name}() missing 1 required "
        "positional argument: 'reason'",
        help=f"add the reason as {'second' if BEFORE[name] else 'only'} argument",
    )
