"""A mock that is made after a class is asked for an attribute that only objects of the class have.

## Why

`Mock(spec=Client)` has what the class has. What `__init__` gives to each object is not there, for nothing calls it: the
test ends with "Mock object has no attribute 'timeout'"
(https://docs.python.org/3/library/unittest.mock.html#autospeccing).

## Instead

`client.timeout = 3`, or `Mock(spec=Client, timeout=3)`; with `spec_set` and for many of them `Mock(spec=Client())`. A
default in the body of the class (`timeout = 3`) is seen by the mock, too.

## Fix safety

There is no fix: what the value should be only the author of the test knows.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Problem, Related, Severity
from doctor.model.flows import Slip
from doctor.model.outlines import Outlines
from doctor.model.sources import SourceFile
from doctor.rules.collection._slips import slips
from doctor.rules.outlined import outlined
from doctor.rules.registry import rule

OF_MOCKS = ("called", "call_", "return_value", "side_effect", "method_calls", "mock_", "await_", "assert")


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile, modules: Modules, outlines: Outlines) -> Iterator[Problem]:
    for slip in slips(test_file, "specced"):
        is_own = slip.name.rpartition(".")[2].startswith(OF_MOCKS)
        if not is_own and any(
            name in each.instance for each, name in outlined(slip.name, test_file, modules, outlines)
        ):
            yield problem(slip)


def problem(slip: Slip) -> Problem:
    klass, _, name = slip.name.rpartition(".")
    klass = klass.rpartition(".")[2]
    return Problem(
        place=slip.place,
        message=f"the mock has what the class {klass} has, and '{name}' is given to its objects alone",
        label="not there",
        related=(Related(slip.others[0], "made after the class"),),
        consequence=f"the test fails: AttributeError: Mock object has no attribute '{name}'",
        help=f"set it first, or write `{name}=…` where the mock is made",
    )
