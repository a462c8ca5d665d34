"""Feature files of pytest-bdd."""

from __future__ import annotations

from doctor.model.record import Record


class Feature(Record):
    """A feature file. `scenarios` are the names of its scenarios and outlines; None where it is written in another
    language than English, or cannot be read."""

    file: str
    scenarios: frozenset[str] | None
