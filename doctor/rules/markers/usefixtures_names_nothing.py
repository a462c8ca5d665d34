"""`usefixtures` is given no name, and does nothing.

## Why

`@pytest.mark.usefixtures()` asks for no fixture. What should be prepared is not, and pytest says nothing, or only warns
(https://github.com/pytest-dev/pytest/issues/12426).

## Instead

`@pytest.mark.usefixtures("offline")`, with the name as a text.

## Fix safety

There is no fix: which fixture is meant cannot be told.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.sources import SourceFile
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    for mark in test_file.marks:
        if mark.name == "usefixtures" and mark.expr.kind == "call" and not (mark.expr.parts or mark.expr.keywords):
            owner = f"'{mark.owner}'" if mark.owner else "the module"
            yield Problem(
                place=mark.place,
                message=f"usefixtures of {owner} names no fixture",
                label="asks for nothing",
                consequence="no fixture is set up by it, and the tests run without",
                help='name the fixture: `usefixtures("…")`',
            )
