"""Shared state that test modules change when they are imported, and leave changed."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.sources import SourceFile, Sources
from doctor.model.touches import Touch
from doctor.rules.isolation._leaks import is_set_again
from doctor.rules.isolation._same import item


def at_import(sources: Sources, state: str) -> Iterator[tuple[SourceFile, Touch]]:
    """What collected test modules always set while they are imported, and nothing in the same file takes back."""
    for file in sources:
        if not file.collected or not any(touch.state == state for touch in file.touches):
            continue
        for touch in file.touches:
            is_meant = touch.state == state and touch.how in ("set", "default") and is_at_import(touch, file)
            if is_meant and not any(is_set_again(other, touch, file) for other in file.touches):
                yield file, touch


def is_at_import(touch: Touch, file: SourceFile) -> bool:
    """Is it run whenever the module is imported?"""
    is_outside = not touch.within or file.class_(touch.within) is not None
    return is_outside and not touch.blocks


def by_item(found: Iterator[tuple[SourceFile, Touch]]) -> dict[str, list[tuple[SourceFile, Touch]]]:
    """The writes of each item, in the order of the files."""
    groups: dict[str, list[tuple[SourceFile, Touch]]] = {}
    for file, touch in found:
        groups.setdefault(item(touch, file), []).append((file, touch))
    return groups
