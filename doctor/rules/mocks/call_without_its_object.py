"""A spy on a method of a class is asked for a call without the object that it is called on.

## Why

`mocker.spy(Sender, "send")` puts a function on the class: `sender.send("ann")` calls it with the object and "ann". So
does `patch.object(Sender, "send", autospec=True)`. `spy.assert_called_once_with("ann")` leaves the object out, and
fails whatever the code does: "expected call not found"
(https://github.com/pytest-dev/pytest-mock/issues/118,
https://docs.python.org/3/library/unittest.mock.html#autospeccing).

## Instead

`spy.assert_called_once_with(sender, "ann")`, or `mocker.ANY` for the object; or a spy on the object itself:
`mocker.spy(sender, "send")`.

Nothing is said where the first argument may be the object, and as many are given as the method takes at least.

## Fix safety

`mocker.ANY` is written for the object when asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.outlines import Outlines
from doctor.model.places import Place
from doctor.model.slips import Slip
from doctor.model.sources import SourceFile
from doctor.rules.collection._slips import slips
from doctor.rules.excused import is_excused
from doctor.rules.outlined import meaning, outlined
from doctor.rules.registry import rule

OTHER = ("__new__", "__init_subclass__", "__class_getitem__")  # called with the class


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile, modules: Modules, outlines: Outlines) -> Iterator[Problem]:
    for slip in slips(test_file, "selfless"):
        count, _, first = slip.text.partition(" ")
        if slip.name.endswith(OTHER) or is_excused(test_file, slip.within, slip.place.line):
            continue
        target = meaning(slip.name, test_file, modules, outlines)[-1]
        for outline, name in outlined(target, test_file, modules, outlines):
            if (
                "." in name
                and name in outline.functions
                and (first or int(count) < outline.counts.get(name, (0, 0))[0])
            ):
                yield problem(slip, name, test_file)


def problem(slip: Slip, name: str, file: SourceFile) -> Problem:
    function = file.function(slip.within)
    first = slip.others[0] if slip.others[1:] else None
    has_mocker = function is not None and any(param.name == "mocker" for param in function.params)
    klass = name.partition(".")[0]
    return Problem(
        place=slip.place,
        message=f"'{name}' is called with the object first, and the assertion leaves it out",
        label=f"no {klass} among these",
        related=(Related(slip.others[-1], f"stands on the class, and gets each {klass} as an argument"),),
        consequence=f"'{slip.within}' fails: AssertionError: expected call not found",
        help="write the object as the first argument, or mocker.ANY" if has_mocker else "write the object, or mock.ANY",
        fix=Fix("write mocker.ANY for the object", (Replace(empty(first), "mocker.ANY, "),))
        if has_mocker and first
        else None,
    )


def empty(place: Place) -> Place:
    """The spot before it."""
    return place.replace(end_line=place.line, end_column=place.column)
