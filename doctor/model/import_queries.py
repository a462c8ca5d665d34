"""Queries that run while a test file is imported."""

from __future__ import annotations

from doctor.model.places import Place
from doctor.model.record import Record


class ImportQuery(Record):
    """An expression that reaches Django's database when the file is imported, or its parameters are read. `model` is
    the imported model's dotted name."""

    model: str
    place: Place
