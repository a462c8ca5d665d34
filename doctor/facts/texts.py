"""The lines of files that a report quotes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path

from doctor.model.places import Place

LARGEST = 8_000_000  # bytes; beyond that nothing is quoted


def quoted_lines(project: str, places: Iterable[Place]) -> Mapping[str, Mapping[int, str]]:
    """File → line number → text, for the places that are in files."""
    wanted: dict[str, set[int]] = {}
    for place in places:
        if place.is_file and place.line:
            wanted.setdefault(place.file, set()).add(place.line)
    return {file: lines(Path(project, file), numbers) for file, numbers in wanted.items()}


def lines(path: Path, numbers: set[int]) -> Mapping[int, str]:
    """These lines of a file, as well as they can be read."""
    try:
        if not path.is_file() or path.stat().st_size > LARGEST:
            return {}
        with path.open(encoding="utf-8-sig", errors="replace") as stream:
            head = enumerate(islice(stream, max(numbers)), 1)
            return {number: text.rstrip("\r\n") for number, text in head if number in numbers}
    except OSError:
        return {}
