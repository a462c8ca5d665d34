"""`pytest.param` is given marks or an id of the wrong type.

## Why

`marks=` takes a mark or a list of marks, not their names; `id=` takes a text. `pytest.param(1000, marks="slow")` and
`pytest.param(3, id=1)` are errors while the file is imported, and none of its tests runs.

See https://docs.pytest.org/en/stable/reference/reference.html#pytest-param.

## Instead

`pytest.param(1000, marks=pytest.mark.slow)`, `pytest.param(3, id="1")`.

## Fix safety

The file could not be imported before: the mark of that name, or the id as a text, is written in its place.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.sources import Expr, SourceFile
from doctor.rules.cures import literal
from doctor.rules.markers._parametrize import given, is_param
from doctor.rules.registry import rule
from doctor.rules.spelling import spelled


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    for values, _ in given(test_file):
        for each in values.parts:
            if is_param(each):
                yield from of_marks(each, test_file)
                yield from of_id(each, test_file)


def of_marks(param: Expr, file: SourceFile) -> Iterator[Problem]:
    marks = param.keyword("marks")
    for mark in (marks, *marks.parts) if marks and marks.kind in ("list", "tuple", "set") else (marks,):
        if mark and mark.text is not None:
            fix = None
            if mark.text.isidentifier():
                right, imports = spelled(file, f"pytest.mark.{mark.text}")
                fix = Fix(f"write {right}", (Replace(mark.place, right), *imports), safe=True)
            yield Problem(
                place=mark.place,
                message=f"marks of pytest.param are marks, not their names: '{mark.text}' is a text",
                label="a text",
                consequence=f"none of its tests runs: ERROR collecting {file.path}: AttributeError: "
                "'str' object has no attribute 'name'",
                help=f"write marks=pytest.mark.{mark.text}" if fix else "write marks=pytest.mark.NAME",
                fix=fix,
            )


def of_id(param: Expr, file: SourceFile) -> Iterator[Problem]:
    value = param.keyword("id")
    if value and value.kind == "constant" and value.value is not None and value.text is None:
        right = literal(str(value.value)) if not isinstance(value.value, bytes) else ""
        yield Problem(
            place=value.place,
            message=f"the id of pytest.param has to be a text, and this one is of type {type(value.value).__name__}",
            label="no text",
            consequence=f"none of its tests runs: ERROR collecting {file.path}: TypeError: "
            f"Expected id to be a string, got {type(value.value)}: {value.value!r}",
            help=f"write id={right}" if right else "write a text",
            fix=Fix(f"write id={right}", (Replace(value.place, right),), safe=True) if right else None,
        )
