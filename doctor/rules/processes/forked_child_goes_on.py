"""A test calls `os.fork()`, and the child does not end: it runs the rest of the tests once more.

## Why

`os.fork()` makes a second pytest. Where the block of the child comes to its end, the child returns from the test, goes
on with all that follow, and prints a summary of its own; what tests write is written twice. `sys.exit()` is no cure:
pytest takes its SystemExit for a failure of the test.

See https://github.com/pytest-dev/pytest/issues/12028 and https://docs.python.org/3/library/os.html#os.fork.

## Instead

End the child by `os._exit(0)`, best in a `finally`; or start a process by `multiprocessing` or `subprocess`.

## Fix safety

There is none: what the child returns is for you to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Related, Severity
from doctor.model.sources import SourceFile
from doctor.rules.collection._meant_to_fail import certain_slips
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    for slip in certain_slips(test_file, "forked"):
        yield Problem(
            place=slip.place,
            message=f"the child of os.fork() goes on when its block in '{slip.within}' ends",
            label="a second pytest from here on",
            related=tuple(Related(place, "the child goes on behind this") for place in slip.others),
            consequence="the rest of the tests runs twice, in two processes, and the child's failures do not count",
            help="end the child's block with os._exit(0)",
        )
