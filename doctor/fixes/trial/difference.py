"""What a change made better or worse, told by a trial before it and one after it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from doctor.fixes.trial.outcome import Told, Trial
from doctor.model.record import Record

SHOWN = 3  # names in a sentence; the rest is counted
ADDRESS = re.compile(r"0x[0-9a-fA-F]{6,}")


class Difference(Record):
    """Short sentences. A change that makes anything worse is not to be applied."""

    worse: tuple[str, ...] = ()
    better: tuple[str, ...] = ()
    other: tuple[str, ...] = ()

    @property
    def is_worse(self) -> bool:
        return bool(self.worse)


def compare(before: Trial, after: Trial) -> Difference:
    """Tests lost and gained, errors, warnings and the exit code.

    Tests that pytest now comes to for the first time may bring errors and warnings of their own: they were hidden.
    """
    worse, better, other = list(_end(before, after)), [f"no longer: {each}" for each in _end(after, before)], []
    lost, gained = _without(before, after), _without(after, before)
    renamed = _renamed(lost, gained)
    if renamed:
        other.append(f"{len(renamed)} tests have other ids: {names(renamed)}")
    there = {after.origins[name] for name in after.collected if name in after.origins}
    twice = [name for name in lost if before.origins.get(name) in there]
    if twice and not renamed:
        other.append(f"{tests(len(twice))} collected once instead of twice: {names(twice)}")
    gone = [name for name in lost if name not in renamed and name not in twice]
    new = [name for name in gained if function(name) not in {function(each) for each in renamed}]
    if gone:
        worse.append(f"{tests(len(gone))} no longer collected: {names(gone)}")
    if new:
        better.append(f"{len(new)} more {'test is' if len(new) == 1 else 'tests are'} collected: {names(new)}")
    for kind, was, now in (("error", before.errors, after.errors), ("warning", before.warnings, after.warnings)):
        worse += (f"new {kind}: {each}" for each in _new(now, was, before))
        better += (f"{kind} gone: {each}" for each in _new(was, now, None))
    return Difference(tuple(dict.fromkeys(worse)), tuple(dict.fromkeys(better)), tuple(other))


def _end(first: Trial, second: Trial) -> Iterator[str]:
    """Whether the second ended worse than the first, seen from either side: 0 and 5 are good, then 2, then the rest."""
    if rank(second) < rank(first):
        yield f"pytest {words(second)}"
    elif rank(second) > rank(first):
        return
    elif second.stopped and not first.stopped:
        yield f"pytest stops early: {second.stopped}"


def rank(trial: Trial) -> int:
    """How far pytest came: 0 it did not collect, 1 with errors, 2 without."""
    if trial.works:
        return 2
    return 1 if trial.ended or trial.collected else 0


def words(trial: Trial) -> str:
    """How it ended."""
    if trial.killed:
        return f"was ended: {trial.killed}"
    return f"ends with exit code {trial.exit_code}"


def tests(count: int) -> str:
    return "1 test is" if count == 1 else f"{count} tests are"


def names(ids: Iterable[str]) -> str:
    """The first few, and how many more."""
    every = list(ids)
    more = f" and {len(every) - SHOWN} more" if len(every) > SHOWN else ""
    return ", ".join(every[:SHOWN]) + more


def _without(first: Trial, second: Trial) -> list[str]:
    there = set(second.collected)
    return [name for name in dict.fromkeys(first.collected) if name not in there]


def function(name: str) -> str:
    """The node id without its parameters."""
    return name.partition("[")[0]


def _renamed(lost: Sequence[str], gained: Sequence[str]) -> list[str]:
    """Tests whose parameters are called otherwise: as many of the function are gained as are lost."""
    was, now = [function(name) for name in lost], [function(name) for name in gained]
    same = {name for name in was if was.count(name) == now.count(name)}
    return [name for name in lost if function(name) in same]


def _new(now: Sequence[Told], was: Sequence[Told], before: Trial | None) -> Iterator[Told]:
    """What is told now and was not, about files that pytest had come to."""
    known = {_key(each) for each in was}
    for each in now:
        if _key(each) not in known and (before is None or _was_reached(each, before)):
            yield each


def _key(each: Told) -> tuple[str, str]:
    return each.where.partition("[")[0], ADDRESS.sub("0x", each.text)


def _was_reached(each: Told, before: Trial) -> bool:
    """Had pytest come to this file? Not where it did not start, nor where its tests appear only now."""
    if rank(before) == 0:
        return False
    file = each.where.partition("::")[0]
    reached = {name.partition("::")[0] for name in (*before.collected, *(error.where for error in before.errors))}
    return not file.endswith(".py") or file in reached
