"""`pytest.raises` stands alone, with nothing that could raise.

## Why

`pytest.raises(ValueError)` makes a context manager. Without `with` it is made and thrown away: nothing is checked, and
the code that should raise is run outside of it, or not at all.

See https://docs.pytest.org/en/stable/how-to/assert.html#assertions-about-expected-exceptions.

## Instead

Write `with pytest.raises(ValueError):` and put the call into the block.

## Fix safety

The statement behind it goes into the block. Which lines belong there is a guess, and a test that checks something now
may fail, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.rewrites import OpenBlock
from doctor.model.sources import Call, SourceFile
from doctor.rules.registry import rule

NAMES = ("pytest.raises", "pytest.warns")


@rule(severity=Severity.ERROR, since="0.1")
def check(file: SourceFile) -> Iterator[Problem]:
    if file.collected or file.role == "conftest":
        for call in file.calls:
            if call.is_statement and call.name in NAMES and is_bare(call):
                yield problem(call)


def is_bare(call: Call) -> bool:
    """Does it name an exception, and no function to call itself as in `pytest.raises(ValueError, int, "x")`?"""
    if len(call.expr.parts) != 1 or call.expr.parts[0].kind not in ("name", "tuple") or "try:" in call.branch:
        return False
    return all(name in ("match", "check") for name, _ in call.expr.keywords)


def problem(call: Call) -> Problem:
    what = f"{call.name}({', '.join(str(part.value) for part in call.expr.parts if part.kind == 'name')})"
    return Problem(
        place=call.place,
        message=f"'{what}' without 'with': nothing is checked",
        label="made and thrown away",
        consequence="the test passes whether or not anything is raised",
        help=f"write 'with {what}:' and put the call into the block",
        fix=Fix(f"put the next statement into 'with {what}:'", (OpenBlock(call.place),)),
    )
