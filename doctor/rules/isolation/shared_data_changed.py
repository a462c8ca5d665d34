"""A test changes a list or dictionary of its module or class that other tests read.

## Why

What stands at the top of a module, or in the body of a class, is made once, and all tests of the process have the same
one. What one test adds is there for the next: it passes alone and fails behind the first one, with `--lf`, in another
order, or in another worker of pytest-xdist (https://github.com/pytest-dev/pytest/issues/8252,
https://github.com/DanielSank/observed/pull/24).

## Instead

Let a fixture, `setup_method` or `setUp` make it for each test; of a payload that all tests begin with, change a copy:

```python
def test_no_name():
    payload = {**PAYLOAD, "name": ""}
```

(https://docs.pytest.org/en/stable/how-to/fixtures.html). `copy.deepcopy` is wanted for what is nested.

Nothing is said where something empties or resets it, where helpers of the module fill it, and of what collects results.

## Fix safety

There is no fix: whether the other tests want what was added is for their author to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Problem, Related, Severity
from doctor.model.flows import Pool, PoolUse
from doctor.model.plugins import Plugins
from doctor.model.record import Record
from doctor.model.sources import Fixtures, SourceFile, Sources
from doctor.rules.isolation._around import Scene
from doctor.rules.isolation._leaks import is_wrapped
from doctor.rules.isolation._meant import COLLECTED, is_declared
from doctor.rules.isolation._owners import Owner
from doctor.rules.mocks._holders import owner_of
from doctor.rules.phrases import uses
from doctor.rules.registry import rule


class Change(Record):
    """A test that changes a pool, and one that reads it as it was."""

    pool: Pool
    use: PoolUse
    owner: Owner
    reader: Owner
    read: PoolUse


@rule(severity=Severity.WARNING, since="0.1")
def check(
    test_file: SourceFile, sources: Sources, fixtures: Fixtures, plugins: Plugins, modules: Modules
) -> Iterator[Problem]:
    for pool in test_file.flows.pools:
        if is_left(pool, test_file, sources):
            changes = list(changed(pool, test_file))
            if changes and not Scene(sources, fixtures, plugins, modules).around(changes[0].owner).open:
                yield told(changes)


def is_left(pool: Pool, file: SourceFile, sources: Sources) -> bool:
    """Is it changed by tests alone, and never put back?"""
    name = pool.name.rpartition(".")[2]
    if any(word in name.lower() for word in COLLECTED) or any(use.how == "shrinks" for use in pool.uses):
        return False
    grown = {use.key for use in pool.uses if use.how == "grows"}
    if any(use.how == "drops" and (pool.empty or use.key in grown or "" in grown) for use in pool.uses):
        return False  # taken out again
    if pool.empty and any(use.how == "hands" for use in pool.uses):
        return False  # what it is handed to may empty it
    if any(touch.state == "global" and touch.how == "read" and touch.item.startswith(name) for touch in file.touches):
        return False  # test-order-reliance tells of it
    return not any(each.name == name for other in sources if other is not file for each in other.imports)


def changed(pool: Pool, file: SourceFile) -> Iterator[Change]:
    """The changes that other tests meet."""
    owners = {use.within: owner_of(file, use.within) for use in pool.uses}
    grown = [use for use in pool.uses if use.how in ("grows", "drops")]
    if any(not is_test(owners[use.within]) or use.late or use.maybe for use in grown):
        return
    for use in grown:
        owner = owners[use.within]
        found = next((each for each in reading(pool, use, owners) if not is_prepared(each, use, grown, pool)), None)
        reader = owners[found.within] if found else None
        if owner and found and reader:
            yield Change(pool, use, owner, reader, found)


def reading(pool: Pool, use: PoolUse, owners: dict[str, Owner | None]) -> Iterator[PoolUse]:
    """What other tests read of the place that was changed."""
    for each in pool.uses:
        owner = owners[each.within]
        is_read = each.how == "reads" or (each.how == "hands" and not pool.empty)
        if (
            is_read
            and each.within != use.within
            and is_test(owner)
            and (each.key == use.key or "" in (each.key, use.key))
        ):
            yield each


def is_test(owner: Owner | None) -> bool:
    return owner is not None and owner.kind == "test" and not is_declared(owner) and not is_wrapped(owner)


def is_prepared(read: PoolUse, use: PoolUse, grown: list[PoolUse], pool: Pool) -> bool:
    """Does the reader set the place itself before it reads it, or does it add to a list as well? If it then says how
    many things are in the list, it counts what it finds, too."""
    own = [each for each in grown if each.within == read.within and each.place < read.place]
    if pool.empty and read.count >= 0 and all(each.count >= 0 for each in (*own, use)):
        return False
    return any(each.key == use.key or not each.key for each in own)


def told(changes: list[Change]) -> Problem:
    change = changes[0]
    name = change.pool.name.rpartition(".")[2]
    is_class = "." in change.pool.name
    help_ = f"let `setup_method`, `setUp` or a fixture make {name} for each test"
    if not change.pool.empty:
        help_ = f"change a copy of it: `copy.deepcopy({'self.' if is_class else ''}{name})`"
    elif not is_class:
        help_ = f"let a fixture make {name} for each test"
    more = [each.use.place for each in changes[1:]]
    return Problem(
        place=change.use.place,
        message=f"{change.owner.title} changes {change.pool.name}, which {change.reader.title} reads",
        label="stays so for the other tests",
        related=(
            Related(change.read.place, "read here"),
            Related(change.pool.place, "made once, here"),
            *uses(more, "changed here, too"),
        ),
        consequence="the tests pass or fail by the order in which they run",
        help=help_,
    )
