"""A test asserts in which order a set of texts comes.

## Why

The hash of a text is another one in each process, unless PYTHONHASHSEED is set
(https://docs.python.org/3/using/cmdline.html#envvar-PYTHONHASHSEED). `list({"a", "b"})` is `["a", "b"]` or
`["b", "a"]`: `assert list(set(tags)) == ["a", "b"]` holds in every second run, one of four in every twenty-fourth.

## Instead

`assert set(tags) == {"a", "b"}`, or `sorted(…)` on the left.

## Fix safety

There is no fix.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Variables
from doctor.model.findings import Problem, Severity
from doctor.model.sources import SourceFile
from doctor.rules.collection._meant_to_fail import certain_slips
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(test_file: SourceFile, variables: Variables) -> Iterator[Problem]:
    if (variables.get("PYTHONHASHSEED") or "random") != "random":
        return
    for slip in certain_slips(test_file, "ordered"):
        yield Problem(
            place=slip.place,
            message=f"{slip.name} takes the texts of a set in an order that each process makes anew",
            label="in any order",
            consequence=f"'{slip.within}' passes in some runs, and fails in others (PYTHONHASHSEED)",
            help="compare two sets, or put both in order with sorted()",
        )
