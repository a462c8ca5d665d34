"""A test is parametrized over an empty list, and never runs.

## Why

pytest makes one test of each value. Of none it makes a test that is skipped: "got empty parameter set". The run is
green (https://docs.pytest.org/en/stable/reference/reference.html#confval-empty_parameter_set_mark).

## Instead

Write the values, or take the test out. `empty_parameter_set_mark = fail_at_collect` makes pytest stop where a list
comes out empty. Nothing is said of lists that have a name: they may be filled.

## Fix safety

There is no fix: the values are not written anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import IniValues
from doctor.model.findings import Problem, Severity
from doctor.model.sources import SourceFile
from doctor.rules.markers._parametrize import nothing_of, of_tests
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(test_file: SourceFile, ini: IniValues) -> Iterator[Problem]:
    value = ini.get("empty_parameter_set_mark")
    stops = value is not None and value.value == "fail_at_collect"
    for mark in of_tests(test_file):
        values = nothing_of(mark)
        if values and not stops:
            yield Problem(
                place=values.place,
                message=f"'{mark.owner or test_file.path}' is parametrized over an empty list",
                label="no values",
                consequence="the test is skipped: got empty parameter set",
                help="write the values, or take the test out",
            )
