"""A test calls a function that asserts and is a generator: it is made, and never run.

## Why

A function with a `yield` does nothing when it is called: it hands back a generator, and its body runs when somebody
takes its values. A helper that asserts, and has kept a `yield` from the times of generated tests, or got one later,
then checks nothing (https://docs.pytest.org/en/stable/deprecations.html#yield-tests).

## Instead

Take the `yield` out of the helper, or take its values: `for app in assert_apps(…): …`, `list(assert_apps(…))`.

## Fix safety

The values are taken by `list(…)`, only when asked: what then runs may fail.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix
from doctor.model.sources import SourceFile
from doctor.rules.collection._slips import slips
from doctor.rules.cures import wrapped
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    for slip in slips(test_file, "unrun"):
        yield Problem(
            place=slip.place,
            message=f"'{slip.name}' has a yield, so the call makes a generator and runs nothing of it",
            label="never run",
            related=tuple(Related(place, "makes it a generator") for place in slip.others),
            consequence=f"'{slip.within}' passes without a single assertion of '{slip.name}'",
            help=f"take the yield out of '{slip.name}', or take its values: `list({slip.name}(…))`",
            fix=Fix("take its values with list(…)", wrapped(slip.place, "list(", ")")),
        )
