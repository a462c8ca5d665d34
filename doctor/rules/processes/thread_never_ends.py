"""A test starts a thread that never ends, and Python waits for it.

## Why

A thread that is no daemon is waited for when the interpreter ends. One that loops for ever keeps pytest from ending,
after all tests have passed and the summary is printed (https://github.com/pytest-dev/pytest/issues/3662,
https://docs.python.org/3/library/threading.html#thread-objects).

## Instead

Let the loop end by an event that the test sets, and `join()` the thread; or `threading.Thread(…, daemon=True)`.

## Fix safety

`daemon=True` is given only when asked: the thread is then cut off wherever it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix
from doctor.model.rewrites import SetArgument
from doctor.model.sources import SourceFile
from doctor.rules.collection._slips import slips
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    for slip in slips(test_file, "endless", anywhere=True):
        yield Problem(
            place=slip.place,
            message=f"the thread of '{slip.name}' never ends, and is no daemon: Python waits for it",
            label="is waited for",
            related=tuple(Related(place, "loops for ever") for place in slip.others),
            consequence="pytest prints its summary, and its process never ends",
            help="let the loop end by an event, and join the thread; or give `daemon=True`",
            fix=Fix("make it a daemon", (SetArgument(slip.place, "daemon", "True"),)),
        )
