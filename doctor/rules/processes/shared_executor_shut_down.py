"""A test shuts an executor down that other tests use.

## Why

An executor at the top of a module, or of a fixture that lasts longer than a test, is made once. `shutdown()`, and the
end of a `with` block, is for good: whatever submits to it later gets `RuntimeError: cannot schedule new futures after
shutdown`. The tests behind it fail, in another order others do
(https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.Executor.shutdown).

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
from doctor.model.lent_executors import LentExecutor
from doctor.model.places import Place
from doctor.model.sources import SourceFile
from doctor.rules.mocks._holders import owner_of
from doctor.rules.registry import rule

ENDS = ("shutdown", "close", "terminate")


@rule(severity=Severity.WARNING, since="0.1")
def check(file: SourceFile, lent_executors: tuple[LentExecutor, ...]) -> Iterator[Problem]:
    if file.collected or file.role in ("conftest", "plugin"):
        for held in file.flows.held:
            if held.kind == "executor" and held.root == "module" and not held.within and not held.shared:
                yield from of_module(held, file)
        for each in lent_executors:
            if each.end.file == file.path:
                yield told(each.name, f"test '{each.test}'", each.how, each.end, each.made, each.work)


def of_module(held: Held, file: SourceFile) -> Iterator[Problem]:
    ends = [use for use in held.uses if is_end(use) and is_narrow(use, file)]
    others = [use for use in held.uses if not is_end(use) and ends and use.within not in ("", ends[0].within)]
    if ends and others:
        owner = owner_of(file, ends[0].within)
        title = owner.title if owner else ends[0].within
        how = "with" if ends[0].how == "with" else ends[0].what
        yield told(held.name, title, how, ends[0].place, held.expr.place, others[0].place)


def told(name: str, title: str, how: str, end: Place, made: Place, work: Place) -> Problem:
    by = "uses it in a `with` block" if how == "with" else f"calls {name}.{how}()"
    return Problem(
        place=end,
        message=f"{title} shuts '{name}' down, which other tests use: it {by}",
        label="shut down for good",
        related=(Related(made, "made once"), Related(work, "used here")),
        consequence="RuntimeError: cannot schedule new futures after shutdown, in all tests that run behind it",
        help="make the executor in a fixture of the test's own scope, or shut it down where that of the others ends",
    )


def is_end(use: Use) -> bool:
    return use.how == "with" or (use.how == "method" and use.what in ENDS)


def is_narrow(use: Use, file: SourceFile) -> bool:
    """Is it done by a test, or by a fixture or set-up of single tests?"""
    owner = owner_of(file, use.within)
    if owner is None:
        return False
    return owner.kind == "test" or (owner.fixture is not None and owner.fixture.scope == "function")
