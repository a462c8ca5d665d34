"""Limits of memory and CPUs that files of the project set for a run of pytest."""

from __future__ import annotations

from doctor.model.places import Word
from doctor.model.record import Record


class WrittenLimits(Record):
    """What one file, or one service of a compose file, sets.

    `run` and `collection` are the values of PYTEST_MEMORY_LIMIT_MB and PYTEST_COLLECTION_LIMIT_MB, `memory` is what the
    container may use, in bytes `size`; `cpus` is how many CPUs. `first` and `last` are its lines.
    """

    file: str
    run: Word | None = None
    collection: Word | None = None
    memory: Word | None = None
    size: int = 0
    cpus: Word | None = None
    first: int = 0
    last: int = 0
