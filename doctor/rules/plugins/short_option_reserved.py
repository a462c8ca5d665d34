"""A conftest or plugin adds a short option of a lower-case letter.

## Why

pytest keeps short options with lower-case letters for itself, and refuses `parser.addoption("-e", …)`.

See https://docs.pytest.org/en/stable/reference/reference.html#std-hook-pytest_addoption.

## Instead

Use an upper-case letter, or a long option alone.

## Fix safety

Whoever types the option has to type the new one, so it is not written unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.rewrites import RenameWord
from doctor.model.sources import Expr, Sources
from doctor.rules.plugins._loaded import loaded
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(sources: Sources, config: PytestConfig) -> Iterator[Problem]:
    for file in loaded(sources, config):
        if file.role in ("conftest", "plugin"):
            for call in file.calls:
                if call.within == "pytest_addoption" and call.name.endswith(".addoption") and not call.guarded:
                    yield from (problem(part) for part in call.expr.parts if is_reserved(part.text or ""))


def is_reserved(name: str) -> bool:
    return len(name) > 1 and name[0] == "-" and name[1].islower()


def problem(name: Expr) -> Problem:
    return Problem(
        place=name.place,
        message=f"the option '{name.text}' is a lower-case letter, which pytest keeps for itself",
        label="reserved",
        consequence="pytest stops: ValueError: lowercase shortoptions reserved",
        fix=Fix(f"write '{str(name.text).upper()}'", (RenameWord(name.place, str(name.text), str(name.text).upper()),))
        if len(str(name.text)) == len("-x")
        else None,
        help=f"write '{str(name.text).upper()}', or a long option alone",
    )
