"""A context manager is made and not entered: what it should do is not done.

## Why

`caplog.at_level("DEBUG")`, `patch("mailer.send")` and `freeze_time("2024-01-01")` as statements make an object and
throw it away. Nothing is patched, frozen or set: the test calls the real thing, or does not see what it looks for
(https://docs.pytest.org/en/stable/how-to/logging.html#caplog-fixture,
https://docs.python.org/3/library/unittest.mock.html#patch).

So do `qtbot.waitSignal(…)`, which waits when its block ends (https://github.com/pytest-dev/pytest-qt/issues/486), and
`django_assert_num_queries(2)`, which counts the queries of its block. `check(total == 3)` of pytest-check takes the
message of a block, and checks nothing (https://github.com/okken/pytest-check/pull/29). Starlette's
`client.websocket_connect("/ws")` connects when it is entered; before that there is nothing to send to
(https://fastapi.tiangolo.com/advanced/testing-websockets/).

## Instead

`with patch("mailer.send"):` around the code under test; `caplog.set_level("DEBUG")` for the rest of the test;
`check.equal(total, 3)`.

## Fix safety

`at_level` becomes `set_level`; of the others the statement behind goes into the block. Which lines belong there is a
guess, so it is done only when asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Distributions
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.rewrites import OpenBlock, SetCalled
from doctor.model.slips import Slip
from doctor.model.sources import Fixtures, SourceFile, Sources
from doctor.rules.collection._meant_to_fail import certain_slips
from doctor.rules.collection._slips import slips
from doctor.rules.fixtures._made import made_by_fixture
from doctor.rules.fixtures._requests import parametrized
from doctor.rules.registry import rule

WHOLE = ("caplog.", "self.", "monkeypatch.", "patch", "qtbot.", "capsys", "capfd", "subtests.")  # first words that tell
OF_CHECK = ("check", "check.check", "pytest_check.check")
OF_STARLETTE = ("fastapi.testclient.TestClient", "starlette.testclient.TestClient")


@rule(severity=Severity.ERROR, since="0.1")
def check(file: SourceFile, distributions: Distributions, sources: Sources, fixtures: Fixtures) -> Iterator[Problem]:
    if not (file.collected or file.role in ("conftest", "plugin")):
        return
    for slip in slips(file, "unentered", anywhere=True):
        if slip.name not in OF_CHECK:
            yield problem(slip)
        elif slip.name == OF_CHECK[-1] or is_of_plugin(slip, file, distributions, fixtures):
            yield of_check(slip)
    for slip in certain_slips(file, "unentered socket"):
        maker, _ = made_by_fixture(slip.name, file, sources, fixtures)
        if maker in OF_STARLETTE and (distributions.version("starlette") or (1,)) >= (0, 15):
            yield of_socket(slip)


def is_of_plugin(slip: Slip, file: SourceFile, distributions: Distributions, fixtures: Fixtures) -> bool:
    """Is the fixture `check` that of pytest-check, and none of the project's own?"""
    found = fixtures.of(file.path, "check")
    is_own = found is not None and found.fixture is not None
    is_own |= any(fixture.name == "check" for fixture in file.fixtures)  # also of a class
    is_own |= any("check" in parametrized(test) for test in file.tests if test.function == slip.within)
    return not is_own and distributions.get("pytest-check") is not None


def of_check(slip: Slip) -> Problem:
    return Problem(
        place=slip.place,
        message="'check(…)' takes the message of a block `with check(…):`, and checks nothing",
        label="checks nothing",
        consequence=f"'{slip.within}' passes whatever is found",
        help="write `check.equal(…)`, `check.is_true(…)`, or `with check: assert …`",
    )


def of_socket(slip: Slip) -> Problem:
    name = f" as {slip.text}" if slip.text else ""
    return Problem(
        place=slip.place,
        message="'websocket_connect(…)' without 'with': it connects when it is entered",
        label="not entered",
        consequence=f"'{slip.within}' fails, or waits for ever, when it sends or receives"
        if slip.text
        else f"'{slip.within}' runs as if the line were not there",
        help=f"write `with client.websocket_connect(…){name}:` around what it is for",
    )


def problem(slip: Slip) -> Problem:
    name = slip.name.removeprefix("unittest.mock.").removeprefix("mock.")
    short = name if name.startswith(WHOLE) else name.rpartition(".")[2]
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
