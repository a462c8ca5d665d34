"""A test shuts an executor down that other tests use.

## Why

An executor at the top of a module is made once. `shutdown()`, and the end of a `with` block, is for good: whatever
submits to it later gets `RuntimeError: cannot schedule new futures after shutdown`. The tests behind it fail, in
another order others do (https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.Executor.shutdown).

## Instead

Make the executor in a fixture of the test's own scope, `with ThreadPoolExecutor() as pool: yield pool`, or shut it down
where the module ends (`teardown_module`).

## Fix safety

There is no fix: which of the tests should own it is for the author to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Related, Severity
from doctor.model.flows import Held, Use
from doctor.model.sources import SourceFile
from doctor.rules.mocks._holders import owner_of
from doctor.rules.registry import rule

ENDS = ("shutdown", "close", "terminate")


@rule(severity=Severity.WARNING, since="0.1")
def check(file: SourceFile) -> Iterator[Problem]:
    if file.collected or file.role in ("conftest", "plugin"):
        for held in file.flows.held:
            if held.kind == "executor" and held.root == "module" and not held.within and not held.shared:
                yield from told(held, file)


def told(held: Held, file: SourceFile) -> Iterator[Problem]:
    ends = [use for use in held.uses if is_end(use) and is_narrow(use, file)]
    others = [use for use in held.uses if not is_end(use) and ends and use.within not in ("", ends[0].within)]
    if not ends or not others:
        return
    owner = owner_of(file, ends[0].within)
    how = "uses it in a `with` block" if ends[0].how == "with" else f"calls {held.name}.{ends[0].what}()"
    yield Problem(
        place=ends[0].place,
        message=f"{owner.title if owner else ends[0].within} shuts '{held.name}' down, which other tests use: it {how}",
        label="shut down for good",
        related=(Related(held.expr.place, "made once"), Related(others[0].place, "used here")),
        consequence="RuntimeError: cannot schedule new futures after shutdown, in all tests that run behind it",
        help="make the executor in a fixture, or shut it down in `teardown_module`",
    )


def is_end(use: Use) -> bool:
    return use.how == "with" or (use.how == "method" and use.what in ENDS)


def is_narrow(use: Use, file: SourceFile) -> bool:
    """Is it done by a test, or by a fixture or set-up of single tests?"""
    owner = owner_of(file, use.within)
    if owner is None:
        return False
    return owner.kind == "test" or (owner.fixture is not None and owner.fixture.scope == "function")
