"""`pytest.raises`, or `assertRaises`, stands alone, with nothing that could raise.

## Why

`pytest.raises(ValueError)` makes a context manager. Without `with` it is made and thrown away: nothing is checked, and
the code that should raise is run outside of it, or not at all. As a decorator it does not work either: the file is not
collected (https://github.com/pytest-dev/pytest/issues/3818).

See https://docs.pytest.org/en/stable/how-to/assert.html#assertions-about-expected-exceptions.

## Instead

Write `with pytest.raises(ValueError):` and put the call into the block.

## Fix safety

The statement behind it goes into the block. Which lines belong there is a guess, and a test that checks something now
may fail, so it is not done unasked. Of decorators nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.places import Place
from doctor.model.rewrites import OpenBlock
from doctor.model.sources import Call, Expr, Function, SourceFile
from doctor.rules.collection._slips import slips
from doctor.rules.registry import rule

NAMES = ("pytest.raises", "pytest.warns")


@rule(severity=Severity.ERROR, since="0.1")
def check(file: SourceFile) -> Iterator[Problem]:
    if file.collected or file.role == "conftest":
        for call in file.calls:
            if call.is_statement and call.name in NAMES and is_bare(call):
                what = f"{call.name}({', '.join(str(part.value) for part in call.expr.parts if part.kind == 'name')})"
                yield problem(call.place, what)
        for slip in slips(file, "bare"):
            yield problem(slip.place, f"{slip.name}({slip.text})")
        for function in file.functions:
            for each in function.decorators:
                if each.value in NAMES and each.kind == "call":
                    yield decorating(each, function)


def is_bare(call: Call) -> bool:
    """Does it name an exception, and no function to call itself as in `pytest.raises(ValueError, int, "x")`?"""
    if len(call.expr.parts) != 1 or call.expr.parts[0].kind not in ("name", "tuple") or "try:" in call.branch:
        return False
    return all(name in ("match", "check") for name, _ in call.expr.keywords)


def problem(place: Place, what: str) -> Problem:
    return Problem(
        place=place,
        message=f"'{what}' without 'with': nothing is checked",
        label="made and thrown away",
        consequence="the test passes whether or not anything is raised",
        help=f"write 'with {what}:' and put the call into the block",
        fix=Fix(f"put the next statement into 'with {what}:'", (OpenBlock(place),)),
    )


def decorating(decorator: Expr, function: Function) -> Problem:
    return Problem(
        place=decorator.place,
        message=f"'{function.name}' is decorated by {decorator.value!s}, which is no decorator",
        label="cannot be called with a function",
        consequence="the file is not collected: TypeError: … object is not callable",
        help=f"write 'with {decorator.value!s}(…):' around the call that is to raise, within the function",
    )
