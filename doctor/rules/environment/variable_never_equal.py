"""A variable of the environment is compared with True, False or a number, which no text equals.

## Why

What stands in a variable is text: `os.getenv("RUN_SLOW") == True` is never so, whatever the variable holds, and
`os.getenv("RUN_SLOW") != True` always. A `skipif` of it skips the test for ever, or never does
(https://docs.python.org/3/library/os.html#os.environ).

## Instead

`os.getenv("RUN_SLOW") == "1"`, or `os.getenv("RUN_SLOW", "").lower() in ("1", "true", "yes")`.

Nothing is said where the default that is given is no text: it may be what is compared with.

## Fix safety

There is no fix: which words mean yes, only the author knows.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.sources import SourceFile
from doctor.rules.collection._slips import slips
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(file: SourceFile) -> Iterator[Problem]:
    if not file.collected and file.role not in ("conftest", "plugin"):
        return
    for slip in slips(file, "never equal", anywhere=True):
        sign, _, value = slip.text.rpartition(" ")
        is_not = sign in ("!=", "is not")
        word = {"True": "1", "False": "0"}.get(value, value)
        yield Problem(
            place=slip.place,
            message=f"{slip.name} is a text where it is set, and no text equals {value}",
            label="always so" if is_not else "never so",
            consequence=f"the condition is {'always' if is_not else 'never'} true, whatever {slip.name} holds",
            help=f"compare with a text: '{word}'",
        )
