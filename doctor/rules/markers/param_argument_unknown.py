"""`pytest.param` is given an argument that it does not know.

## Why

`pytest.param(*values, marks=…, id=…)` takes these two and no other: `mark=` or `ids=` is a TypeError while the file is
imported, and none of its tests runs (https://docs.pytest.org/en/stable/reference/reference.html#pytest-param).

## Instead

`marks=` for one mark or a list of them, `id=` for the name of the case.

## Fix safety

The argument that is meant is written in its place: the file could not be imported before.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.rewrites import RenameArgument
from doctor.model.sources import SourceFile
from doctor.rules.markers._parametrize import given, is_param
from doctor.rules.registry import rule

KNOWN = ("marks", "id", "**")
MEANT = {"mark": "marks", "ids": "id", "name": "id", "reason": "", "skip": "", "idx": "id"}


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    for values, _ in given(test_file):
        for each in values.parts:
            for name, value in each.keywords if is_param(each) else ():
                if name in KNOWN:
                    continue
                meant = MEANT.get(name, "")
                yield Problem(
                    place=value.place,
                    message=f"pytest.param knows no argument '{name}'",
                    label=f"'{meant}' is meant" if meant else "unknown",
                    consequence=f"none of its tests runs: ERROR collecting {test_file.path}: TypeError: param() got an "
                    f"unexpected keyword argument '{name}'",
                    help=f"write {meant}=…" if meant else "it takes marks=… and id=…",
                    fix=Fix(f"rename '{name}' to '{meant}'", (RenameArgument(each.place, name, meant),), safe=True)
                    if meant and not each.keyword(meant)
                    else None,
                )
