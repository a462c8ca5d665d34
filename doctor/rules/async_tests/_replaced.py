"""What the project's own code puts in the place of a library's functions."""

from __future__ import annotations

from doctor.model.sources import SourceFile, Sources


def is_replaced(names: tuple[str, ...], file: SourceFile, sources: Sources) -> bool:
    """May one of the dotted names stand for something else in the tests of the file: is it patched there, or in a
    conftest or plugin?"""
    return any(
        touch.state == "attribute" and touch.item.endswith(names)
        for each in (file, *sources.reaching_others)
        for touch in each.touches
    )
