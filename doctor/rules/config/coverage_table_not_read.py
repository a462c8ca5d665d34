"""A table of pyproject.toml is meant for coverage.py, which does not read it.

## Why

In pyproject.toml coverage.py reads tables that begin with `tool.coverage.`: `[tool.coverage.run]`. `[coverage.run]`,
`[coverage:run]` and `[run]` are names of other files; here they are passed over, and what is left out or measured by
branches is not.

See https://coverage.readthedocs.io/en/latest/config.html.

## Instead

`[tool.coverage.run]`, `[tool.coverage.report]`.

## Fix safety

The settings come into force, which may lower or raise what is reported: it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.heads import Head
from doctor.rules.registry import rule

PARTS = ("run", "report", "html", "xml", "json", "lcov", "paths")
WRONG = {
    f"{head}{part}": f"tool.coverage.{part}" for head in ("coverage.", "coverage:", "tool.coverage:") for part in PARTS
}


@rule(severity=Severity.WARNING, since="0.1")
def check(heads: tuple[Head, ...]) -> Iterator[Problem]:
    names = {head.name for head in heads}
    for head in heads:
        right = WRONG.get(head.name)
        if right and right not in names:
            yield Problem(
                place=head.place,
                message=f"[{head.name}] is no table that coverage.py reads in pyproject.toml",
                label="not read",
                consequence="nothing of it holds, and coverage.py says no word",
                help=f"write [{right}]",
                fix=Fix(f"write [{right}]", (Replace(head.place, right),)),
            )
