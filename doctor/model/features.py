"""Feature files of pytest-bdd."""

from __future__ import annotations

from doctor.model.places import Word
from doctor.model.record import Record


class Feature(Record):
    """A feature file. `scenarios` are the names of its scenarios and outlines; None where it is written in another
    language than English, or cannot be read. `tags` are those that stand above features, scenarios and examples."""

    file: str
    scenarios: frozenset[str] | None
    tags: tuple[Word, ...] = ()
