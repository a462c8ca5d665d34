"""A mock that is made after a class is asked for an attribute that the class does not have.

## Why

`Mock(spec=Client)` has what the class has, and so has `patch("shop.Client", autospec=True)`. What `__init__` gives to
each object is not there, for nothing calls it; nor is a method that was renamed or never written. The test ends with
"Mock object has no attribute 'timeout'" (https://docs.python.org/3/library/unittest.mock.html#autospeccing).

## Instead

`client.timeout = 3`, or `Mock(spec=Client, timeout=3)`; with `spec_set` and for many of them `Mock(spec=Client())`. A
default in the body of the class (`timeout = 3`) is seen by the mock, too. A method goes by the name that the class has
for it.

## Fix safety

There is no fix: what the value should be only the author of the test knows.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Problem, Related, Severity
from doctor.model.outlines import Outline, Outlines
from doctor.model.slips import Slip
from doctor.model.sources import SourceFile
from doctor.rules.collection._slips import slips
from doctor.rules.excused import is_excused
from doctor.rules.outlined import meaning, outlined
from doctor.rules.registry import rule

OF_MOCKS = ("called", "call_", "return_value", "side_effect", "method_calls", "mock_", "await_", "assert", "reset_mock",
            "configure_mock", "attach_mock", "_")  # fmt: skip


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile, modules: Modules, outlines: Outlines) -> Iterator[Problem]:
    told = set()
    for slip in slips(test_file, "specced"):
        asked = (slip.name, slip.others)  # the attribute, and the mock
        if asked in told or slip.name.rpartition(".")[2].startswith(OF_MOCKS):
            continue
        told.add(asked)
        whole = meaning(slip.name, test_file, modules, outlines)[-1]
        for each, name in outlined(whole, test_file, modules, outlines):
            is_of_objects = name in each.instance
            if (is_of_objects or lacks(each, name)) and not is_excused(test_file, slip.within, slip.place.line):
                yield problem(slip, is_of_objects)


def lacks(outline: Outline, name: str) -> bool:
    """Is it an attribute of a class of the module that surely does not have it?"""
    klass, _, last = name.rpartition(".")
    return klass in outline.closed and last not in outline.closed[klass]


def problem(slip: Slip, is_of_objects: bool) -> Problem:
    klass, name = slip.name.split(".")[-2:]
    why = f"and '{name}' is given to its objects alone" if is_of_objects else f"which has no '{name}'"
    return Problem(
        place=slip.place,
        message=f"the mock has what the class {klass} has, {why}",
        label="not there",
        related=(Related(slip.others[0], "made after the class"),),
        consequence=f"the test fails: AttributeError: Mock object has no attribute '{name}'",
        help=f"set it first, or write `{name}=…` where the mock is made"
        if is_of_objects
        else f"ask for what {klass} has",
    )
