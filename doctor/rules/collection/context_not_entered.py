"""A context manager is made and not entered: what it should do is not done.

## Why

`caplog.at_level("DEBUG")`, `patch("mailer.send")` and `freeze_time("2024-01-01")` as statements make an object and
throw it away. Nothing is patched, frozen or set: the test calls the real thing, or does not see what it looks for
(https://docs.pytest.org/en/stable/how-to/logging.html#caplog-fixture,
https://docs.python.org/3/library/unittest.mock.html#patch).

## Instead

`with patch("mailer.send"):` around the code under test; `caplog.set_level("DEBUG")` for the rest of the test.

## Fix safety

`at_level` becomes `set_level`; of the others the statement behind goes into the block. Which lines belong there is a
guess, so it is done only when asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.flows import Slip
from doctor.model.rewrites import OpenBlock, SetCalled
from doctor.model.sources import SourceFile
from doctor.rules.collection._slips import slips
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    for slip in slips(test_file, "unentered", anywhere=True):
        yield problem(slip)


def problem(slip: Slip) -> Problem:
    name = slip.name.removeprefix("unittest.mock.").removeprefix("mock.")
    short = name if name.startswith(("caplog.", "self.", "monkeypatch.", "patch")) else name.rpartition(".")[2]
    is_level = name == "caplog.at_level"
    return Problem(
        place=slip.place,
        message=f"'{short}(…)' without 'with': it is made and thrown away, and does nothing",
        label="not entered",
        consequence=f"'{slip.within}' runs as if the line were not there",
        help=f"write `with {short}(…):` around what it is for" + (", or `caplog.set_level(…)`" if is_level else ""),
        fix=Fix("write caplog.set_level", (SetCalled(slip.place, "caplog.set_level"),))
        if is_level
        else Fix(f"put what follows into 'with {short}(…):'", (OpenBlock(slip.place, rest=True),)),
    )
