"""Which tests go into which batch: by file, folder or marker; a shard of them by their recorded durations."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from heapq import heappop, heappush
from typing import Any

from doctor.errors import UsageError
from doctor.model.batches import Batch, Group

BY = ("file", "folder", "marker")
FILES_IN_A_BATCH = 10
# marks of pytest itself, which say how a test is run and not what it is about
OWN_MARKS = {"parametrize", "skip", "skipif", "xfail", "usefixtures", "filterwarnings", "tryfirst", "trylast"}


def groups(items: Sequence[Mapping[str, Any]], by: str, project: str) -> list[Group]:
    """The collected items as groups, in the order of collection."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for item in items:
        found.setdefault(_key(item, by, project), []).append(item)
    return [_group(name, each, by) for name, each in found.items()]


def _key(item: Mapping[str, Any], by: str, project: str) -> str:
    if by == "marker":
        return " ".join(name for name in item["markers"] if name not in OWN_MARKS) or "no marker"
    path = _relative(item["file"], project)
    return path if by == "file" else os.path.dirname(path) or "."  # noqa: PTH120


def _group(name: str, items: Sequence[Mapping[str, Any]], by: str) -> Group:
    files = tuple(dict.fromkeys(item["file"] for item in items))
    return Group(name, files, tuple(item["test"] for item in items) if by == "marker" else ())


def alone(files: Iterable[str], project: str) -> list[Group]:
    """Files whose collection ended the process: nothing is known of their tests."""
    return [Group(_relative(file, project), (file,)) for file in files]


def _relative(file: str, project: str) -> str:
    try:
        return os.path.relpath(file, project).replace(os.sep, "/")
    except ValueError:  # another drive
        return file


def shard(text: str) -> tuple[int, int]:
    """ "2/8" as (2, 8). UsageError for anything else."""
    part, slash, whole = text.partition("/")
    if not slash or not part.isdecimal() or not whole.isdecimal() or not 1 <= int(part) <= int(whole):
        raise UsageError(f"--shard is {text!r}, but must be K/N with 1 ≤ K ≤ N, such as 2/8")
    return int(part), int(whole)


def costs(items: Sequence[Mapping[str, Any]], by: str, project: str, seconds: Mapping[str, float]) -> dict[str, float]:
    """Group → the seconds that its tests took, by the record; a test that is not in it counts as their mean."""
    known = [seconds[item["test"]] for item in items if item["test"] in seconds]
    mean = sum(known) / len(known) if known else 1.0
    found: dict[str, float] = {}
    for item in items:
        name = _key(item, by, project)
        found[name] = found.get(name, 0.0) + seconds.get(item["test"], mean)
    return found


def shared_out(found: Sequence[Group], part: int, whole: int, cost: Mapping[str, float]) -> list[Group]:
    """The groups of one shard, in their order: the longest goes to the shard that has the least, each time.

    With equal costs each machine comes to the same answer. A group of which nothing is known counts as the mean.
    """
    mean = sum(cost.values()) / len(cost) if cost else 1.0
    loads = [(0.0, 0, number) for number in range(whole)]
    mine: set[str] = set()
    for group in sorted(found, key=lambda group: (-cost.get(group.name, mean), group.name)):
        load, count, number = heappop(loads)
        heappush(loads, (load + cost.get(group.name, mean), count + 1, number))
        if number == part - 1:
            mine.add(group.name)
    return [group for group in found if group.name in mine]


def batches(found: Sequence[Group], size: int) -> list[Batch]:
    """So many groups to a batch, in their order."""
    parts = [tuple(found[start : start + size]) for start in range(0, len(found), size)]
    return [Batch(number, part) for number, part in enumerate(parts, 1)]
