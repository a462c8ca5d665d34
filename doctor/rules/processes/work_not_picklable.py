"""A pool of processes is given a function that cannot be sent to them.

## Why

What a `ProcessPoolExecutor` or `multiprocessing.Pool` is to call is pickled: by the name under which the other process
can import it. A lambda, and a function within the test, has none: "Can't pickle local object"
(https://github.com/BlueBrain/Search/pull/126).

## Instead

Define the function at the top of the module. Threads take any function: `ThreadPoolExecutor`.

## Fix safety

A function that uses nothing of the test moves behind it, only when asked. What another one uses has to be handed over:
there is no fix.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.rewrites import MoveOut
from doctor.model.sources import SourceFile
from doctor.rules.collection._slips import slips
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    for slip in slips(test_file, "pickled", anywhere=True):
        what = "a lambda" if slip.name == "lambda" else f"'{slip.name}', a function within '{slip.within}'"
        yield Problem(
            place=slip.place,
            message=f"a pool of processes is given {what}, which cannot be pickled",
            label="cannot be sent",
            consequence=f"'{slip.text}' fails: Can't pickle local object '{slip.within}.<locals>.{slip.name}'",
            fix=Fix(f"move '{slip.name}' out of the test", (MoveOut(*slip.others),)) if slip.others else None,
            help="define it at the top of the module, or use a pool of threads",
        )
