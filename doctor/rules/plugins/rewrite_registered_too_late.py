"""A module is registered for assertion rewriting when it is already imported.

## Why

`pytest.register_assert_rewrite("helpers")` has to come before the first import of the module: what is imported cannot
be rewritten. Its asserts then fail without the values, and with `python -O` they are not there at all.

See https://docs.pytest.org/en/stable/how-to/writing_plugins.html#assertion-rewriting.

## Instead

Register it in the lines before the import.

## Fix safety

There is none: imports are often sorted by a tool, which needs to be told.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Related, Severity
from doctor.model.sources import SourceFile
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(file: SourceFile) -> Iterator[Problem]:
    for call in file.calls_of("pytest.register_assert_rewrite") if file.role in ("conftest", "plugin") else ():
        names = [part.text for part in call.expr.parts if part.text] if not call.within else []
        for name in names:
            first = next(
                (
                    each
                    for each in file.imports
                    if each.place.line < call.place.line
                    and not each.guarded
                    and (f"{each.module}.".startswith(f"{name}.") or each.dotted == name)
                ),
                None,
            )
            if first:
                yield Problem(
                    place=call.place,
                    message=f"'{name}' is registered for assertion rewriting, and imported before",
                    label="too late",
                    related=(Related(first.place, "imported here"),),
                    consequence="PytestAssertRewriteWarning: Module already imported so cannot be rewritten",
                    help="write the call above the import",
                )
