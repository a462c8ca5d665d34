"""A test changes a value of `parametrize` that is given to it again.

## Why

pytest hands the very objects of the list to the test, and no copies. With a second `parametrize` each of them is used
several times: what one run puts into the dictionary, the next one finds there
(https://github.com/pytest-dev/pytest/issues/8498, https://github.com/pytest-dev/pytest/issues/7514).

## Instead

Work on a copy: `cart = dict(cart)`, or `copy.deepcopy(cart)` where it holds more of the kind.

## Fix safety

The copy is made only when asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import AddImport, Fix
from doctor.model.rewrites import AddToBody
from doctor.model.slips import Slip
from doctor.model.sources import SourceFile
from doctor.rules.collection._slips import slips
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    for slip in slips(test_file, "changed"):
        yield problem(slip, test_file)


def problem(slip: Slip, file: SourceFile) -> Problem:
    function = file.function(slip.within)
    copied = f"{slip.name} = copy.deepcopy({slip.name})"
    changes = (AddToBody(function.place, copied), AddImport(file.path, "import copy")) if function else ()
    return Problem(
        place=slip.place,
        message=f"'{slip.within}' changes '{slip.name}', a value of parametrize that is given to it again",
        label="changed for the next run, too",
        related=tuple(Related(place, "the same object each time") for place in slip.others),
        consequence="the next run of the test begins with what this one has left",
        help=f"work on a copy: `{copied}`",
        fix=Fix(f"copy '{slip.name}' first", changes) if changes else None,
    )
